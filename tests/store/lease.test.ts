// Leases and the life of their owners.
import { spawn } from 'node:child_process';
import {
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Layout, layoutOf, makeFolders } from '../../driver/store/layout.ts';
import { acquireLease, isLeased, LEASE_TIMES } from '../../driver/store/lease.ts';
import { isAbandoned, lifeOf, type Owner, ownedName, ownerOf, parseOwned } from '../../driver/store/owner.ts';
import type { StoreEvent } from '../../driver/store/store.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/until.ts';

const NAME = 'rto-go-1.23.12-0123456789ab';
const QUICK = { heartbeat: 20, stale: 300, poll: 5 };

const self = ownerOf();
const elsewhere: Owner = { ...self, host: '0'.repeat(12) };

/** The owner of a process that has ended, its parent having taken note. */
async function ended(): Promise<Owner> {
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  const owner = ownerOf(child.pid);
  await new Promise((done) => child.on('close', done));
  return owner;
}

function emptyStore(): { layout: Layout; path: string } {
  const layout = layoutOf(tempFolder());
  makeFolders(layout);
  return { layout, path: join(layout.leases, NAME) };
}

describe('lifeOf', () => {
  it('tells the living from the dead', async () => {
    expect(lifeOf(self)).toBe('alive');
    expect(lifeOf(await ended())).toBe('dead');
    expect(lifeOf(elsewhere)).toBe('unknown');
  });

  it.runIf(process.platform === 'linux')('knows a pid that was given to another process', () => {
    expect(lifeOf({ ...self, started: '1' })).toBe('dead');
  });

  it.runIf(process.platform === 'linux')('counts a process that only waits for its parent as dead', async () => {
    // The shell becomes a sleep, which never asks after the child it got; the child is a zombie once it has ended.
    const script = 'exec 3<&0; cat <&3 & echo $!; exec sleep 60 <&-';
    const parent = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] });
    onTestFinished(() => void parent.kill());
    const pid = Number(await new Promise((done) => parent.stdout.once('data', done)));
    const owner = ownerOf(pid);
    expect(lifeOf(owner)).toBe('alive');
    parent.stdin.end();
    await expect.poll(() => lifeOf(owner)).toBe('dead');
    expect(process.kill(pid, 0)).toBe(true);
  });

  it('goes by age where it cannot know', () => {
    const [hour, now] = [3_600_000, Date.now()];
    expect(isAbandoned(elsewhere, now - hour / 2)).toBe(false);
    expect(isAbandoned(elsewhere, now - 2 * hour)).toBe(true);
    expect(isAbandoned(elsewhere, now - 2 * hour, 3 * hour)).toBe(false);
    expect(isAbandoned(self, now - 1000 * hour)).toBe(false);
  });
});

describe('ownedName', () => {
  it('carries its owner', () => {
    expect(parseOwned(ownedName(self))).toEqual({ owner: self, rest: '' });
    expect(parseOwned(`${ownedName(self)}.${NAME}`)).toEqual({ owner: self, rest: NAME });
    expect(ownedName(self)).not.toBe(ownedName(self));
  });
  it.each(['', 'x', 'abc.1-2-3', `${'0'.repeat(12)}.1-2`, `${'0'.repeat(12)}.-1-2-${'0'.repeat(12)}`])(
    'is not taken for granted: %j',
    (name) => expect(parseOwned(name)).toBeUndefined(),
  );
});

