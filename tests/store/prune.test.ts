// Who uses a toolchain, and what is pruned because nobody does.
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../driver/store/embedded.ts';
import { type Layout, layoutOf } from '../../driver/store/layout.ts';
import { acquireLease } from '../../driver/store/lease.ts';
import { ownedName, ownerOf } from '../../driver/store/owner.ts';
import type { Store, StoredToolchain } from '../../driver/store/store.ts';
import { tempFolder } from '../support/temp.ts';
import { copyStore } from './support/compiled.ts';
import { run } from './support/run.ts';
import { build, SPEC } from './support/toolchain.ts';

const compiled = copyStore();
const OTHER = { ...SPEC, name: 'rto-go-1.24.13-0123456789ab', version: '1.24.13' };

interface Setting {
  data: string;
  layout: Layout;
  store: Store;
  /** Go 1.23.12 and 1.24.13. */
  old: StoredToolchain;
  current: StoredToolchain;
  /** A project's folder. */
  project: string;
}

async function setting(): Promise<Setting> {
  const data = join(tempFolder(), 'data');
  const store = openEmbeddedStore(data);
  const [old, current] = [await store.add(SPEC, build), await store.add(OTHER, build)];
  return { data, layout: layoutOf(data), store, old, current, project: tempFolder() };
}

const versions = async (store: Store): Promise<string[]> => (await store.list()).map(({ version }) => version);

