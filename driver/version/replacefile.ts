// Writing a small data file in one step: a reader sees the old file or the new one, never a part.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Throws the system's error, and then leaves the file as it was. */
export function replaceFile(file: string, text: string): void {
  // A random name, not a process id: containers that share a folder may have the same ids.
  const staged = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = openSync(staged, 'wx', 0o644);
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(staged, file);
  } catch (error) {
    rmSync(staged, { force: true });
    throw error;
  }
}

/** The text of a file; undefined where there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
