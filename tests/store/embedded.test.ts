// The embedded store in one process: what is added is found, sealed, verified, listed, removed, and damage is met.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../driver/store/embedded.ts';
import { layoutOf } from '../../driver/store/layout.ts';
import type { Store, StoredToolchain, StoreEvent } from '../../driver/store/store.ts';
import { tempFolder } from '../support/temp.ts';
import { holdsOneGoodCopy } from './support/holds.ts';
import { build, neverBuild, SOURCE, SOURCE_NAR, SPEC } from './support/toolchain.ts';

interface Filled {
  data: string;
  store: Store;
  toolchain: StoredToolchain;
  record: string;
}

async function filled(): Promise<Filled> {
  const data = join(tempFolder(), 'not/yet/there');
  const store = openEmbeddedStore(data);
  const toolchain = await store.add(SPEC, build);
  return { data, store, toolchain, record: join(layoutOf(data).db, `${SPEC.name}.json`) };
}

describe('a toolchain that was added', () => {
  it('is found with all that is known of it, and not built again', async () => {
    const { data, store, toolchain } = await filled();
    expect(toolchain).toMatchObject({ ...SPEC, source: SOURCE, goroot: join(data, 'store', toolchain.base) });
    expect(toolchain.base).toMatch(new RegExp(`^[0-9a-z]{32}-${SPEC.name}$`));
    expect(await store.find(SPEC.name)).toEqual(toolchain);
    expect(await store.list()).toEqual([toolchain]);
    expect(await store.add(SPEC, neverBuild)).toEqual(toolchain);
    await holdsOneGoodCopy(data);
  });

  it('has the same base name in any folder', async () => {
    const [one, other] = [await filled(), await filled()];
    expect(other.toolchain.base).toBe(one.toolchain.base);
    expect(other.data).not.toBe(one.data);
  });

  it('is read-only throughout, programs stay programs, and times say nothing', async () => {
    const { toolchain } = await filled();
    const modes = ['', 'bin', 'bin/go', 'VERSION'].map((path) => {
      const stat = statSync(join(toolchain.goroot, path));
      return [path, (stat.mode & 0o777).toString(8), stat.mtimeMs];
    });
    expect(modes).toEqual([
      ['', '555', 1000],
      ['bin', '555', 1000],
      ['bin/go', '555', 1000],
      ['VERSION', '444', 1000],
    ]);
  });

  it('survives a move of the whole store', async () => {
    const { data, toolchain } = await filled();
    renameSync(data, `${data}-moved`);
    const found = await openEmbeddedStore(`${data}-moved`).find(SPEC.name);
    expect(found).toMatchObject({ base: toolchain.base, goroot: join(`${data}-moved`, 'store', toolchain.base) });
  });

  it('tells its progress', async () => {
    const events: StoreEvent[] = [];
    await openEmbeddedStore(tempFolder()).add(SPEC, build, { onEvent: (event) => events.push(event) });
    expect(events.map(({ kind }) => kind)).toEqual(['build', 'seal', 'hash', 'move', 'record']);
    expect(events[2]).toMatchObject({ kind: 'hash', done: 20, total: 20 });
  });
});

