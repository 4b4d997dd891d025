// Making folders so that the error says what is wrong. Imports nothing of rto's.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { statOf } from './stat.ts';

/**
 * A folder and those it is in, which nobody else may write, whatever the umask.
 * Node's own recursive mkdir tells of a read-only disk as "no such file".
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, 0o755);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && dirname(path) !== path) {
      makeFolder(dirname(path));
      mkdirSync(path, 0o755); // /proc has no room for it and says that it does not exist
    } else if (!statOf(path)?.isDirectory()) throw error;
  }
}
