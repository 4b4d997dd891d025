// Keeping a process on chosen processors: what moves between them pays for cold caches now and then.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** The processors that this process may use, the last first: the first serves most interrupts. */
export function usableCpus(): number[] {
  return [...parseCpuList(allowedList() ?? `0-${cpus().length - 1}`)].reverse();
}

function allowedList(): string | undefined {
  try {
    return /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  } catch {
    return undefined; // no Linux: nothing pins there
  }
}

/** "0-2,5" -> 0 1 2 5 */
export function parseCpuList(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [first = Number.NaN, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Whether `taskset` (util-linux) is there and works. */
export const canPin = (): boolean => spawnSync('taskset', ['-c', String(usableCpus()[0]), 'true']).status === 0;

/** The command that keeps another on these processors; the command itself where nothing can. */
export const pinned = (on: readonly number[], command: readonly string[], can: boolean): readonly string[] =>
  can ? ['taskset', '-c', on.join(','), ...command] : command;
