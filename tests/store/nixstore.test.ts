// Toolchains in Nix's store: when one is taken, from where, and that nothing is taken on its name alone.
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import { fromSri } from '../../driver/nar.ts';
import { openAutoStore } from '../../driver/store/auto.ts';
import { openEmbeddedStore } from '../../driver/store/embedded.ts';
import { recorded } from '../../driver/store/nixrecord.ts';
import { type NixActions, openNixStore } from '../../driver/store/nixstore.ts';
import { storePath } from '../../driver/store/storepath.ts';
import { tempFolder } from '../support/temp.ts';
import { enter, fakeNix, finish, toolchainTree } from './support/nix.ts';
import { neverBuild, SOURCE, SPEC } from './support/toolchain.ts';

/** @param lock what is locked for SPEC */
function world(lock?: string) {
  const folder = tempFolder();
  const nix = fakeNix(folder);
  const { places, asked, cache } = nix;
  const embedded = openEmbeddedStore(places.data);
  const open = (actions: Partial<NixActions> = {}) =>
    openNixStore({
      places,
      nix: { ...nix.actions, ...actions },
      locked: async (name) => (name === SPEC.name ? lock : undefined),
      spare: (name) => embedded.find(name),
    });
  return { folder, places, asked, cache, embedded, store: open(), open, auto: openAutoStore(embedded, open()) };
}

/** Builds by Nix as a derivation does: under another address than that of the content. */
const derivation = (store: string, tree: string) => async (root: string) => {
  const path = join(store, `${'0'.repeat(32)}-${SPEC.name}`);
  rmSync(path, { recursive: true, force: true });
  cpSync(tree, path, { recursive: true });
  finish(path);
  symlinkSync(path, root);
  return path;
};

describe('what is in the store already', () => {
  it('is found where it is locked, hashed once, and then by its record alone', async () => {
    const { tree, nar } = toolchainTree(tempFolder());
    const { store, places, asked } = world(nar);
    const path = enter(places.store, tree, SPEC.name);
    expect(await store.find(SPEC.name)).toMatchObject({
      goroot: path,
      nar,
      recipe: SPEC.recipe,
      version: SPEC.version,
    });
    expect(await store.recorded(SPEC.name)).toMatchObject({ goroot: path, nar });
    expect(await store.list()).toHaveLength(1);
    expect(asked).toEqual([`keep ${basename(path)}`]);
    expect(readlinkSync(join(places.roots, SPEC.name))).toBe(path);
  });

  it('is another one in another store folder, whatever NIX_STORE_DIR says later', async () => {
    const { tree, nar } = toolchainTree(tempFolder());
    const { store, places } = world(nar);
    enter(places.store, tree, SPEC.name);
    await store.find(SPEC.name);
    const elsewhere = { ...places, store: join(tempFolder(), 'store') };
    cpSync(places.store, elsewhere.store, { recursive: true, preserveTimestamps: true });
    expect(recorded(places, SPEC.name)).toBeDefined();
    expect(recorded(elsewhere, SPEC.name)).toBeUndefined();
  });

  it('is used also where nothing can keep it', async () => {
    const { tree, nar } = toolchainTree(tempFolder());
    const { open, places } = world(nar);
    const path = enter(places.store, tree, SPEC.name);
    const store = open({ keep: async () => Promise.reject(new RtoError('RTO_NIX_ABSENT', 'no nix')) });
    expect(await store.find(SPEC.name)).toMatchObject({ goroot: path });
  });

  it('is not taken where Nix collected it meanwhile', async () => {
    const { tree, nar } = toolchainTree(tempFolder());
    const { open, places } = world(nar);
    enter(places.store, tree, SPEC.name);
    const keep = async (path: string) => {
      chmodSync(path, 0o755);
      rmSync(path, { recursive: true });
      throw new RtoError('RTO_NIX', 'path is not valid');
    };
    expect(await open({ keep }).find(SPEC.name)).toBeUndefined();
  });

  it('is left alone where nothing is locked: anybody may give Nix a tree of that name', async () => {
    const { tree } = toolchainTree(tempFolder());
    const { store, places } = world();
    enter(places.store, tree, SPEC.name);
    expect(await store.find(SPEC.name)).toBeUndefined();
  });

  it('is left alone where another content is locked', async () => {
    const { nar } = toolchainTree(tempFolder(), 'locked');
    const { tree } = toolchainTree(tempFolder(), 'planted');
    const { store, places } = world(nar);
    enter(places.store, tree, SPEC.name);
    expect(await store.find(SPEC.name)).toBeUndefined();
  });

  it.each<[string, (path: string) => void]>([
    ['half a build, still writable', (path) => chmodSync(path, 0o755)],
    ['half a download, not yet given its time', (path) => utimesSync(path, new Date(), new Date())],
    [
      'changed by somebody who may write there',
      (path) => {
        chmodSync(path, 0o755);
        writeFileSync(join(path, 'extra'), '');
        finish(path);
      },
    ],
  ])('is not taken while it is %s', async (_what, spoil) => {
    const { tree, nar } = toolchainTree(tempFolder());
    const { store, places } = world(nar);
    spoil(enter(places.store, tree, SPEC.name));
    expect(await store.find(SPEC.name)).toBeUndefined();
  });

  it('is no longer found once Nix has collected it', async () => {
    const { tree, nar } = toolchainTree(tempFolder());
    const { store, places } = world(nar);
    const path = enter(places.store, tree, SPEC.name);
    await store.find(SPEC.name);
    chmodSync(path, 0o755);
    rmSync(path, { recursive: true });
    expect(await store.find(SPEC.name)).toBeUndefined();
    expect(await store.list()).toEqual([]);
  });

  it('with a damaged record is hashed again', async () => {
    const { tree, nar } = toolchainTree(tempFolder());
    const { store, places } = world(nar);
    enter(places.store, tree, SPEC.name);
    await store.find(SPEC.name);
    const file = join(places.records, `${SPEC.name}.json`);
    const sound: object = JSON.parse(readFileSync(file, 'utf8'));
    const others = [{ nar: 'sha256-x' }, { size: '1' }, { platform: 'x' }, { recipe: 1 }, { base: 'x' }];
    const broken = others.map((fields) => JSON.stringify({ ...sound, ...fields }));
    for (const text of ['{', '[]', '{"format":1}', '{"format":2,"name":"x"}', ...broken]) {
      writeFileSync(file, text);
      expect(recorded(places, SPEC.name), text).toBeUndefined();
      expect(await store.find(SPEC.name)).toMatchObject({ nar });
    }
  });
});