describe('a build', () => {
  it('that does not say what it was made of is a bug, not a toolchain', async () => {
    const store = openEmbeddedStore(tempFolder());
    const vague = async (staging: string) => ({ source: { ...(await build(staging)).source, nar: 'unknown' } });
    await expect(store.add(SPEC, vague)).rejects.toMatchObject({ code: 'RTO_STORE_RECORD', exit: 70 });
    expect(await store.list()).toEqual([]);
  });

  it('that fails leaves nothing, and the next one works', async () => {
    const data = tempFolder();
    const store = openEmbeddedStore(data);
    const failure = new Error('no compiler');
    await expect(store.add(SPEC, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await store.list()).toEqual([]);
    expect(readdirSync(layoutOf(data).staging)).toEqual([]);
    await store.add(SPEC, build);
    await holdsOneGoodCopy(data);
  });

  it('that meets errors elsewhere, or cannot start its own program, does not blame the store', async () => {
    const store = openEmbeddedStore(tempFolder());
    const missing = join(tempFolder(), 'missing');
    const elsewhere = store.add(SPEC, async () => ({ source: JSON.parse(readFileSync(missing, 'utf8')) }));
    await expect(elsewhere).rejects.toMatchObject({ code: 'ENOENT', path: missing });
    const start = store.add(SPEC, async (staging) => {
      execFileSync(join(staging, 'bin/go'));
      return { source: SOURCE };
    });
    await expect(start).rejects.toMatchObject({ code: 'ENOENT', syscall: expect.stringContaining('spawn') });
  });

  it('that is cancelled leaves nothing', async () => {
    const data = tempFolder();
    const store = openEmbeddedStore(data);
    const cancel = new AbortController();
    const cancelled = store.add(
      SPEC,
      (staging) => {
        cancel.abort(new Error('enough'));
        return build(staging);
      },
      { signal: cancel.signal },
    );
    await expect(cancelled).rejects.toThrow('enough');
    expect(readdirSync(layoutOf(data).staging)).toEqual([]);
    expect(readdirSync(layoutOf(data).leases)).toEqual([]);
    expect(await store.find(SPEC.name)).toBeUndefined();
  });

  it('may take its tree from a lent folder by a rename', async () => {
    const data = tempFolder();
    const store = openEmbeddedStore(data);
    await store.stage(async (folder) => {
      expect(readdirSync(folder)).toEqual([]);
      await build(folder);
      await store.add(SPEC, async (staging) => {
        renameSync(folder, staging);
        return { source: SOURCE };
      });
    });
    await holdsOneGoodCopy(data);
  });
});

describe('verify', () => {
  it('sees a changed file', async () => {
    const { store, toolchain } = await filled();
    expect(await store.verify(toolchain.base)).toMatchObject({ same: true, recorded: toolchain.nar });
    chmodSync(join(toolchain.goroot, 'VERSION'), 0o644);
    writeFileSync(join(toolchain.goroot, 'VERSION'), 'go1.23.13\n');
    const { same, actual, recorded } = await store.verify(toolchain.base);
    expect({ same, recorded }).toEqual({ same: false, recorded: toolchain.nar });
    expect(actual).not.toBe(recorded);
  });

  it.each(['rto-go-1.23.12-0123456789ab', `${'0'.repeat(32)}-rto-go-1.1`, '../db', ''])('knows no %j', async (base) => {
    const { store } = await filled();
    await expect(store.verify(base)).rejects.toMatchObject({ code: 'RTO_STORE_ABSENT', try: 'rto list' });
    await expect(store.remove(base)).rejects.toMatchObject({ code: 'RTO_STORE_ABSENT' });
  });
});

describe('remove', () => {
  it('leaves nothing', async () => {
    const { data, store, toolchain } = await filled();
    await store.remove(toolchain.base);
    expect(await store.list()).toEqual([]);
    for (const folder of [layoutOf(data).store, layoutOf(data).staging]) expect(readdirSync(folder)).toEqual([]);
    expect(await store.find(SPEC.name)).toBeUndefined();
  });
});

describe('damage', () => {
  it.each<[string, string | undefined]>([
    ['garbage', '{ "base": '],
    ['empty', ''],
    ['null', 'null'],
    ['of another form', '{ "format": 2 }'],
    ['missing', undefined],
  ])('a record that is %s: the tree is used again, once its hash is right', async (_, text) => {
    const { data, store, toolchain, record } = await filled();
    rmSync(record);
    if (text !== undefined) writeFileSync(record, text);
    expect(await store.find(SPEC.name)).toBeUndefined();
    expect(await store.list()).toEqual([]);
    const again = await store.add({ ...SPEC, sourceNar: SOURCE_NAR }, neverBuild);
    expect(again).toMatchObject({ base: toolchain.base, nar: toolchain.nar, source: { nar: SOURCE_NAR } });
    await holdsOneGoodCopy(data);
  });

  it.each<[string, (record: Record<string, unknown>) => void]>([
    ['base name', (record) => Object.assign(record, { base: `${'0'.repeat(32)}-${SPEC.name}` })],
    ['base name out of the store', (record) => Object.assign(record, { base: '../../elsewhere' })],
    ['name', (record) => Object.assign(record, { name: 'rto-go-1.23.12-000000000000' })],
    ['hash', (record) => Object.assign(record, { nar: SOURCE_NAR })],
    ['hash that is none', (record) => Object.assign(record, { nar: 'sha256-' })],
    ['platform', (record) => Object.assign(record, { platform: 'plan9-mips' })],
    ['size', (record) => Object.assign(record, { size: '20' })],
    ['source', (record) => Object.assign(record, { source: null })],
  ])('a record with another %s leads nowhere', async (_, change) => {
    const { store, record } = await filled();
    const json = JSON.parse(readFileSync(record, 'utf8')) as Record<string, unknown>;
    change(json);
    writeFileSync(record, JSON.stringify(json));
    expect(await store.find(SPEC.name)).toBeUndefined();
  });

  it('a record without its tree: built again', async () => {
    const { data, store, toolchain } = await filled();
    chmodSync(toolchain.goroot, 0o755);
    renameSync(toolchain.goroot, `${data}-gone`);
    expect(await store.find(SPEC.name)).toBeUndefined();
    expect(await store.add(SPEC, build)).toMatchObject({ base: toolchain.base });
    await holdsOneGoodCopy(data);
  });

  it.each([
    ['its go', (goroot: string) => rmSync(join(goroot, 'bin', 'go'))],
    ['a folder', (goroot: string) => rmSync(join(goroot, 'bin'), { recursive: true })],
    [
      'all: a file is there',
      (goroot: string) => {
        rmSync(goroot, { recursive: true });
        writeFileSync(goroot, '');
      },
    ],
  ])('a tree that has lost %s: not used, replaced', async (_what, damage) => {
    const { data, store, toolchain } = await filled();
    for (const folder of ['', 'bin']) chmodSync(join(toolchain.goroot, folder), 0o755);
    damage(toolchain.goroot);
    expect(await store.find(SPEC.name)).toBeUndefined();
    await store.add(SPEC, build);
    await holdsOneGoodCopy(data);
  });

  it('a tree without its record that is not what its name says: never used, replaced', async () => {
    const { data, store, toolchain, record } = await filled();
    rmSync(record);
    chmodSync(join(toolchain.goroot, 'bin/go'), 0o755);
    writeFileSync(join(toolchain.goroot, 'bin/go'), 'tampered');
    const events: StoreEvent[] = [];
    const onEvent = (event: StoreEvent) => void events.push(event);
    await store.add({ ...SPEC, sourceNar: SOURCE_NAR }, build, { onEvent });
    expect(events).toContainEqual(expect.objectContaining({ kind: 'repair', path: toolchain.goroot }));
    await holdsOneGoodCopy(data);
  });

  it('a file where the tree should be: replaced', async () => {
    const { data, store, toolchain } = await filled();
    await store.remove(toolchain.base);
    writeFileSync(toolchain.goroot, 'a file');
    await store.add(SPEC, build);
    await holdsOneGoodCopy(data);
  });

  it.each(['', 'store', 'db', 'staging', 'leases'])(
    'a file where the folder data/%s should be: said',
    async (folder) => {
      const data = join(tempFolder(), 'data');
      if (folder) mkdirSync(data);
      writeFileSync(join(data, folder), 'a file');
      const error = { code: 'RTO_STORE_PATH', message: `${join(data, folder)} should be a folder` };
      await expect(openEmbeddedStore(data).add(SPEC, build)).rejects.toMatchObject(error);
      expect(existsSync(join(data, folder))).toBe(true);
    },
  );

  it('a file above the store: said, by find too', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    const store = openEmbeddedStore(join(file, 'data'));
    const error = { code: 'RTO_STORE_PATH', message: `${file} should be a folder` };
    await expect(store.find(SPEC.name)).rejects.toMatchObject(error);
    await expect(store.list()).rejects.toMatchObject(error);
    await expect(store.add(SPEC, build)).rejects.toMatchObject(error);
    expect(() => store.use(SPEC.name, tempFolder())).toThrow(expect.objectContaining(error));
    expect(() => store.inUse(SPEC.name)).toThrow(expect.objectContaining(error));
  });
});
