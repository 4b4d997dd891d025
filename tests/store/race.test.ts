// Several processes that want one toolchain at once end with one good copy.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../driver/store/layout.ts';
import { tempFolder } from '../support/temp.ts';
import { copyStore } from './support/compiled.ts';
import { holdsOneGoodCopy } from './support/holds.ts';
import { run } from './support/run.ts';
import { SPEC } from './support/toolchain.ts';

const compiled = copyStore();

/** The pids of the processes that built. */
const buildersIn = (log: string): number[] =>
  [...readFileSync(log, 'utf8').matchAll(/^(\d+) builds$/gm)].map(([, pid]) => Number(pid));

describe('a race of four processes', () => {
  it('is built by one, the others wait for it and say for whom', async () => {
    const [data, log] = [tempFolder(), join(tempFolder(), 'builds')];
    const runs = [1, 2, 3, 4].map(() => run({ compiled, data, action: 'add', spec: SPEC, log, waiters: 3 }));
    const said = await Promise.all(runs.map((one) => one.said));
    const builders = buildersIn(log);
    expect(builders).toHaveLength(1);
    expect(new Set(said.map((one) => one?.result?.base)).size).toBe(1);
    expect(said.every((one) => one?.result)).toBe(true);
    const waits = said.flatMap((one) => one?.events ?? []).filter(({ kind }) => kind === 'lock wait');
    // Once the builder is done the waiters may see one another, too.
    const holders = waits.map(({ holder }) => (holder as { pid: number }).pid);
    expect(holders).toContain(builders[0]);
    await holdsOneGoodCopy(data);
  });

  it('ends well without the lease, too', async () => {
    const [data, log] = [tempFolder(), join(tempFolder(), 'builds')];
    writeFileSync(log, '');
    const lease = join(layoutOf(data).leases, SPEC.name);
    // As if each were on a host of its own whose heartbeat nobody sees.
    const thief = setInterval(() => rmSync(lease, { force: true }), 5);
    const runs = [1, 2, 3, 4].map(() => run({ compiled, data, action: 'add', spec: SPEC, log, builders: 2 }));
    const said = await Promise.all(runs.map((one) => one.said));
    clearInterval(thief);
    expect(buildersIn(log).length).toBeGreaterThan(1);
    expect(said.map((one) => one?.error)).toEqual([undefined, undefined, undefined, undefined]);
    expect(new Set(said.map((one) => one?.result?.base)).size).toBe(1);
    await holdsOneGoodCopy(data);
  });
});