describe('adding', () => {
  it('takes over what the embedded store has, without a build', async () => {
    const { tree } = toolchainTree(tempFolder());
    const { store, embedded, asked } = world();
    const copy = await embedded.add(SPEC, async (staging) => {
      cpSync(tree, staging, { recursive: true });
      return { source: SOURCE };
    });
    const build = async () => Promise.reject(new Error('built, though it was there'));
    const added = await store.add(SPEC, neverBuild, { nix: { locked: undefined, build } });
    expect(added).toMatchObject({ nar: copy.nar, name: SPEC.name });
    expect(asked).toEqual([`add ${SPEC.name}`]);
  });

  it('asks the binary caches for what is locked, else builds', async () => {
    const { tree, nar } = toolchainTree(tempFolder());
    const { store, places, asked, cache } = world(nar);
    const build = derivation(places.store, tree);
    const built = await store.add(SPEC, neverBuild, { nix: { locked: nar, build } });
    expect(built.goroot).toContain('0'.repeat(32));
    expect(asked).toEqual([expect.stringMatching(/^fetch /)]);

    const other = world(nar);
    const path = enter(tempFolder(), tree, SPEC.name);
    const wanted = storePath(fromSri(nar), SPEC.name, other.places.store);
    other.cache.set(wanted, path);
    expect(await other.store.add(SPEC, neverBuild, { nix: { locked: nar, build } })).toMatchObject({ goroot: wanted });
    expect(cache.size).toBe(0);
  });

  it('builds a tree and gives it to Nix where Nix cannot fetch the source', async () => {
    const { tree } = toolchainTree(tempFolder());
    const { store, asked, places } = world();
    const added = await store.add(SPEC, async (staging) => {
      cpSync(tree, staging, { recursive: true });
      return { source: SOURCE };
    });
    expect(asked).toEqual([`add ${SPEC.name}`]);
    expect(await store.find(SPEC.name)).toEqual(added);
    expect(readdirSync(places.roots)).toEqual([SPEC.name]);
    expect(readdirSync(join(places.data, 'staging'))).toEqual([]);
  });

  it('refuses what turns out to be another toolchain, and what is not where Nix says', async () => {
    const { tree } = toolchainTree(tempFolder(), 'other', { recipe: 'f'.repeat(64) });
    const { store, places } = world();
    const wrong = { locked: undefined, build: derivation(places.store, tree) };
    await expect(store.add(SPEC, neverBuild, { nix: wrong })).rejects.toMatchObject({ code: 'RTO_NIX_OTHER' });
    const elsewhere = { locked: undefined, build: async () => join(places.store, `${'1'.repeat(32)}-${SPEC.name}`) };
    await expect(store.add(SPEC, neverBuild, { nix: elsewhere })).rejects.toMatchObject({ code: 'RTO_NIX_ELSEWHERE' });
    expect(await store.list()).toEqual([]);
  });

  it('leaves nothing where the build fails', async () => {
    const { store } = world();
    const build = async () => Promise.reject(new RtoError('RTO_NIX_FULL', 'full'));
    const nix = { locked: undefined, build };
    await expect(store.add(SPEC, neverBuild, { nix })).rejects.toMatchObject({ code: 'RTO_NIX_FULL' });
    expect(await store.list()).toEqual([]);
    expect(await store.find(SPEC.name)).toBeUndefined();
  });
});

