// Files on the way up that may say how a project is built: which of them count, and how they are read.
import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RtoError } from '../errors.ts';
import { statOf } from '../stat.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * A folder and those above it up to the top of its repository, where there is one. Folders in which anybody may put a file
 * are passed over, as cmd/go passes over go.mod in the temporary folder.
 */
export function* projectFolders(folder: string): Iterable<string> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (!isShared(at)) yield at;
    if (isRepositoryTop(at) || dirname(at) === at) return;
  }
}

export const isRepositoryTop = (folder: string): boolean =>
  ['.git', '.hg', '.jj', '.svn'].some((name) => existsSync(join(folder, name)));

/** Of everybody, with the bit by which nobody removes another's files: a temporary folder. */
function isShared(folder: string): boolean {
  const stat = statOf(folder);
  return stat !== undefined && (stat.mode & 0o1002) === 0o1002;
}

/**
 * The text of such a file. Throws RTO_SETTINGS_FOREIGN for another user's, the system's error where it cannot be read, a
 * plain one for what is no file of that size.
 * @param limit bytes
 */
export function readSettings(path: string, limit: number, env: Env = process.env): string {
  // A pipe would wait for its writer.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(file);
    if (stat.isDirectory()) throw new Error('EISDIR: it is a folder');
    if (!stat.isFile()) throw new Error('it is no regular file');
    // The link as well as what it leads to.
    for (const one of [lstatSync(path), stat]) requireTrusted(path, one, env);
    if (stat.size > limit) throw new Error(`it has ${stat.size} bytes, more than ${limit}`);
    const data = Buffer.alloc(limit + 1);
    let size = 0;
    for (let read = -1; read !== 0 && size < data.length; size += read)
      read = readSync(file, data, size, data.length - size, null);
    if (size > limit) throw new Error(`it has more than ${limit} bytes`);
    return data.toString('utf8', 0, size);
  } finally {
    closeSync(file);
  }
}

function requireTrusted(path: string, { uid }: Stats, env: Env): void {
  const me = process.geteuid?.();
  if (me === undefined || uid === me || uid === 0) return;
  // As git: under sudo the files belong to the user who called it.
  if (me === 0 && env['SUDO_UID'] === String(uid)) return;
  throw new RtoError('RTO_SETTINGS_FOREIGN', `${path} is not used: it belongs to user ${uid}`, {
    facts: { you: `user ${me}`, why: 'it would say which Go is run, or what is observed' },
    try: 'name both yourself: rto exec --observe reflect,unsafe,crypto stable -- go build',
  });
}
