// What Linux's /proc says of processes: processor time and resident memory. Parsers apart from reading, for tests.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of a tick of utime and its like, in nanoseconds: USER_HZ is 100 on every platform that Go and Node share (proc(5)). */
const TICK = 1e7;

/**
 * Processor time of a process's ended and awaited descendants, in nanoseconds: cutime + cstime of /proc/PID/stat. A program's
 * name, in parentheses, may hold anything, so fields are counted from behind it. Throws Error on another text.
 */
export function parseChildrenTime(stat: string): number {
  // After the name comes field 3; cutime and cstime are 16 and 17.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (field(fields[13], stat) + field(fields[14], stat)) * TICK;
}

/** Nanoseconds on a processor: the first figure of a schedstat. Throws Error on another text. */
export const parseScheduled = (schedstat: string): number => field(schedstat.split(' ')[0], schedstat);

/** A line such as "VmRSS:  1234 kB" of /proc/PID/status, in bytes. Throws Error where it is not there. */
export function parseMemory(status: string, name: 'VmRSS' | 'VmHWM'): number {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return field(found, status) * 1024;
}

function field(text: string | undefined, whole: string): number {
  if (text === undefined || !/^\d+$/.test(text)) throw new Error(`not what proc(5) describes: ${whole.slice(0, 200)}`);
  return Number(text);
}

/** Processor time that this process's ended children had, in nanoseconds; counted in ticks of 10 ms. */
export const childrenTime = (): number => parseChildrenTime(readFileSync('/proc/self/stat', 'utf8'));

/** Processor time that a living process's threads had, in nanoseconds, without the rounding of ticks. */
export function processTime(pid: number): number {
  const threads = readdirSync(join('/proc', String(pid), 'task'));
  return threads
    .map((thread) => parseScheduled(readFileSync(join('/proc', String(pid), 'task', thread, 'schedstat'), 'utf8')))
    .reduce((sum, time) => sum + time, 0);
}

/** Resident memory of a living process, in bytes. */
export const residentMemory = (pid: number): number =>
  parseMemory(readFileSync(join('/proc', String(pid), 'status'), 'utf8'), 'VmRSS');
