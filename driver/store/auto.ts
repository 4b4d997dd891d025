// The default store: toolchains that Nix has are used where they lie, all others are kept without Nix.
import { RtoError } from '../errors.ts';
import type { NixStore } from './nixstore.ts';
import type { PruneReport, Store, StoredToolchain } from './store.ts';

/**
 * Finds in Nix's store what rto has recorded there, then what the embedded store has, then what is locked and in Nix's
 * store. Adds what Nix's binary caches have to Nix's store, and builds into the embedded store: the bits are the same,
 * and a build by Nix would first have to fetch a nixpkgs. A Nix that cannot be used is no error here.
 */
export function openAutoStore(embedded: Store, nix: NixStore): Store {
  const find = async (name: string): Promise<StoredToolchain | undefined> =>
    (await nix.recorded(name)) ?? (await embedded.find(name)) ?? (await nix.find(name));
  const holders = async (base: string): Promise<Store[]> => {
    const has = async (store: Store) => (await store.list()).some((it) => it.base === base);
    return [...((await has(nix)) ? [nix] : []), ...((await has(embedded)) ? [embedded] : [])];
  };
  return {
    ...embedded,
    kind: 'auto',
    find,
    async add(spec, build, options) {
      const found = await find(spec.name);
      if (found) return found;
      const locked = options?.nix?.locked;
      if (locked !== undefined) options?.onEvent?.({ kind: 'nix fetch', name: spec.name });
      const fetched = locked === undefined ? undefined : await orNothing(nix.substitute(spec, locked));
      return fetched ?? (await embedded.add(spec, build, options));
    },
    unusable: async () => [...(await embedded.unusable()), ...(await nix.unusable())].sort(),
    list: async () => [...(await embedded.list()), ...(await nix.list())].sort(byName),
    async remove(base) {
      const all = await holders(base);
      // The embedded store says what is wrong with a base that none has.
      for (const store of all.length > 0 ? all : [embedded]) await store.remove(base);
    },
    async verify(base, options) {
      const [store = embedded] = await holders(base);
      return store.verify(base, options);
    },
    async prune(options) {
      // Nix first: the embedded store's pruning ends with the notes of use, which both go by.
      return joined(await nix.prune(options), await embedded.prune(options));
    },
  };
}

const byName = (a: StoredToolchain, b: StoredToolchain): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RtoError) return undefined;
    throw error;
  }
}

const joined = (a: PruneReport, b: PruneReport): PruneReport => ({
  dryRun: a.dryRun,
  removed: [...a.removed, ...b.removed],
  kept: [...a.kept, ...b.kept],
  freed: a.freed + b.freed,
});
