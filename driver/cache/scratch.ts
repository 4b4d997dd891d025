// What programs write and rto keeps: event logs, and for as long as `rto run` runs the program it built.
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { logOf } from '../events/logfiles.ts';
import { makeFolder } from '../folders.ts';
import type { Environment } from '../observe/environment.ts';
import { logFault } from '../observe/logtarget.ts';
import { requireOwn } from '../owned.ts';
import { statOf } from '../stat.ts';

/** `<cache>/logs/20261123T084858Z-1a2b3c4d.jsonl`: sorted by time, and no two alike. The folder is made. @throws RTO_CACHE_WRITE */
export function newLog(cache: string, now: Date = new Date()): string {
  const folder = join(cache, 'logs');
  inCache(cache, () => makeFolder(folder));
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return join(folder, `${time}-${randomBytes(4).toString('hex')}.jsonl`);
}

/**
 * Makes sure that a program can write its event log there: it could not say so itself. Makes the file, empty and
 * readable by its owner alone; where its name holds %p, that of no process remains.
 * @throws RTO_LOG_WRITE
 */
export function checkLog(path: string, env: Environment = process.env): void {
  const cannot = (because: string, next: string, cause?: unknown) =>
    new RtoError('RTO_LOG_WRITE', `the event log ${path} cannot be written`, { facts: { because }, try: next, cause });
  try {
    const file = logOf(path, process.pid);
    const fault = logFault(file, env);
    if (fault !== undefined) throw cannot(fault.why, fault.try);
    const there = statOf(file);
    // A pipe would wait for its reader.
    if (there === undefined || there.isFile()) closeSync(openSync(file, 'a', 0o600));
    if (there === undefined && file !== path) rmSync(file);
  } catch (cause) {
    if (cause instanceof RtoError) throw cause;
    throw cannot(messageOf(cause), 'name a file in a folder that is there and that you can write to', cause);
  }
}

/**
 * Lends a new folder in the cache and removes it afterwards; first those that killed processes left behind.
 * @throws RTO_CACHE_WRITE
 */
export async function inFolder<T>(cache: string, work: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(cache, 'run');
  const folder = inCache(cache, () => {
    makeFolder(parent);
    sweep(parent, Date.now());
    return mkdtempSync(join(parent, `${process.pid}-`));
  });
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inCache<T>(cache: string, work: () => T): T {
  requireOwn(cache, 'RTO_CACHE', true);
  for (const name of ['logs', 'run']) requireOwn(join(cache, name), 'RTO_CACHE');
  try {
    return work();
  } catch (cause) {
    throw new RtoError('RTO_CACHE_WRITE', `the cache ${cache} cannot be written`, {
      facts: { because: messageOf(cause) },
      try: 'set RTO_CACHE to a folder that you can write to',
      cause,
    });
  }
}

/** When the programs began that rto is running now, in whole ms since the epoch, rounded down as times in text are. */
export function liveRuns(cache: string): number[] {
  const parent = join(cache, 'run');
  const names = statOf(parent)?.isDirectory() ? readdirSync(parent) : [];
  return names
    .filter((name) => isAlive(Number.parseInt(name, 10)))
    .flatMap((name) => statOf(join(parent, name))?.birthtimeMs ?? [])
    .map(Math.floor);
}

const DAY_MS = 86_400_000;

/** By age and pid: the cache may be shared with containers, whose pids mean nothing here, and a program may run for days. */
function sweep(parent: string, now: number): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    const age = now - (statOf(path)?.mtimeMs ?? now);
    if (age > DAY_MS && !isAlive(Number.parseInt(name, 10))) rmSync(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
