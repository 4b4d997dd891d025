// Removing and verifying the trees of the store.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RtoError } from '../errors.ts';
import { toSri } from '../nar.ts';
import { renameIfThere, statIfThere } from './files.ts';
import type { Layout } from './layout.ts';
import { deleteFromStore } from './publish.ts';
import { readToolchain, recordPath } from './record.ts';
import { foreignIn, hashTree } from './seal.ts';
import { stagingPath } from './staging.ts';
import type { StoreOptions, Verification } from './store.ts';
import { nameOfBase, storeBaseName } from './storepath.ts';

/**
 * Removes a toolchain, with or without a record.
 * @param wanted asked once nobody can find the toolchain any more: a process that found it before has marked it by then. Where it
 *   says yes all is put back
 * @returns whether it was removed
 */
export async function remove(layout: Layout, base: string, wanted: () => boolean = () => false): Promise<boolean> {
  const { tree, name } = treeOf(layout, base);
  const record = recordPath(layout, name);
  const aside = stagingPath(layout);
  const recorded = readToolchain(layout, name)?.base === base && renameIfThere(record, aside);
  try {
    if (!wanted()) {
      await deleteFromStore(layout, tree);
      return true;
    }
  } finally {
    // Also where the tree could not be moved away: whatever is in the store is not left without its record.
    if (recorded && statIfThere(tree) && !statIfThere(record)) renameSync(aside, record);
    rmSync(aside, { force: true });
  }
  return false;
}

/** Hashes a tree again and compares it with its record and its base name. */
export function verify(layout: Layout, base: string, { onEvent, signal }: StoreOptions = {}): Verification {
  const { tree, name } = treeOf(layout, base);
  signal?.throwIfAborted();
  const toolchain = readToolchain(layout, name);
  const recorded = toolchain?.base === base ? toolchain.nar : undefined;
  const total = toolchain?.size ?? 0;
  const { digest } = hashTree(tree, (done) => onEvent?.({ kind: 'hash', name, done, total }));
  const actual = toSri(digest);
  const same = storeBaseName(digest, name) === base && (recorded === undefined || recorded === actual);
  return { base, recorded, actual, same, foreign: [...foreignIn(tree)] };
}

function treeOf(layout: Layout, base: string): { tree: string; name: string } {
  const name = nameOfBase(base);
  const tree = join(layout.store, base);
  if (name !== undefined && statIfThere(tree)) return { tree, name };
  throw new RtoError('RTO_STORE_ABSENT', `there is no toolchain ${JSON.stringify(base)} in the store`, {
    facts: { store: layout.store },
    try: 'rto list',
  });
}
