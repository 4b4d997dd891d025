// Which file names an archive may hold: those that stay below the target folder on every system rto runs on.

/** Why a relative path with `/` separators is refused, or undefined for a good one. */
export function nameFault(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.includes('\0')) return 'it contains a NUL byte';
  if (/[\u0001-\u001f\u007f]/.test(name)) return 'it contains a control character';
  if (name.includes('\\')) return 'it contains a backslash';
  if (name.startsWith('/')) return 'it is absolute';
  if (name.includes(':')) return 'it contains a colon, as drive letters do';
  for (const segment of name.split('/')) {
    if (segment === '') return 'it has an empty part';
    if (segment === '.' || segment === '..')
      return `it contains ${JSON.stringify(segment)} and may leave the target folder`;
  }
  return undefined;
}

/**
 * Two of the names that cannot both exist below one folder: equal names (also where a file system ignores case or
 * Unicode form), or a file that another name uses as a folder. Undefined when all can.
 */
export function findCollision(names: Iterable<string>): [string, string] | undefined {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const name of names) {
    const key = fold(name);
    const other = files.get(key) ?? folders.get(key);
    if (other !== undefined) return [other, name];
    files.set(key, name);
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const folder = key.slice(0, slash);
      const file = files.get(folder);
      if (file !== undefined) return [file, name];
      if (folders.has(folder)) break;
      folders.set(folder, name);
    }
  }
  return undefined;
}

const fold = (name: string): string => name.normalize('NFC').toLowerCase();
