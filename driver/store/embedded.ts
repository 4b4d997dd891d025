// The embedded store: toolchains in a folder of the user's, without Nix, under Nix's names.
// Modules that the warm path does not need are imported when they are needed.
import { inStore as inAnyStore, inStoreNow as inAnyStoreNow } from './failure.ts';
import { type Layout, layoutOf, requireOwnStore } from './layout.ts';
import { readToolchain, recordNames } from './record.ts';
import { inUse, references, unwant, use } from './roots.ts';
import type { Store, StoredToolchain } from './store.ts';

/**
 * The store in `data`, an absolute path; it need not exist. RTO_FOREIGN where another user owns any of it or may write it.
 * Where it cannot be used: RTO_STORE_FULL, RTO_STORE_READONLY, RTO_STORE_PATH, RTO_STORE_IO.
 */
export function openEmbeddedStore(data: string): Store {
  const layout = layoutOf(data);
  const inStore = <T>(data: string, work: () => Promise<T>): Promise<T> =>
    inAnyStore(data, async () => {
      requireOwnStore(layout);
      return await work();
    });
  const inStoreNow = <T>(data: string, work: () => T): T =>
    inAnyStoreNow(data, () => {
      requireOwnStore(layout);
      return work();
    });
  return {
    kind: 'embedded',
    folder: layout.store,
    find: (name) => inStore(data, async () => readToolchain(layout, name)),
    list: () => inStore(data, async () => toolchains(layout)),
    unusable: () =>
      inStore(data, async () =>
        recordNames(layout).settled.filter((name) => readToolchain(layout, name) === undefined),
      ),
    add: (spec, build, options) =>
      inStore(data, async () => (await import('./add.ts')).add(layout, spec, build, options)),
    remove: (base) =>
      inStore(data, async () => {
        await (await import('./remove.ts')).remove(layout, base);
        unwant(layout, base);
      }),
    verify: (base, options) => inStore(data, async () => (await import('./remove.ts')).verify(layout, base, options)),
    stage: (work) => inStore(data, async () => (await import('./staging.ts')).inStaging(layout, work)),
    use: (toolchain, project) => inStoreNow(data, () => use(layout, toolchain, project)),
    inUse: (toolchain, pid) => inStoreNow(data, () => inUse(layout, toolchain, pid)),
    references: () => inStore(data, async () => references(layout)),
    prune: (options) => inStore(data, async () => (await import('./prune.ts')).prune(layout, options)),
  };
}

const toolchains = (layout: Layout): StoredToolchain[] =>
  recordNames(layout).settled.flatMap((name) => readToolchain(layout, name) ?? []);
