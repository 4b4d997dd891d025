// What the system says about a store's folder, in words that help.
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { RtoError } from '../errors.ts';
import { statOf } from '../stat.ts';
import { errno, statIfThere } from './files.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const FORBIDDEN = new Set(['EROFS', 'EACCES', 'EPERM']);
const NO_FOLDER = new Set(['ENOTDIR', 'EEXIST']);

/** True where a note in the store could not be made for reasons that do not keep a finished toolchain from working. */
export const cannotWrite = (error: unknown): boolean => {
  const code = errno(error) ?? '';
  return FULL.has(code) || FORBIDDEN.has(code);
};

/** Runs `work`; its errors about the store at `data` become RtoErrors, others pass unchanged. */
export async function inStore<T>(data: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFailure(data, error);
  }
}

/** The same for work that is done at once. */
export function inStoreNow<T>(data: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeFailure(data, error);
  }
}

function storeFailure(data: string, error: unknown): unknown {
  const code = errno(error) ?? '';
  // A call with two paths names the second as `dest`; for a new link that is the one that counts.
  const { path: first, dest, syscall } = Object(error) as { path?: string; dest?: string; syscall?: string };
  const path = [first, dest].find((one) => one !== undefined && concerns(data, one));
  // Writing to an open file fails without a path; every other call names it, so a file elsewhere is not blamed on us.
  const ours = path !== undefined || (first === undefined && FULL.has(code));
  // A program of the tree that cannot be started is the build's concern.
  if (error instanceof RtoError || !ours || syscall?.startsWith('spawn')) return error;
  const facts = { store: data, path: path ?? data, system: (error as Error).message };
  if (FULL.has(code))
    return new RtoError('RTO_STORE_FULL', 'the disk that holds the toolchains is full', {
      facts: { ...facts, free: freeSpace(data) },
      try: 'rto prune, rto cache clean, or set RTO_HOME to a folder on a disk with 1 GB free',
      cause: error,
    });
  if (FORBIDDEN.has(code))
    return new RtoError('RTO_STORE_READONLY', 'the folder that holds the toolchains cannot be written to', {
      facts,
      try: 'set RTO_HOME to a folder that you can write to',
      cause: error,
    });
  const file = NO_FOLDER.has(code) ? fileAbove(path ?? data) : undefined;
  if (file !== undefined)
    return new RtoError('RTO_STORE_PATH', `${file} should be a folder`, {
      facts,
      try: 'move that file away, or set RTO_HOME to another folder',
      cause: error,
    });
  return new RtoError('RTO_STORE_IO', 'the folder that holds the toolchains could not be used', {
    facts,
    try: 'rto doctor, or set RTO_HOME to another folder',
    cause: error,
  });
}

/** True for paths in the store and the folders it is in. */
const concerns = (data: string, path: string): boolean =>
  `${path}/`.startsWith(`${data}/`) || data.startsWith(`${path}/`);

/** The part of `path` that is not a folder, though it has to be one. */
function fileAbove(path: string): string | undefined {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    const kind = kindOf(at);
    if (kind !== undefined) return kind === 'folder' ? undefined : at;
  }
  return undefined;
}

function kindOf(path: string): 'folder' | 'other' | undefined {
  try {
    if (!statIfThere(path)) return undefined;
    return statOf(path)?.isDirectory() ? 'folder' : 'other';
  } catch {
    // Something further up is a file: go on there.
    return undefined;
  }
}

function freeSpace(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return `${Math.floor((bavail * bsize) / 1_000_000)} MB`;
  } catch {
    return 'not known';
  }
}