describe('a lease', () => {
  it('is held by one at a time', async () => {
    const { layout } = emptyStore();
    const order: string[] = [];
    const waiting = new Set<number>();
    const holders = [1, 2, 3].map(async (holder) => {
      const lease = await acquireLease(layout, NAME, { onEvent: () => waiting.add(holder) }, QUICK);
      order.push(`+${holder}`);
      await until('the two others', () => waiting.size === 2);
      order.push(`-${holder}`);
      lease.release();
    });
    await Promise.all(holders);
    expect(order).toHaveLength(6);
    for (let at = 0; at < 6; at += 2) expect(order[at + 1]).toBe(order[at]?.replace('+', '-'));
    expect(readdirSync(layout.leases)).toEqual([]);
  });

  it('of another name is no concern', async () => {
    const { layout } = emptyStore();
    const lease = await acquireLease(layout, NAME);
    (await acquireLease(layout, `${NAME}-other`)).release();
    expect([isLeased(layout, NAME), isLeased(layout, `${NAME}-other`)]).toEqual([true, false]);
    lease.release();
    expect(isLeased(layout, NAME)).toBe(false);
  });

  it('of a dead process is taken at once', async () => {
    const { layout, path } = emptyStore();
    symlinkSync(`${ownedName(await ended())}.somewhere`, path);
    const started = performance.now();
    (await acquireLease(layout, NAME)).release();
    expect(performance.now() - started).toBeLessThan(LEASE_TIMES.stale / 10);
  });

  it.each([
    ['of another host whose heart beats no more', (path: string) => symlinkSync(`${ownedName(elsewhere)}.far`, path)],
    ['that nobody understands', (path: string) => symlinkSync('nonsense', path)],
    ['that is a file', (path: string) => writeFileSync(path, '')],
    ['that is a folder', (path: string) => mkdirSync(path)],
  ])('%s is taken after a while', async (_, make) => {
    const { layout, path } = emptyStore();
    make(path);
    const [events, started] = [[] as StoreEvent[], performance.now()];
    const lease = await acquireLease(layout, NAME, { onEvent: (event) => events.push(event) }, QUICK);
    expect(performance.now() - started).toBeGreaterThan(QUICK.stale);
    expect(events.map(({ kind }) => kind)).toEqual(['lock wait']);
    lease.release();
    expect(readdirSync(layout.leases)).toEqual([]);
    expect(readdirSync(layout.staging)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'of a process here is waited for while it runs, though its heart stands still',
    async () => {
      const { layout, path } = emptyStore();
      const holder = spawn('sleep', ['60'], { stdio: 'ignore' });
      onTestFinished(() => void holder.kill('SIGKILL'));
      symlinkSync(`${ownedName(ownerOf(holder.pid))}.here`, path);
      const busy = acquireLease(layout, NAME, { signal: AbortSignal.timeout(3 * QUICK.stale) }, QUICK);
      await expect(busy).rejects.toThrow(/timeout/);
      holder.kill('SIGSTOP');
      (await acquireLease(layout, NAME, {}, QUICK)).release();
      expect(readdirSync(layout.leases)).toEqual([]);
    },
  );

  it('of another host whose heart beats is waited for, whatever its clock says; a waiter can be called off', async () => {
    const { layout, path } = emptyStore();
    symlinkSync(`${ownedName(elsewhere)}.far`, path);
    let clock = Date.now() / 1000 - 600;
    const beat = setInterval(() => {
      clock += 1;
      lutimesSync(path, clock, clock);
    }, 20);
    onTestFinished(() => clearInterval(beat));
    const events: StoreEvent[] = [];
    const waiting = acquireLease(
      layout,
      NAME,
      { onEvent: (event) => events.push(event), signal: AbortSignal.timeout(3 * QUICK.stale) },
      QUICK,
    );
    await expect(waiting).rejects.toThrow(/timeout/);
    expect(events).toEqual([{ kind: 'lock wait', name: NAME, holder: { pid: process.pid, hostname: 'far' } }]);
    expect(readlinkSync(path)).toContain('.far');
  });

  it("is kept fresh, and not given back once it is another's", async () => {
    const { layout, path } = emptyStore();
    const lease = await acquireLease(layout, NAME, {}, QUICK);
    lutimesSync(path, 1, 1);
    await expect.poll(() => lstatSync(path).mtimeMs).toBeGreaterThan(Date.now() - 10_000);
    rmSync(path);
    symlinkSync(`${ownedName(elsewhere)}.far`, path);
    lease.release();
    expect(readlinkSync(path)).toContain('.far');
  });
});
