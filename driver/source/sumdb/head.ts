// Signed tree heads of the checksum database, and the newest one seen, remembered on disk.
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors.ts';
import { makeFolder } from '../../folders.ts';
import { errnoOf, onDisk } from '../disk.ts';
import { openNote, type Verifier } from './note.ts';

export interface TreeHead {
  /** Records. */
  size: number;
  hash: Buffer;
  /** The signed note it came in: proof of what the server said. */
  note: string;
}

/** Reads a signed tree head; throws a plain error with the reason when it is malformed or not signed by `verifier`. */
export function openHead(note: string, verifier: Verifier): TreeHead {
  const [kind, count = '', base64 = ''] = openNote(note, verifier).split('\n');
  const size = Number(count);
  const hash = Buffer.from(base64, 'base64');
  if (kind !== 'go.sum database tree') throw new Error('the note is no tree head');
  if (!/^[1-9]\d*$/.test(count) || !Number.isSafeInteger(size)) throw new Error(`the tree head has ${count} records`);
  if (hash.length !== 32 || hash.toString('base64') !== base64) throw new Error('the tree head has no SHA-256 hash');
  return { size, hash, note };
}

/** The newest head seen by any process that shares this folder. */
export interface HeadMemory {
  latest(): Promise<TreeHead | undefined>;
  /** Keeps `head`, which must have been found consistent with `latest()`. */
  keep(head: TreeHead): Promise<void>;
}

/**
 * One file a head, named by its size, and the largest counts: so two processes that write at once need no lock, and the
 * memory never goes back. A file that cannot be verified is removed and said in a notice; its signature tells.
 */
export function openHeadMemory(folder: string, verifier: Verifier, onNotice: (text: string) => void): HeadMemory {
  const fileOf = (size: number) => join(folder, `head-${String(size).padStart(16, '0')}`);
  return {
    async latest() {
      for (const name of await headFiles(folder)) {
        const path = join(folder, name);
        const note = await readIfThere(path);
        if (note === undefined) return this.latest();
        try {
          return openHead(note, verifier);
        } catch (error) {
          onNotice(`the remembered tree head ${path} is damaged (${messageOf(error)}); it is removed`);
          await onDisk(path, () => rm(path, { force: true }));
        }
      }
      return undefined;
    },
    async keep(head) {
      const path = fileOf(head.size);
      await onDisk(path, async () => {
        makeFolder(folder);
        const temporary = join(folder, `.${randomBytes(8).toString('hex')}`);
        try {
          const file = await open(temporary, 'wx');
          try {
            await file.writeFile(head.note);
            await file.sync();
          } finally {
            await file.close();
          }
          await rename(temporary, path);
        } catch (error) {
          await rm(temporary, { force: true });
          throw error;
        }
        for (const name of await headFiles(folder))
          if (join(folder, name) < path) await rm(join(folder, name), { force: true });
      });
    },
  };
}

/** Newest first. */
async function headFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => /^head-\d{16}$/.test(name))
      .sort()
      .reverse();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    return onDisk(folder, () => Promise.reject(error));
  }
}

/** Undefined when another process has replaced it by a newer one meanwhile. */
async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    return onDisk(path, () => Promise.reject(error));
  }
}
