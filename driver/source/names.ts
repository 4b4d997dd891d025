// Which file names an archive may hold: those that stay below the target folder on every system rto runs on.

/** Bytes, and folders in each other; far above any release's (150, and 11), and below what a file system takes. */
export const LONGEST_NAME = 1024;
const DEEPEST = 64;

/** Why a relative path with `/` separators is refused, or undefined for a good one. */
export function nameFault(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (Buffer.byteLength(name) > LONGEST_NAME) return `it is longer than ${LONGEST_NAME} bytes`;
  if (name.includes('\0')) return 'it contains a NUL byte';
  if (/[\u0001-\u001f\u007f]/.test(name)) return 'it contains a control character';
  if (name.includes('\\')) return 'it contains a backslash';
  if (name.startsWith('/')) return 'it is absolute';
  if (name.includes(':')) return 'it contains a colon, as drive letters do';
  const segments = name.split('/');
  if (segments.length > DEEPEST) return `it is more than ${DEEPEST} folders deep`;
  for (const segment of segments) {
    if (segment === '') return 'it has an empty part';
    if (segment === '.' || segment === '..')
      return `it contains ${JSON.stringify(segment)} and may leave the target folder`;
  }
  return undefined;
}

/**
 * Names that stand below one folder together. `add` gives an earlier name that the new one cannot stand beside: an equal
 * one (also where a file system ignores case or Unicode form), or a file that the other uses as a folder.
 */
export class NameSet {
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();

  add(name: string): string | undefined {
    const key = name.normalize('NFC').toLowerCase();
    const other = this.#files.get(key) ?? this.#folders.get(key);
    if (other !== undefined) return other;
    this.#files.set(key, name);
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const folder = key.slice(0, slash);
      const file = this.#files.get(folder);
      if (file !== undefined) return file;
      if (this.#folders.has(folder)) break;
      this.#folders.set(folder, name);
    }
    return undefined;
  }
}