describe('removing', () => {
  async function added() {
    const { tree } = toolchainTree(tempFolder());
    const it = world();
    const nix = { locked: undefined, build: derivation(it.places.store, tree) };
    return { ...it, toolchain: await it.store.add(SPEC, neverBuild, { nix }) };
  }

  it('has Nix delete the path, and forgets it', async () => {
    const { store, toolchain, asked, places } = await added();
    await store.remove(toolchain.base);
    expect(asked).toEqual([`remove ${toolchain.base}`]);
    expect(await store.list()).toEqual([]);
    expect([readdirSync(places.roots), readdirSync(places.records)]).toEqual([[], []]);
    await expect(store.remove(toolchain.base)).rejects.toMatchObject({ code: 'RTO_NIX_STORE_ABSENT' });
  });

  it('passes on that something else still needs it', async () => {
    const { store, toolchain, cache } = await added();
    cache.set('alive', '');
    await expect(store.remove(toolchain.base)).rejects.toMatchObject({ code: 'RTO_NIX' });
    expect(await store.find(SPEC.name)).toEqual(toolchain);
  });

  it('prune drops the root of what nothing uses, and leaves the path to Nix', async () => {
    const { store, toolchain, places, folder } = await added();
    const project = join(folder, 'project');
    mkdirSync(project);
    store.use(SPEC.name, project);
    expect(await store.prune()).toMatchObject({ kept: [{ name: SPEC.name, because: [`used by ${project}`] }] });
    rmSync(project, { recursive: true });
    expect(await store.prune({ dryRun: true })).toMatchObject({ removed: [{ base: toolchain.base }], freed: 0 });
    expect(readdirSync(places.roots)).toEqual([SPEC.name]);
    await store.prune();
    expect([readdirSync(places.roots), readdirSync(places.records)]).toEqual([[], []]);
    expect(readdirSync(places.store)).toEqual([toolchain.base]);
  });
});

describe('auto', () => {
  const tree = () => toolchainTree(tempFolder());
  const build = (from: string) => async (staging: string) => {
    cpSync(from, staging, { recursive: true });
    return { source: SOURCE };
  };

  it('uses what Nix has where it lies', async () => {
    const { tree: from, nar } = tree();
    const { auto, places, asked } = world(nar);
    const path = enter(places.store, from, SPEC.name);
    expect(await auto.add(SPEC, neverBuild)).toMatchObject({ goroot: path });
    expect(asked).toEqual([`keep ${basename(path)}`]);
  });

  it('fetches what is locked, builds nothing by Nix, and keeps what it builds without Nix', async () => {
    const { tree: from, nar } = tree();
    const { auto, places, asked } = world(nar);
    const never = async () => Promise.reject(new Error('built by Nix'));
    const made = await auto.add(SPEC, build(from), { nix: { locked: nar, build: never } });
    expect(made.goroot.startsWith(places.data)).toBe(true);
    expect(asked).toEqual([expect.stringMatching(/^fetch /)]);
    expect(await auto.find(SPEC.name)).toEqual(made);
  });

  it('does not mind a Nix that cannot be used', async () => {
    const { tree: from, nar } = tree();
    const { embedded, open } = world(nar);
    const fetch = async () => Promise.reject(new RtoError('RTO_NIX_DAEMON', 'no answer'));
    const auto = openAutoStore(embedded, open({ fetch }));
    const nix = { locked: nar, build: async () => '' };
    expect(await auto.add(SPEC, build(from), { nix })).toMatchObject({ name: SPEC.name });
  });

  it('does not hide a bug', async () => {
    const { tree: from, nar } = tree();
    const { embedded, open } = world(nar);
    const auto = openAutoStore(embedded, open({ fetch: async () => Promise.reject(new TypeError('ours')) }));
    const nix = { locked: nar, build: async () => '' };
    await expect(auto.add(SPEC, build(from), { nix })).rejects.toThrow('ours');
  });

  it('asks neither lock nor Nix for what is recorded', async () => {
    const { tree: from } = tree();
    const { embedded, places } = world();
    const made = await embedded.add(SPEC, build(from));
    const never = async (): Promise<never> => {
      throw new Error('asked');
    };
    const all = { add: never, fetch: never, keep: never, remove: never };
    const nix = openNixStore({ places, nix: all, locked: never, spare: never });
    const auto = openAutoStore(embedded, nix);
    expect(await auto.find(SPEC.name)).toEqual(made);
    expect((await auto.list()).map(({ base }) => base)).toEqual([made.base]);
    expect(await auto.verify(made.base)).toMatchObject({ same: true });
    await auto.remove(made.base);
    expect(await auto.list()).toEqual([]);
  });

  it('lists and prunes both', async () => {
    const { tree: from, nar } = tree();
    const { auto, embedded, places } = world(nar);
    await embedded.add(SPEC, build(from));
    enter(places.store, from, SPEC.name);
    const other = openNixStore({
      ...{ places, spare: async () => undefined, locked: async () => nar },
      nix: fakeNix(tempFolder()).actions,
    });
    await other.find(SPEC.name);
    expect(await auto.list()).toHaveLength(2);
    const report = await auto.prune();
    expect(report.removed.map(({ kind }) => kind).sort()).toEqual(['root', 'toolchain']);
    expect(await embedded.list()).toEqual([]);
  });
});
