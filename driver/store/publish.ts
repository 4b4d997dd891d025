// Moving a finished tree into the store under its content address, and recording it. The first process wins.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { toSri } from '../nar.ts';
import { isOwn } from './adopt.ts';
import { errno, removeTree, statIfThere, syncFolder } from './files.ts';
import type { Layout } from './layout.ts';
import { announce, type RecordOnDisk, readToolchain, settle } from './record.ts';
import { hashTree, sealTop, unsealTop } from './seal.ts';
import { stagingPath } from './staging.ts';
import type { OnStoreEvent, StoredToolchain } from './store.ts';

/**
 * Makes the sealed tree in `staging` the toolchain that `record` describes.
 * Gives another process's toolchain of that name where one was finished meanwhile; ours stays in staging then.
 */
export async function publish(
  layout: Layout,
  staging: string,
  record: RecordOnDisk,
  onEvent?: OnStoreEvent,
): Promise<StoredToolchain> {
  const winner = readToolchain(layout, record.name);
  if (winner) return winner;
  const goroot = join(layout.store, record.base);
  // Killed from here on, the tree is in place without a record: adopt.ts takes it up with what was announced.
  announce(layout, record);
  onEvent?.({ kind: 'move', name: record.name });
  await place(layout, staging, goroot, record, onEvent);
  sealTop(goroot);
  syncFolder(layout.store);
  onEvent?.({ kind: 'record', name: record.name });
  settle(layout, record);
  return { ...record, goroot };
}

async function place(
  layout: Layout,
  staging: string,
  goroot: string,
  record: RecordOnDisk,
  onEvent?: OnStoreEvent,
): Promise<void> {
  if (moved(staging, goroot)) return;
  // Something is there without a record. The same bits are as good as ours; others cannot stay under this name.
  if (isOwn(goroot) && toSri(hashTree(goroot).digest) === record.nar) return;
  onEvent?.({ kind: 'repair', path: goroot, why: 'it was not what its name says' });
  await deleteFromStore(layout, goroot);
  renameSync(staging, goroot);
}

const TAKEN = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR']);

/** False where the place is taken. */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (TAKEN.has(errno(error) ?? '') && statIfThere(to)) return false;
    throw error;
  }
}

/** Deletes a tree of the store. It leaves the store at once and whole: a killed deletion leaves nothing half-usable. */
export async function deleteFromStore(layout: Layout, tree: string): Promise<void> {
  const aside = stagingPath(layout);
  if (statIfThere(tree)?.isDirectory()) unsealTop(tree);
  renameSync(tree, aside);
  await removeTree(aside);
}
