// Toolchains in /nix/store. Reading them needs no Nix; what changes that store is left to Nix.
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RtoError } from '../errors.ts';
import { makeFolder } from '../folders.ts';
import { fromSri, toSri } from '../nar.ts';
import { cannotWrite, inStore, inStoreNow } from './failure.ts';
import { statIfThere } from './files.ts';
import { layoutOf } from './layout.ts';
import { isWhole, type NixPlaces, recorded, recordedNames } from './nixrecord.ts';
import { inUse, references, unwant, use } from './roots.ts';
import type { AddOptions, Build, Store, StoredToolchain, ToolchainSpec, Verification } from './store.ts';
import { nameOfBase, storePath } from './storepath.ts';

/** What the store asks of Nix. Paths are store paths; `root` is a link to be made that keeps Nix from collecting one. */
export interface NixActions {
  /** Gives the tree the content address of its NAR and the name, and the store path. */
  add(tree: string, name: string, root: string): Promise<string>;
  /** Fetches a path from the binary caches that Nix is set up with; false where they do not have it. */
  fetch(path: string, root: string): Promise<boolean>;
  /** Keeps a path that is there. */
  keep(path: string, root: string): Promise<void>;
  /** Throws where something still uses the path. */
  remove(path: string): Promise<void>;
}

export interface NixStoreOptions {
  places: NixPlaces;
  nix: NixActions;
  /** The NAR hash that is locked for a toolchain's name. Asked only for what is not recorded. */
  locked(name: string): Promise<string | undefined>;
  /** The same toolchain as the embedded store has it, which Nix can take over. */
  spare(name: string): Promise<StoredToolchain | undefined>;
}

export interface NixStore extends Store {
  /** What is recorded, by one small read and one stat. */
  recorded(name: string): Promise<StoredToolchain | undefined>;
  /** The locked toolchain from Nix's binary caches; undefined where they have it not. Builds nothing. */
  substitute(spec: ToolchainSpec, locked: string): Promise<StoredToolchain | undefined>;
}

