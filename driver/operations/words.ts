// The words of a selection: groups, functions, methods, packages, trees of packages, and exclusions of each. Pure.
// The grammar is that of wrappers/selection/word.go. Both answer one table, tests/fixtures/selection.json.

/** One word of a selection, parsed. */
export interface Word {
  /** Whether the word excludes, as "-crypto/rand.Read" does. */
  minus: boolean;
  /** In this order: "crypto"; "os/exec.Command"; "os/exec.*" or "net/http.Client.*"; "crypto/...". */
  shape: 'group' | 'function' | 'all' | 'tree';
  /**
   * The word without minus, ".*" and "/...". A method is written "net/http.Client.Do". The text alone does not tell
   * where the package's path ends, because the last element of a path may hold dots (gopkg.in/yaml.v3.Unmarshal).
   */
  text: string;
}

/**
 * Reads one word of a selection.
 * @param groups names that stand for groups
 * @returns undefined where the text is not a word; the stand-in says why
 */
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

/** The word as the stand-in writes it into a stamp. */
export const wordText = ({ minus, shape, text }: Word): string =>
  `${minus ? '-' : ''}${text}${shape === 'all' ? '.*' : shape === 'tree' ? '/...' : ''}`;

/** "net/http.(*Client).Do" -> "net/http.Client.Do". It also drops the "[...]" of generic functions' symbols. */
export const plainMethod = (text: string): string =>
  text
    .replaceAll('[...]', '')
    .replace(/^(.*\.)\(([^)]*)\)(.*)$/s, (whole, before: string, receiver: string, rest: string) =>
      isIdentifier(receiver.replace(/^\*/, '')) && /^(?:$|\.)/.test(rest)
        ? before + receiver.replace(/^\*/, '') + rest
        : whole,
    );

/** What a word of shape function or all names in a package: "Client.Do"; "" for all of it; undefined for nothing. */
export function within({ shape, text }: Word, importPath: string): string | undefined {
  if (shape === 'all' && text === importPath) return '';
  if (!text.startsWith(`${importPath}.`)) return undefined;
  const parts = text.slice(importPath.length + 1).split('.');
  if (parts.length > (shape === 'all' ? 1 : 2)) return undefined;
  // Otherwise the word means a package whose path begins like this one's.
  return parts.every(isIdentifier) ? parts.join('.') : undefined;
}

/** Whether a word of shape tree holds a package; false for other shapes. */
export const isWithin = ({ shape, text }: Word, importPath: string): boolean =>
  shape === 'tree' && (importPath === text || importPath.startsWith(`${text}/`));

/**
 * Whether a word means an operation.
 * @param operation a function of a package, or a method as "Client.Do"
 * @param group gives the operations of a group; undefined where there is no such group
 */
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

// Characters that neither an import path nor an identifier holds. Go's blanks and controls are among them.
const NEVER_IN_NAME = /[\p{Cc}\p{Z}"'`\\*()<>[\]{}:;|&=$?#^%,]/u;

const isIdentifier = (text: string): boolean => /^[_\p{L}][_\p{L}\p{Nd}]*$/u.test(text);
