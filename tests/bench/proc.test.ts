// What is read of /proc, from texts as kernels write them and from this process.
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import {
  childrenTime,
  parseChildrenTime,
  parseMemory,
  parseScheduled,
  processTime,
  residentMemory,
} from '../../bench/whole/proc.ts';

const STAT =
  '17 (NAME) S 1 17 17 0 -1 4194560 1000 2000 3 4 11 12 13 14 20 0 7 0 100 200 300 18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0';

it.each([
  ['node', 'usual'],
  ['a b', 'a space in its name'],
  ['x) S 9 9 9', 'a parenthesis and what looks like fields'],
])('time of ended children of (%s): %s', (name) => {
  expect(parseChildrenTime(STAT.replace('NAME', name))).toBe((13 + 14) * 1e7);
});

it('reads memory in bytes', () => {
  const status = 'Name:\tlarge\nVmHWM:\t   20480 kB\nVmRSS:\t   10240 kB\nThreads:\t7\n';
  expect(parseMemory(status, 'VmRSS')).toBe(10240 * 1024);
  expect(parseMemory(status, 'VmHWM')).toBe(20480 * 1024);
});

it('reads the time on a processor', () => expect(parseScheduled('1234567 89 10\n')).toBe(1234567));

it.each([
  ['stat', () => parseChildrenTime('17 (node) S 1')],
  ['status', () => parseMemory('Name:\tkthreadd\n', 'VmRSS')],
  ['schedstat', () => parseScheduled('')],
])('says that it is no %s', (_, read) => expect(read).toThrow('not what proc(5) describes'));

it('sees what a child and its child took', () => {
  const before = childrenTime();
  const shell = 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done';
  expect(spawnSync('/bin/sh', ['-c', `(${shell}); exit 0`]).status).toBe(0);
  expect(childrenTime()).toBeGreaterThan(before);
});

it('sees what this process takes and holds', () => {
  const before = processTime(process.pid);
  const until = process.cpuUsage().user + 20_000;
  while (process.cpuUsage().user < until);
  expect(processTime(process.pid) - before).toBeGreaterThan(10e6);
  const used = process.memoryUsage().rss;
  expect(residentMemory(process.pid) / used).toBeGreaterThan(0.5);
  expect(residentMemory(process.pid) / used).toBeLessThan(2);
});
