// What lies at a path, links followed. Imports nothing of rto's.
import { type Stats, statSync } from 'node:fs';

/**
 * Undefined where nothing is there, also below a file: there `throwIfNoEntry` throws ENOTDIR on Node 20 and not on later
 * ones. Throws what else the system says.
 */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
