// Taking up a finished tree whose record is missing: its process was killed in between, or the record was damaged.
import { join } from 'node:path';
import { toSri } from '../nar.ts';
import { ifThere, namesIn, statIfThere } from './files.ts';
import type { Layout } from './layout.ts';
import { announce, readAnnounced, settle } from './record.ts';
import { foreignIn, hashTree, sealTop } from './seal.ts';
import type { SourceRecord, StoredToolchain, StoreOptions, ToolchainSpec } from './store.ts';
import { nameOfBase, storeBaseName } from './storepath.ts';

/**
 * The toolchain of a tree in the store which has the right name and, hashed again, proves to be what its base name says.
 * Undefined if there is no such tree, or its source is not known; trees that do not prove right stay where they are.
 */
export function adopt(layout: Layout, spec: ToolchainSpec, { onEvent }: StoreOptions): StoredToolchain | undefined {
  for (const base of treesNamed(layout, spec.name)) {
    const source = sourceOf(layout, spec, base);
    if (!source) continue;
    const goroot = join(layout.store, base);
    // Missing: pruned just now by another process.
    const hash = ifThere(() => (isOwn(goroot) ? hashTree(goroot) : undefined));
    if (!hash || storeBaseName(hash.digest, spec.name) !== base) continue;
    const { digest, size } = hash;
    const { name, version, platform, recipe } = spec;
    const installed = new Date().toISOString();
    const record = { base, name, nar: toSri(digest), size, version, platform, recipe, installed, source };
    sealTop(goroot);
    announce(layout, record);
    settle(layout, record);
    onEvent?.({ kind: 'repair', path: goroot, why: 'it had no record; its hash is right' });
    return { ...record, goroot };
  }
  return undefined;
}

/** A tree of which no file is another user's or may be written by one. Else it is made again: its owner may change it. */
export const isOwn = (tree: string): boolean => [...foreignIn(tree)].length === 0;

const treesNamed = (layout: Layout, name: string): string[] =>
  namesIn(layout.store).filter(
    (base) => nameOfBase(base) === name && statIfThere(join(layout.store, base))?.isDirectory(),
  );

/** What the tree was made of: as announced before it was moved into place, else what its name's recipe implies. */
function sourceOf(layout: Layout, spec: ToolchainSpec, base: string): SourceRecord | undefined {
  const announced = readAnnounced(layout, spec.name);
  if (announced?.base === base && announced.recipe === spec.recipe) return announced.source;
  if (spec.sourceNar === undefined) return undefined;
  return { h1: undefined, nar: spec.sourceNar, origin: 'not known any more' };
}
