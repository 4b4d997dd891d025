// Leases: one process builds a toolchain, the others wait for it instead of doing the same work.
// Advisory only: two holders at once cost time, never correctness (publish.ts settles who was first).
import { randomUUID } from 'node:crypto';
import { closeSync, linkSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errno, ifThere, namesIn, readJson, renameIfThere } from './files.ts';
import type { Layout } from './layout.ts';
import { isAbandoned, type Owner, ownerOf } from './owner.ts';
import { stagingPath } from './staging.ts';
import type { Holder, StoreOptions } from './store.ts';
import { checkName } from './storepath.ts';

/** All in ms. `stale`: a holder whose heartbeat stood still for so long is taken for dead, whatever its clock says. */
export const LEASE_TIMES = { heartbeat: 2_000, stale: 30_000, poll: 100 };

export interface Lease {
  release(): void;
}

interface Seen {
  token: string;
  owner: Owner | undefined;
  holder: Holder | undefined;
  mtimeMs: number;
}

/** Waits for the lease on `name`. Emits `lock wait` once for each holder it waits for. */
export async function acquireLease(
  layout: Layout,
  name: string,
  { onEvent, signal }: StoreOptions = {},
  times: typeof LEASE_TIMES = LEASE_TIMES,
): Promise<Lease> {
  const path = leasePath(layout, name);
  const token = randomUUID();
  let last: (Seen & { since: number }) | undefined;
  while (!take(path, token)) {
    signal?.throwIfAborted();
    const seen = look(path);
    if (!seen) continue;
    // Its beats are compared with each other and timed by our clock: two hosts' clocks may differ.
    if (last?.token !== seen.token || last.mtimeMs !== seen.mtimeMs) {
      if (last?.token !== seen.token) onEvent?.({ kind: 'lock wait', name, holder: seen.holder });
      last = { ...seen, since: performance.now() };
    }
    if (isDead(seen) || performance.now() - last.since > times.stale) breakLease(layout, path, seen.token);
    else await sleep(times.poll);
  }
  return hold(path, token, times.heartbeat);
}

/** True while somebody who seems alive holds the lease on `name`. */
export function isLeased(layout: Layout, name: string): boolean {
  const seen = look(leasePath(layout, name));
  return seen !== undefined && !isDead(seen);
}

/** Leases whose holders are dead. */
export const deadLeases = (layout: Layout): string[] =>
  namesIn(layout.leases)
    .map((file) => join(layout.leases, file))
    .filter((path) => {
      const seen = look(path);
      return seen !== undefined && isDead(seen);
    });

const leasePath = (layout: Layout, name: string): string => join(layout.leases, `${checkName(name)}.json`);

const FAR_AWAY: Owner = { pid: 0, started: '0', host: '' };
const isDead = (seen: Seen): boolean => isAbandoned(seen.owner ?? FAR_AWAY, seen.mtimeMs);

function take(path: string, token: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    if (errno(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(file, JSON.stringify({ token, ...ownerOf(), hostname: hostname() }));
    return true;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Undefined where the lease is free. One that was not written to its end yet has no owner. */
function look(path: string): Seen | undefined {
  const mtimeMs = ifThere(() => statSync(path).mtimeMs);
  if (mtimeMs === undefined) return undefined;
  const json = readJson(path);
  const { token, pid, started, host, hostname: where } = Object(json) as Record<string, unknown>;
  if (typeof token !== 'string' || typeof pid !== 'number' || typeof started !== 'string' || typeof host !== 'string')
    return { token: '', owner: undefined, holder: undefined, mtimeMs };
  return { token, owner: { pid, started, host }, holder: { pid, hostname: String(where) }, mtimeMs };
}

/** Takes a dead holder's lease away. Moved aside first: between our look and now it may have become another's. */
function breakLease(layout: Layout, path: string, token: string): void {
  const aside = stagingPath(layout);
  if (!renameIfThere(path, aside)) return;
  const moved = look(aside);
  if (moved && moved.token !== token) giveBack(aside, path);
  rmSync(aside, { force: true });
}

function giveBack(aside: string, path: string): void {
  try {
    linkSync(aside, path);
  } catch {
    // A third process holds it by now, or there are no hard links here: two will build, and publish.ts lets one win.
  }
}

function hold(path: string, token: string, heartbeat: number): Lease {
  const isOurs = () => ifThere(() => readFileSync(path, 'utf8'))?.includes(token) ?? false;
  const timer = setInterval(() => {
    if (isOurs()) ifThere(() => utimesSync(path, new Date(), new Date()));
    else clearInterval(timer);
  }, heartbeat).unref();
  return {
    release() {
      clearInterval(timer);
      if (isOurs()) rmSync(path, { force: true });
    },
  };
}
