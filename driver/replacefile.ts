// Writing a small data file in one step: a reader sees the old file or the new one, never a part. Imports nothing of rto's.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Throws the system's error, and then leaves the file as it was.
 * @param draft a path on the same file system to write to first; by default beside the file
 */
export function replaceFile(file: string, text: string, draft = draftOf(file)): void {
  try {
    const handle = openSync(draft, 'wx', 0o644);
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A random name, not a process id: containers that share a folder may have the same ids. */
const draftOf = (file: string): string => `${file}.${randomBytes(6).toString('hex')}.tmp`;

/** The text of a file; undefined if the file does not exist. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
