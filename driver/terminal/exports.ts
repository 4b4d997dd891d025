// Changes of an environment as commands of a shell, quoted so that any value arrives as it is. Pure.

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type ShellName = (typeof SHELLS)[number];

/** One command a line, sorted by name; undefined removes the variable. */
export function formatChanges(changes: Readonly<Record<string, string | undefined>>, shell: ShellName): string {
  const names = Object.keys(changes).sort();
  return names.map((name) => `${FORMATS[shell](name, changes[name])}\n`).join('');
}

type Format = (name: string, value: string | undefined) => string;

const posix: Format = (name, value) => (value === undefined ? `unset ${name}` : `export ${name}=${posixQuote(value)}`);

// fish keeps PATH as a list: one word a folder.
const fish: Format = (name, value) => {
  if (value === undefined) return `set -e ${name}`;
  const words = name === 'PATH' ? value.split(':') : [value];
  return `set -gx ${name} ${words.map(fishQuote).join(' ')}`;
};

const FORMATS = { bash: posix, zsh: posix, fish } as const satisfies Record<ShellName, Format>;

/** In single quotes nothing is special but the quote itself. */
function posixQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** In fish's single quotes a backslash quotes itself and the quote. */
function fishQuote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
