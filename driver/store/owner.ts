// Who made a file: a process, named so that another process can tell whether it still runs.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Owner {
  pid: number;
  /** When the process started, in the kernel's clock ticks; tells it from a later process of the same pid. `0`: not known. */
  started: string;
  /** 12 hex digits: this boot of this machine and its pid namespace. Elsewhere a pid means nothing. */
  host: string;
}

/** `unknown`: on another host, in another container or before a reboot, so only the age of its files can tell. */
export type Life = 'alive' | 'dead' | 'unknown';

/** What a process of another host may leave untouched before it counts as dead, in ms. */
export const FORGOTTEN = { work: 3_600_000, running: 7 * 86_400_000 } as const;

/** Owner of what does not name one: as a process on a host that is far away. */
export const NOBODY: Owner = { pid: 0, started: '0', host: '' };

export const ownerOf = (pid: number = process.pid): Owner => ({
  pid,
  started: processStatus(pid)?.started ?? '0',
  host: thisHost(),
});

/** `<random>.<pid>-<started>-<host>`: a new file name that carries its owner, so that making it is one atomic step. */
export const ownedName = (owner: Owner): string =>
  `${randomBytes(6).toString('hex')}.${owner.pid}-${owner.started}-${owner.host}`;

/** The owner in a name made by `ownedName`, with whatever follows after a further dot; undefined for other names. */
export function parseOwned(name: string): { owner: Owner; rest: string } | undefined {
  const match = /^[0-9a-f]{12}\.(\d+)-(\d+)-([0-9a-f]{12})(?:\.(.+))?$/.exec(name);
  const [, pid, started, host, rest] = match ?? [];
  if (pid === undefined || started === undefined || host === undefined) return undefined;
  return { owner: { pid: Number(pid), started, host }, rest: rest ?? '' };
}

export function lifeOf(owner: Owner): Life {
  if (owner.host !== thisHost()) return 'unknown';
  if (!exists(owner.pid)) return 'dead';
  const status = processStatus(owner.pid);
  if (status === undefined || owner.started === '0') return 'alive';
  return status.ended || status.started !== owner.started ? 'dead' : 'alive';
}

/** True for a process of this machine that can go on: not one that was stopped, as by Ctrl-Z. */
export const isRunning = (owner: Owner): boolean =>
  lifeOf(owner) === 'alive' && processStatus(owner.pid)?.stopped !== true;

/** True where the owner of something last touched at `mtimeMs` will not come back for it. */
export function isAbandoned(owner: Owner, mtimeMs: number, forgottenAfter: number = FORGOTTEN.work): boolean {
  const life = lifeOf(owner);
  return life === 'dead' || (life === 'unknown' && Date.now() - mtimeMs > forgottenAfter);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** From /proc/<pid>/stat (proc(5)); undefined if that does not exist: on macOS, or for a process that has ended. */
function processStatus(pid: number): { started: string; ended: boolean; stopped: boolean } | undefined {
  const text = orNothing(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The command, in parentheses, may hold spaces and parentheses itself. After it: state is field 3, starttime 22.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const started = fields?.[19];
  if (!fields || !started) return undefined;
  const [state] = fields;
  // A zombie has ended, only its parent has not asked yet.
  return { started, ended: state === 'Z' || state === 'X', stopped: state === 'T' || state === 't' };
}

let host: string | undefined;

function thisHost(): string {
  host ??= createHash('sha256')
    .update(orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1')) ?? '')
    .update(orNothing(() => readlinkSync('/proc/self/ns/pid')) ?? '')
    .update(hostname())
    .digest('hex')
    .slice(0, 12);
  return host;
}

/** Not every system has /proc, and not every container shows all of it: what is missing only makes rto more careful. */
function orNothing(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
