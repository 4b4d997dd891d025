// kill -9 and failing calls at every single step that changes the file system: nothing half-made is ever used.
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../driver/store/embedded.ts';
import { tempFolder } from '../support/temp.ts';
import { copyStore } from './support/compiled.ts';
import { holdsOneGoodCopy } from './support/holds.ts';
import { run } from './support/run.ts';
import { build, SPEC } from './support/toolchain.ts';

const compiled = copyStore();

/** The calls of a run that nothing happens to, counted once for each test. */
async function callsOf(task: object): Promise<number> {
  const said = await run({ compiled, ...task }).said;
  expect(said?.error).toBeUndefined();
  return said?.calls ?? 0;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Two at a time: most of it is waiting for processes to start. */
async function inPairs<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}

describe('kill -9 at each call', () => {
  it('of an installation: the next run installs', async () => {
    const calls = await callsOf({ data: tempFolder(), action: 'add', spec: SPEC });
    expect(calls).toBeGreaterThan(30);
    await inPairs(folders(calls), async ([at, data]) => {
      expect(await run({ compiled, data, action: 'add', spec: SPEC, at }).ended).toBe('SIGKILL');
      await openEmbeddedStore(data).add(SPEC, build);
      await holdsOneGoodCopy(data);
    });
  });

  it('of a removal: gone or whole', async () => {
    const data = tempFolder();
    const { base } = await openEmbeddedStore(data).add(SPEC, build);
    const calls = await callsOf({ data, action: 'remove', base });
    expect(calls).toBeGreaterThan(4);
    await inPairs(folders(calls), async ([at, data]) => {
      const store = openEmbeddedStore(data);
      await store.add(SPEC, build);
      expect(await run({ compiled, data, action: 'remove', base, at }).ended).toBe('SIGKILL');
      for (const toolchain of await store.list())
        expect(await store.verify(toolchain.base)).toMatchObject({ same: true });
      await store.add(SPEC, build);
      await holdsOneGoodCopy(data);
    });
  });

  it('of the cleaning after a kill', async () => {
    const killed = { action: 'add', spec: SPEC, at: 20 };
    const data = tempFolder();
    await run({ compiled, data, ...killed }).ended;
    const calls = await callsOf({ data, action: 'prune' });
    expect(calls).toBeGreaterThan(2);
    await inPairs(folders(calls), async ([at, data]) => {
      expect(await run({ compiled, data, ...killed }).ended).toBe('SIGKILL');
      expect(await run({ compiled, data, action: 'prune', at }).ended).toBe('SIGKILL');
      await openEmbeddedStore(data).add(SPEC, build);
      await holdsOneGoodCopy(data);
    });
  });
});

describe('a full disk at each call', () => {
  it('of an installation: said, or not in its way; the next run installs', async () => {
    const calls = await callsOf({ data: tempFolder(), action: 'add', spec: SPEC });
    const outcomes = new Set<string>();
    await inPairs(folders(calls), async ([at, data]) => {
      const full = run({ compiled, data, action: 'add', spec: SPEC, at, kind: 'ENOSPC' });
      const [said] = await Promise.all([full.said, full.ended]);
      outcomes.add(said?.error?.code ?? 'installed');
      if (said?.error) expect(said.error).toMatchObject({ try: expect.stringContaining('rto prune') });
      await openEmbeddedStore(data).add(SPEC, build);
      await holdsOneGoodCopy(data);
    });
    expect([...outcomes].sort()).toEqual(['RTO_STORE_FULL', 'installed']);
  });
});

describe('a disk that fails at each call', () => {
  it('of a removal: gone or whole, and found or not accordingly', async () => {
    const data = tempFolder();
    const { base } = await openEmbeddedStore(data).add(SPEC, build);
    const calls = await callsOf({ data, action: 'remove', base });
    const outcomes = new Set<string>();
    await inPairs(folders(calls), async ([at, data]) => {
      const store = openEmbeddedStore(data);
      await store.add(SPEC, build);
      const failing = run({ compiled, data, action: 'remove', base, at, kind: 'EROFS' });
      const [said] = await Promise.all([failing.said, failing.ended]);
      outcomes.add(said?.error?.code ?? 'removed');
      if (said?.error && existsSync(join(data, 'store', base))) await holdsOneGoodCopy(data);
      else expect(await store.list()).toEqual([]);
    });
    expect([...outcomes]).toContain('RTO_STORE_READONLY');
  });
});

describe('kill -9 in each phase of an installation, as the user sees them', () => {
  it.each(['build', 'seal', 'hash', 'move', 'record'])('%s', async (stopAt) => {
    const data = tempFolder();
    const { child, said, ended } = run({ compiled, data, action: 'add', spec: SPEC, stopAt });
    expect(await said).toEqual({ stopped: stopAt });
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    const log = join(tempFolder(), 'builds');
    const started = performance.now();
    await openEmbeddedStore(data).add(SPEC, (staging) => {
      appendFileSync(log, '.');
      return build(staging);
    });
    // Its holder is known to be dead: nobody waits for its lease to grow old.
    expect(performance.now() - started).toBeLessThan(5_000);
    await holdsOneGoodCopy(data);
  });
});

/** Pairs of a call's number and a fresh folder. */
const folders = (calls: number): [at: number, data: string][] => range(calls).map((at) => [at, tempFolder()]);
