// The few file operations that the store is made of.
import { chmodSync, closeSync, fsyncSync, lstatSync, openSync, readdirSync, renameSync, type Stats } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere, replaceFile } from '../replacefile.ts';

export const errno = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;

/** What `read` gives, or undefined where the file or folder is not there. */
export function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** False where there was nothing to rename: another process was quicker. */
export const renameIfThere = (from: string, to: string): boolean =>
  ifThere(() => {
    renameSync(from, to);
    return true;
  }) ?? false;

export const statIfThere = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

export const namesIn = (folder: string): string[] => (ifThere(() => readdirSync(folder)) ?? []).sort();

/** The parsed JSON of a small file; undefined where it is missing or damaged: both mean that it says nothing. */
export function readJson(path: string): unknown {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Writes `path` so that it always is either what it was or `value`, even after a power cut.
 * @param draft a path on the same file system to write to first
 */
export function writeJson(draft: string, path: string, value: unknown): void {
  replaceFile(path, `${JSON.stringify(value, null, 2)}\n`, draft);
  syncFolder(dirname(path));
}

/** Makes the names in a folder durable. */
export function syncFolder(folder: string): void {
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Deletes a tree, read-only folders too; nothing to delete is no error. Links are not followed. */
export async function removeTree(path: string): Promise<void> {
  const stat = statIfThere(path);
  if (stat?.isDirectory()) for (const folder of foldersIn(path)) chmodSync(folder, 0o700);
  await rm(path, { recursive: true, force: true });
}

/** `path` and the folders in it, each before what it holds: a folder may need its mode changed to be read. */
function* foldersIn(path: string): Iterable<string> {
  yield path;
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) yield* foldersIn(join(path, entry.name));
}

/** Bytes of the files in a tree. A tree that another process is deleting counts as what is left of it. */
export function sizeOnDisk(path: string): number {
  const stat = statIfThere(path);
  if (!stat?.isDirectory()) return stat?.size ?? 0;
  return namesIn(path).reduce((sum, name) => sum + sizeOnDisk(join(path, name)), 0);
}
