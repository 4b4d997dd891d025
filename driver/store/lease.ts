// Leases: one process builds a toolchain, the others wait for it instead of doing the same work.
// Advisory only: two holders at once cost time, never correctness (publish.ts settles who was first).
// A lease is a symbolic link that leads nowhere: made in one step, only once, and its text says who holds it.
import { lutimesSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errno, ifThere, namesIn, renameIfThere, statIfThere } from './files.ts';
import type { Layout } from './layout.ts';
import { isAbandoned, isRunning, NOBODY, type Owner, ownedName, ownerOf, parseOwned } from './owner.ts';
import { stagingPath } from './staging.ts';
import type { StoreOptions } from './store.ts';
import { checkName } from './storepath.ts';

/**
 * All in ms. `stale`: a holder whose heartbeat stood still for so long is taken for dead, whatever its clock says. Not one
 * that runs on this machine: its heart stands still while it unpacks and hashes, on a busy machine for minutes.
 */
export const LEASE_TIMES = { heartbeat: 2_000, stale: 30_000, poll: 100 };

export interface Lease {
  release(): void;
}

/** A lease as found: its whole text, unlike that of any other lease, and when its holder last touched it. */
interface Seen {
  text: string;
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
  const text = `${ownedName(ownerOf())}.${hostname()}`;
  let last: (Seen & { since: number }) | undefined;
  while (!take(path, text)) {
    signal?.throwIfAborted();
    const seen = look(path);
    if (!seen) continue;
    if (last?.text !== seen.text) onEvent?.({ kind: 'lock wait', name, holder: holderOf(seen) });
    // Its beats are compared with each other and timed by our clock: two hosts' clocks may differ.
    if (last?.text !== seen.text || last.mtimeMs !== seen.mtimeMs) last = { ...seen, since: performance.now() };
    const still = performance.now() - last.since > times.stale;
    if (isDead(seen) || (still && !isRunning(ownerIn(seen)))) breakLease(layout, path, seen.text);
    else await sleep(times.poll);
  }
  return hold(path, text, times.heartbeat);
}

/** True while somebody who seems alive holds the lease on `name`. */
export function isLeased(layout: Layout, name: string): boolean {
  const seen = look(leasePath(layout, name));
  return seen !== undefined && !isDead(seen);
}

/** Leases whose holders are dead. */
export const deadLeases = (layout: Layout): { path: string; text: string }[] =>
  namesIn(layout.leases).flatMap((name) => {
    const path = join(layout.leases, name);
    const seen = look(path);
    return seen && isDead(seen) ? [{ path, text: seen.text }] : [];
  });

/** Takes a dead holder's lease away. Moved aside first: between our look and now it may have become another's. */
export function breakLease(layout: Layout, path: string, text: string): void {
  const aside = stagingPath(layout);
  if (!renameIfThere(path, aside)) return;
  // Moved back it may meet a third process's: then two will build, and publish.ts lets one win.
  if (look(aside)?.text !== text && !statIfThere(path)) renameSync(aside, path);
  rmSync(aside, { recursive: true, force: true });
}

const leasePath = (layout: Layout, name: string): string => join(layout.leases, checkName(name));

const ownerIn = ({ text }: Seen): Owner => parseOwned(text)?.owner ?? NOBODY;

const isDead = (seen: Seen): boolean => isAbandoned(ownerIn(seen), seen.mtimeMs);

function holderOf({ text }: Seen): { pid: number; hostname: string } | undefined {
  const owned = parseOwned(text);
  return owned && { pid: owned.owner.pid, hostname: owned.rest };
}

function take(path: string, text: string): boolean {
  try {
    symlinkSync(text, path);
    return true;
  } catch (error) {
    if (errno(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined where the lease is free. */
function look(path: string): Seen | undefined {
  const stat = statIfThere(path);
  if (!stat) return undefined;
  // Anything but a link was not put there by us; it is broken once it was still for long enough.
  const text = stat.isSymbolicLink() ? ifThere(() => readlinkSync(path)) : '';
  return text === undefined ? undefined : { text, mtimeMs: stat.mtimeMs };
}

function hold(path: string, text: string, heartbeat: number): Lease {
  const isOurs = () => look(path)?.text === text;
  const timer = setInterval(() => {
    const now = Date.now() / 1000;
    if (isOurs()) ifThere(() => lutimesSync(path, now, now));
    else clearInterval(timer);
  }, heartbeat).unref();
  return {
    release() {
      clearInterval(timer);
      if (isOurs()) rmSync(path, { force: true });
    },
  };
}
