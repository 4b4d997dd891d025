// The words of a selection: groups, functions, methods, whole packages, trees of packages, and exclusions of each. Pure.
// The grammar is that of wrappers/selection/word.go; tests/fixtures/selection.json holds both to one table.

export interface Word {
  /** "-crypto/rand.Read" excludes. */
  minus: boolean;
  /** "crypto"; "os/exec.Command"; "os/exec.*" or "net/http.Client.*"; "crypto/...". */
  shape: 'group' | 'function' | 'all' | 'tree';
  /**
   * Without minus, ".*" and "/...", methods as "net/http.Client.Do". Where the package's path ends shows only beside the
   * packages there are: its last element may hold dots (gopkg.in/yaml.v3.Unmarshal).
   */
  text: string;
}

/** @param groups names that stand for groups. @returns undefined for what is no word; the stand-in says why */
export function parseWord(written: string, groups: Iterable<string>): Word | undefined {
  const minus = written.startsWith('-');
  const bare = minus ? written.slice(1) : written;
  if ([...groups].includes(bare)) return { minus, shape: 'group', text: bare };
  if (['', '...', '*', 'all', 'std'].includes(bare)) return undefined;
  const [shape, text] = bare.endsWith('/...')
    ? (['tree', bare.slice(0, -4)] as const)
    : bare.endsWith('.*')
      ? (['all', plainMethod(bare.slice(0, -2))] as const)
      : (['function', plainMethod(bare)] as const);
  if (text === '' || /^[/.]|[/.]$|\.\.|\/\//.test(text) || NEVER_IN_NAME.test(text)) return undefined;
  if (shape === 'function') {
    const last = text.slice(text.lastIndexOf('/') + 1);
    const dot = last.lastIndexOf('.');
    const name = last.slice(dot + 1);
    if (dot <= 0 || name === 'init' || name === '_' || !isIdentifier(name)) return undefined;
  }
  return { minus, shape, text };
}

/** As the stand-in writes it into a stamp. */
export const wordText = ({ minus, shape, text }: Word): string =>
  `${minus ? '-' : ''}${text}${shape === 'all' ? '.*' : shape === 'tree' ? '/...' : ''}`;

/** "net/http.(*Client).Do" -> "net/http.Client.Do"; without the "[...]" that symbols of generic functions have. */
export const plainMethod = (text: string): string =>
  text
    .replaceAll('[...]', '')
    .replace(/^(.*\.)\(([^)]*)\)(.*)$/s, (whole, before: string, receiver: string, rest: string) =>
      isIdentifier(receiver.replace(/^\*/, '')) && /^(?:$|\.)/.test(rest)
        ? before + receiver.replace(/^\*/, '') + rest
        : whole,
    );

/** What a word of shape function or all names within a package: "Client.Do"; "" for all of it; undefined for nothing. */
export function within({ shape, text }: Word, importPath: string): string | undefined {
  if (shape === 'all' && text === importPath) return '';
  if (!text.startsWith(`${importPath}.`)) return undefined;
  const parts = text.slice(importPath.length + 1).split('.');
  if (parts.length > (shape === 'all' ? 1 : 2)) return undefined;
  // Else it is of a package whose path begins like this one's.
  return parts.every(isIdentifier) ? parts.join('.') : undefined;
}

/** Whether a tree holds a package. */
export const isWithin = ({ shape, text }: Word, importPath: string): boolean =>
  shape === 'tree' && (importPath === text || importPath.startsWith(`${text}/`));

/** Whether a word means an operation: a function of a package, a method as "Client.Do". */
export function means(
  word: Word,
  operation: { package: string; name: string },
  group: (name: string) => readonly { package: string; name: string }[] | undefined,
): boolean {
  const { package: path, name } = operation;
  if (word.shape === 'group')
    return group(word.text)?.some((one) => one.package === path && one.name === name) ?? false;
  if (word.shape === 'tree') return isWithin(word, path);
  const inner = within(word, path);
  if (word.shape === 'function') return inner === name;
  return inner === '' || (inner !== undefined && name.startsWith(`${inner}.`));
}

// What stands in no import path and no identifier: the blanks and controls of Go's unicode package among it.
const NEVER_IN_NAME = /[\p{Cc}\p{Z}"'`\\*()<>[\]{}:;|&=$?#^%,]/u;

const isIdentifier = (text: string): boolean => /^[_\p{L}][_\p{L}\p{Nd}]*$/u.test(text);
