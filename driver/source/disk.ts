// What the disk refuses (full, read-only, no permission) as one error that names the path.
import { messageOf, RtoError } from '../errors.ts';

const HINTS: Record<string, string> = {
  ENOSPC: 'free some space, or set RTO_CACHE and RTO_HOME to folders on another disk',
  EDQUOT: 'free some of your quota, or set RTO_CACHE and RTO_HOME to folders elsewhere',
  EROFS: 'set RTO_CACHE and RTO_HOME to folders that can be written',
  EACCES: 'make the folder writable, or set RTO_CACHE and RTO_HOME to folders that are',
  EPERM: 'make the folder writable, or set RTO_CACHE and RTO_HOME to folders that are',
};

/** Runs `work`; an error of the file system becomes RTO_SOURCE_DISK naming `path`, any other passes. */
export function onDisk<T>(path: string, work: () => T): T {
  try {
    const result = work();
    if (result instanceof Promise) return result.catch((error: unknown) => fail(path, error)) as T;
    return result;
  } catch (error) {
    return fail(path, error);
  }
}

/** The code of a system call's error (`ENOSPC`), or undefined for any other error. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function fail(path: string, error: unknown): never {
  const code = errnoOf(error);
  if (code === undefined) throw error;
  const hint = HINTS[code];
  throw new RtoError('RTO_SOURCE_DISK', `cannot use ${path}: ${messageOf(error)}`, {
    facts: { path },
    ...(hint === undefined ? {} : { try: hint }),
    cause: error,
  });
}