export function openNixStore({ places, nix, locked, spare }: NixStoreOptions): NixStore {
  const { data, store } = places;
  const layout = layoutOf(data);
  const rootOf = (name: string): string => {
    makeFolder(places.roots);
    const root = join(places.roots, name);
    // Nix replaces a link of its own, and refuses one that it does not know any more.
    rmSync(root, { force: true });
    return root;
  };
  /** A path that Nix has is used even if no Nix can be run and no link be made: until Nix collects it, and it is made again. */
  const keepIfPossible = async ({ name, goroot }: StoredToolchain): Promise<void> => {
    try {
      await nix.keep(goroot, rootOf(name));
    } catch (error) {
      if (!(error instanceof RtoError) && !cannotWrite(error)) throw error;
    }
  };
  const find = async (name: string): Promise<StoredToolchain | undefined> => {
    const known = recorded(places, name);
    if (known) return known;
    const nar = await locked(name);
    const found = nar === undefined ? undefined : (await import('./nixadopt.ts')).discovered(places, name, nar);
    if (found) await keepIfPossible(found);
    return found && isWhole(found.goroot) ? found : undefined;
  };
  const arrived = async (spec: ToolchainSpec, path: string): Promise<StoredToolchain> => {
    if (!isWhole(path) || !path.startsWith(`${store}/`)) throw elsewhere(path, store);
    const toolchain = (await import('./nixadopt.ts')).noted(places, spec.name, basename(path));
    if (toolchain?.recipe === spec.recipe) return toolchain;
    throw new RtoError('RTO_NIX_OTHER', `${path} is not the toolchain that was asked for`, {
      facts: { asked: `${spec.name}, recipe ${spec.recipe}`, found: toolchain?.recipe ?? 'no rto.json that fits' },
      try: '--store embedded, and rto verify, which says where the bits differ',
    });
  };
  const substitute: NixStore['substitute'] = async (spec, nar) => {
    const path = storePath(fromSri(nar), spec.name, store);
    return (await nix.fetch(path, rootOf(spec.name))) ? arrived(spec, path) : undefined;
  };
  const make = async (spec: ToolchainSpec, build: Build, options: AddOptions): Promise<StoredToolchain> => {
    const { onEvent } = options;
    const copy = await spare(spec.name);
    if (copy) return arrived(spec, await nix.add(copy.goroot, spec.name, rootOf(spec.name)));
    if (options.nix?.locked !== undefined) {
      onEvent?.({ kind: 'nix fetch', name: spec.name });
      const fetched = await substitute(spec, options.nix.locked);
      if (fetched) return fetched;
    }
    if (options.nix) {
      onEvent?.({ kind: 'nix build', name: spec.name });
      return arrived(spec, await options.nix.build(rootOf(spec.name)));
    }
    onEvent?.({ kind: 'build', name: spec.name });
    const { inStaging } = await import('./staging.ts');
    return await inStaging(layout, async (staging) => {
      await build(staging);
      return arrived(spec, await nix.add(staging, spec.name, rootOf(spec.name)));
    });
  };
  const treeOf = (base: string): StoredToolchain => {
    const name = nameOfBase(base);
    const toolchain = name === undefined ? undefined : recorded(places, name);
    if (toolchain?.base === base) return toolchain;
    throw new RtoError('RTO_NIX_STORE_ABSENT', `there is no toolchain ${JSON.stringify(base)} in ${store}`, {
      try: 'rto list',
    });
  };
  const forget = (name: string): void => {
    rmSync(join(places.roots, name), { force: true });
    rmSync(join(places.records, `${name}.json`), { force: true });
  };
  return {
    kind: 'nix',
    folder: store,
    recorded: (name) => inStore(data, async () => recorded(places, name)),
    find: (name) => inStore(data, () => find(name)),
    unusable: () =>
      inStore(data, async () => recordedNames(places).filter((name) => recorded(places, name) === undefined)),
    list: () => inStore(data, async () => recordedNames(places).flatMap((name) => recorded(places, name) ?? [])),
    substitute: (spec, nar) => inStore(data, () => substitute(spec, nar)),
    add: (spec, build, options = {}) =>
      inStore(data, async () => (await find(spec.name)) ?? (await make(spec, build, options))),
    remove: (base) =>
      inStore(data, async () => {
        const { name, goroot } = treeOf(base);
        rmSync(join(places.roots, name), { force: true });
        await nix.remove(goroot);
        forget(name);
        unwant(layout, name);
      }),
    verify: (base, options) =>
      inStore(data, async (): Promise<Verification> => {
        const { goroot, name, nar, size } = treeOf(base);
        const { foreignIn, hashTree } = await import('./seal.ts');
        const hashed = hashTree(goroot, (done) => options?.onEvent?.({ kind: 'hash', name, done, total: size }));
        const actual = toSri(hashed.digest);
        return { base, recorded: nar, actual, same: nar === actual, foreign: [...foreignIn(goroot)] };
      }),
    stage: (work) => inStore(data, async () => (await import('./staging.ts')).inStaging(layout, work)),
    use: (toolchain, project) => inStoreNow(data, () => use(layout, toolchain, project)),
    inUse: (toolchain, pid) => inStoreNow(data, () => inUse(layout, toolchain, pid)),
    references: () => inStore(data, async () => references(layout)),
    prune: (options) =>
      inStore(data, async () => (await import('./nixprune.ts')).pruneRecords(places, forget, options)),
  };
}

function elsewhere(path: string, store: string): RtoError {
  const there = statIfThere(path) === undefined ? 'not there' : 'there, and not as Nix leaves a finished path';
  return new RtoError('RTO_NIX_ELSEWHERE', `Nix made ${path}, which is not in ${store} as this machine sees it`, {
    facts: { 'the path is': there },
    try: '--store embedded; a Nix without rights to /nix keeps its store below the home folder, where no path fits',
  });
}