describe('prune', () => {
  it('removes what nothing refers to, and says how much that was', async () => {
    const { store, old, current, project } = await setting();
    expect(store.use(current.base, project)).toBe(true);
    const report = await store.prune();
    expect(await versions(store)).toEqual(['1.24.13']);
    expect(report).toEqual({
      dryRun: false,
      removed: [{ kind: 'toolchain', path: old.goroot, base: old.base, size: old.size, why: 'nothing uses it' }],
      kept: [{ base: current.base, name: current.name, size: current.size, because: [`used by ${project}`] }],
      freed: old.size,
    });
    expect((await store.prune()).removed).toEqual([]);
  });

  it('says the same before it does anything', async () => {
    const { store, layout } = await setting();
    writeFileSync(join(layout.roots, 'damaged.json'), '{');
    const dry = await store.prune({ dryRun: true });
    expect(await versions(store)).toEqual(['1.23.12', '1.24.13']);
    expect(readdirSync(layout.roots)).toEqual(['damaged.json']);
    const wet = await store.prune();
    expect({ ...wet, dryRun: true }).toEqual(dry);
    expect(readdirSync(layout.roots)).toEqual([]);
  });

  it('dry, of a store that does not exist: nothing, and none is made', async () => {
    const data = join(tempFolder(), 'none');
    for (const dryRun of [true, false])
      expect(await openEmbeddedStore(data).prune({ dryRun })).toEqual({ dryRun, removed: [], kept: [], freed: 0 });
    expect(existsSync(data)).toBe(false);
  });

  it('goes by all that a project used, and by projects that still exist', async () => {
    const { store, project } = await setting();
    store.use(SPEC.name, project);
    store.use(OTHER.name, project);
    const used = (await store.references()).sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(used).toEqual([SPEC, OTHER].map(({ name }) => ({ kind: 'project', project, name })));
    await store.prune();
    expect(await versions(store)).toEqual(['1.23.12', '1.24.13']);
    rmSync(project, { recursive: true });
    expect(await store.references()).toEqual([]);
    await store.prune();
    expect(await versions(store)).toEqual([]);
  });

  it('of one release, a project uses the recipe that it used last', async () => {
    const { store, project } = await setting();
    const newer = { ...SPEC, name: SPEC.name.replace(/.{12}$/, 'ba9876543210') };
    await store.add(newer, build);
    for (const name of [SPEC.name, OTHER.name, newer.name]) store.use(name, project);
    const { kept } = await store.prune();
    expect(kept.map(({ name }) => name).sort()).toEqual([newer.name, OTHER.name].sort());
  });

  it('keeps what its user installed by name, until it is removed by name', async () => {
    const { store, layout, old } = await setting();
    store.use(old.base, undefined);
    expect((await store.prune()).kept).toMatchObject([{ name: SPEC.name, because: ['installed by name'] }]);
    await store.remove(old.base);
    expect(readdirSync(layout.roots)).toEqual([]);
    await store.add(SPEC, build);
    expect((await store.prune()).kept).toEqual([]);
  });

  it('says the same sizes as the list', async () => {
    const { store, old } = await setting();
    const sizes = (await store.list()).map(({ size }) => size);
    store.use(old.name, undefined);
    const { kept, removed, freed } = await store.prune();
    expect([...kept, ...removed].map(({ size }) => size)).toEqual(sizes);
    expect(freed).toBe(sizes[1]);
  });

  it('knows a project by any path to it, and each project for itself', async () => {
    const { store, layout, project } = await setting();
    const link = join(tempFolder(), 'link');
    symlinkSync(project, link);
    store.use(SPEC.name, project);
    store.use(SPEC.name, link);
    expect(readdirSync(layout.roots)).toHaveLength(1);
    store.use(OTHER.name, tempFolder());
    expect(await store.references()).toHaveLength(2);
  });

  it('keeps what it is told to, by name or base name', async () => {
    const { store, old, current } = await setting();
    const report = await store.prune({ keep: [old.base, current.name] });
    expect(report.kept.map(({ because }) => because)).toEqual([['it is to be kept'], ['it is to be kept']]);
    await expect(store.prune({ keep: ['../x'] })).rejects.toMatchObject({ code: 'RTO_STORE_NAME' });
  });

  it('keeps what a live process uses, until it says that it is done', async () => {
    const { store, layout } = await setting();
    const release = store.inUse(SPEC.name);
    expect(await store.references()).toEqual([{ kind: 'process', pid: process.pid, name: SPEC.name }]);
    await store.prune();
    expect(await versions(store)).toEqual(['1.23.12']);
    release();
    release();
    expect(readdirSync(layout.running)).toEqual([]);
    await store.prune();
    expect(await versions(store)).toEqual([]);
  });

  it('keeps what another process uses, until it is dead', async () => {
    const { data, store, layout } = await setting();
    const other = run({ compiled, data, action: 'mark', spec: SPEC });
    expect(await other.said).toEqual({ stopped: 'mark' });
    const { pid } = other.child;
    expect((await store.prune({ dryRun: true })).kept).toMatchObject([{ because: [`used by process ${pid}`] }]);
    other.child.kill('SIGKILL');
    await other.ended;
    const { removed } = await store.prune();
    expect(removed).toContainEqual(expect.objectContaining({ kind: 'marker', why: `process ${pid} has ended` }));
    expect(await versions(store)).toEqual([]);
    expect(readdirSync(layout.running)).toEqual([]);
  });

  it('is not needed for the markers of killed processes where anything is installed', async () => {
    const { data, store, layout } = await setting();
    const other = run({ compiled, data, action: 'mark', spec: SPEC });
    await other.said;
    other.child.kill('SIGKILL');
    await other.ended;
    expect(readdirSync(layout.running)).toHaveLength(1);
    await store.add(SPEC, build);
    expect(readdirSync(layout.running)).toEqual([]);
  });

  it('removes what a process marked that ended by itself', async () => {
    const { data, layout } = await setting();
    const ended = run({ compiled, data, action: 'warm', spec: SPEC });
    await ended.ended;
    expect(readdirSync(layout.running)).toEqual([]);
  });

  it('keeps what is being installed, with or without a record', async () => {
    const { store, layout, old } = await setting();
    rmSync(join(layout.db, `${SPEC.name}.json`));
    const lease = await acquireLease(layout, SPEC.name);
    const report = await store.prune();
    expect(report.kept).toMatchObject([{ base: old.base, because: ['it is being installed'] }]);
    lease.release();
    expect((await store.prune()).removed).toMatchObject([{ kind: 'tree', base: old.base, why: 'it has no record' }]);
    expect(readdirSync(layout.store)).toEqual([]);
  });

  it('leaves alone what is not of its making', async () => {
    const { store, layout } = await setting();
    mkdirSync(join(layout.store, 'my-notes'));
    await store.prune();
    expect(readdirSync(layout.store)).toEqual(['my-notes']);
  });

  it('sweeps what dead processes left behind, and nothing of the living', async () => {
    const { store, layout } = await setting();
    const dead = { ...ownerOf(), started: '1' };
    const far = { ...ownerOf(), host: '0'.repeat(12) };
    const [gone, alive, fresh, old] = [dead, ownerOf(), far, far].map((owner) =>
      join(layout.staging, ownedName(owner)),
    );
    if (!gone || !alive || !fresh || !old) throw new Error('four were made');
    for (const path of [gone, alive, fresh, old]) mkdirSync(path);
    utimesSync(old, 1, 1);
    symlinkSync(`${ownedName(dead)}.here`, join(layout.leases, 'rto-go-x'));
    writeFileSync(join(layout.db, 'rto-go-y.json'), 'garbage');
    writeFileSync(join(layout.db, 'rto-go-z.json.new'), '{}');
    writeFileSync(join(layout.roots, 'garbage.json'), '');
    writeFileSync(join(layout.running, 'garbage'), '');
    const { removed } = await store.prune({ keep: [SPEC.name, OTHER.name] });
    const kinds = ['lease', 'marker', 'record', 'record', 'root', 'staging', 'staging'];
    expect(removed.map(({ kind }) => kind).sort()).toEqual(kinds);
    expect(readdirSync(layout.staging).sort()).toEqual(
      [alive, fresh].map((path) => path.slice(layout.staging.length + 1)).sort(),
    );
    for (const folder of [layout.leases, layout.roots, layout.running]) expect(readdirSync(folder)).toEqual([]);
    expect(readdirSync(layout.db)).toHaveLength(3);
  });
});

describe('a toolchain taken into use just as it is pruned', () => {
  it('is put back', async () => {
    const { store, layout, old, project } = await setting();
    const { remove } = await import('../../driver/store/remove.ts');
    const wanted = () => {
      // Nobody can find it at this moment.
      expect(existsSync(join(layout.db, `${SPEC.name}.json`))).toBe(false);
      return store.use(SPEC.name, project);
    };
    expect(await remove(layout, old.base, wanted)).toBe(false);
    expect(await store.find(SPEC.name)).toEqual(old);
    expect(readdirSync(layout.staging)).toEqual([]);
  });
});
