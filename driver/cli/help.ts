// The text of --help, in 80 columns: usage, description, arguments, options, examples. Pure.
import { wrapWords } from '../text/columns.ts';

export interface Docs {
  /** One line, for the list of commands. */
  brief: string;
  /** The usage line behind the command's name: "[OPTIONS] [REQUEST]". */
  usage: string;
  /** Sentences of description, in one line; they are wrapped here. */
  text: string;
  /** Lines that can be pasted. */
  examples: readonly string[];
  /** The words after the options, where the parameters do not describe them well. */
  arguments?: readonly Entry[];
}

/** Name and explanation of an option, an argument or a command. */
export type Entry = readonly [name: string, text: string];

const WIDTH = 80;

/**
 * @param command the full name: "rto list"
 * @returns whole lines, each with its newline
 */
export function formatHelp(
  command: string,
  docs: Docs,
  sections: readonly { title: string; entries: readonly Entry[] }[],
): string {
  const lines = [`Usage: ${command} ${docs.usage}`, '', ...wrapWords(docs.text, WIDTH, 'whole')];
  for (const { title, entries } of sections) {
    if (entries.length > 0) lines.push('', title, ...columns(entries));
  }
  lines.push('', 'Examples', ...docs.examples.map((example) => `  ${example}`));
  return lines.map((line) => `${line}\n`).join('');
}

function columns(entries: readonly Entry[]): string[] {
  const left = Math.max(...entries.map(([name]) => name.length)) + 4;
  return entries.flatMap(([name, text]) => {
    const [first = '', ...more] = wrapWords(text, WIDTH - left, 'whole');
    return [`  ${name}`.padEnd(left) + first, ...more.map((line) => ' '.repeat(left) + line)];
  });
}
