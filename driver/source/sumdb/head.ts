// Signed tree heads of the checksum database, and the newest one seen, remembered on disk.
import { randomBytes } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, RtoError } from '../../errors.ts';
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

/** The newest head seen by any process that shares this folder, which is no cache: it is what tells a log that was rewritten. */
export interface HeadMemory {
  latest(): Promise<TreeHead | undefined>;
  /** Keeps `head`, which must have been found consistent with `latest()`. */
  keep(head: TreeHead): Promise<void>;
}

/**
 * One file a head, named by its size, and the largest counts: so two processes that write at once need no lock, and the
 * memory never goes back. A name is not believed: a file that is not a head of that size by that key is removed and said in
 * a notice.
 */
export function openHeadMemory(folder: string, verifier: Verifier, onNotice: (text: string) => void): HeadMemory {
  const fileOf = (size: number) => join(folder, `head-${String(size).padStart(16, '0')}`);
  return {
    async latest() {
      // Looked at anew where another process has replaced one by a newer one meanwhile; it does not do so for ever.
      for (let look = 0; look < LOOKS; look++) {
        const names = await headFiles(folder);
        let gone = false;
        for (const name of names) {
          const path = join(folder, name);
          try {
            const note = await readHead(path);
            gone = note === undefined;
            if (note === undefined) break;
            const head = openHead(note, verifier);
            if (path !== fileOf(head.size)) throw new Error(`it is one of ${head.size} records`);
            return head;
          } catch (error) {
            if (error instanceof RtoError) throw error;
            onNotice(`the remembered tree head ${path} is damaged (${messageOf(error)}); it is removed`);
            await onDisk(path, () => rm(path, { force: true, recursive: true }));
          }
        }
        if (!gone) return undefined;
      }
      throw new RtoError('RTO_SUMDB_MEMORY', `the remembered tree heads in ${folder} come and go`, {
        try: 'run it again when no other rto runs',
      });
    },
    async keep(head) {
      const path = fileOf(head.size);
      await onDisk(path, async () => {
        makeFolder(folder);
        const temporary = join(folder, `.${randomBytes(8).toString('hex')}`);
        try {
          const file = await open(temporary, 'wx', 0o644);
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

const LOOKS = 10;

/** A signed head has some 200 bytes. */
const MAX_NOTE = 16_384;

/** Undefined when another process has replaced it by a newer one meanwhile. A plain error for what is no such file. */
async function readHead(path: string): Promise<string | undefined> {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isFile()) throw new Error('it is no file');
  if (stat.size > MAX_NOTE) throw new Error(`it has ${stat.size} bytes`);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    return onDisk(path, () => Promise.reject(error));
  }
}
