// What doctor says of the machine's parts: Node, folders, where logs go, errors of rto itself.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { faultOf } from '../../driver/doctor/finding.ts';
import { checkLogPath, checkTestCache } from '../../driver/doctor/logging.ts';
import { checkFolder, checkNode, checkPlatform, roomFinding } from '../../driver/doctor/machine.ts';
import { RtoError } from '../../driver/errors.ts';
import { nodeRange, packageRoot } from '../../driver/package.ts';
import { tempFolder } from '../support/temp.ts';

const top = tempFolder('doctor');
mkdirSync(join(top, 'folder'));
writeFileSync(join(top, 'file'), '');

it.each([
  ['20.18.0', 'ok'],
  ['20.17.0', 'fault'],
  ['18.20.0', 'fault'],
  ['22.1.0', 'ok'],
  ['26.0.0', 'ok'],
])('Node %s: %s', (version, level) => {
  expect(checkNode(version, nodeRange()).level).toBe(level);
});

it('the executable refuses the same Nodes as package.json', () => {
  const [, needed] =
    /const NEEDED = \[(\d+, \d+)\]/.exec(readFileSync(join(packageRoot(), 'driver/bin.ts'), 'utf8')) ?? [];
  expect(`>=${needed?.replace(', ', '.')}`).toBe(nodeRange());
});

it('says where rto was not tested', () => {
  expect(checkPlatform('linux-amd64').level).toBe('ok');
  expect(checkPlatform('darwin-arm64').level).toBe('warning');
});

it.each([
  ['there', 'folder', 'ok'],
  ['yet to be made', 'folder/a/b', 'ok'],
  ['a file', 'file', 'fault'],
  ['below a file', 'file/a', 'fault'],
])('a folder that is %s', (_why, path, level) => {
  expect(checkFolder('store', join(top, path), 'RTO_HOME').level).toBe(level);
});

it('names the file that stands in the way of a folder', () => {
  expect(checkFolder('store', join(top, 'file/a/b'), 'RTO_HOME').text).toContain(
    `${join(top, 'file')} is not a folder`,
  );
});

it('cannot be made in a folder of the kernel', () => {
  expect(checkFolder('cache', '/proc/rto/cache', 'RTO_CACHE')).toMatchObject({
    level: process.getuid?.() === 0 ? 'warning' : 'fault',
    try: expect.stringContaining('RTO_CACHE'),
  });
});

it('says when a disk has no room for a toolchain', () => {
  expect(roomFinding('store', '/x', 5e8, 'RTO_HOME').level).toBe('warning');
  expect(roomFinding('store', '/x', 2e9, 'RTO_HOME')).toMatchObject({ level: 'ok', text: '/x, 2.0 GB free' });
});

it.each([
  ['nothing', '', 'ok'],
  ['a new file', join(top, 'folder/log'), 'ok'],
  ['a file', join(top, 'file'), 'ok'],
  ['one a process', join(top, 'folder/%p.jsonl'), 'ok'],
  ['a folder', join(top, 'folder'), 'fault'],
  ['in no folder', join(top, 'absent/log'), 'fault'],
  ['below a file', join(top, 'file/log'), 'fault'],
  ['a relative one', 'log.jsonl', 'warning'],
])('a log at %s', (_why, path, level) => {
  expect(checkLogPath({ INSTRUMENTATION_LOG_PATH: path }, top).level).toBe(level);
});

it('a log that is a link: what to do fits', () => {
  symlinkSync('file', join(top, 'link'));
  const { text, try: next } = checkLogPath({ INSTRUMENTATION_LOG_PATH: join(top, 'link') }, top);
  expect([text, next]).toEqual([
    `${join(top, 'link')} cannot be written: it is a symbolic link`,
    'name what it leads to, or set INSTRUMENTATION_LOG_FOLLOW=true',
  ]);
});

it('tells of cached tests where they would leave a log', () => {
  const count = (log: string, flags: string | undefined) =>
    checkTestCache({ INSTRUMENTATION_LOG_PATH: log }, () =>
      flags === undefined ? undefined : { value: flags, from: 'x' },
    ).length;
  expect([count('', undefined), count('/log', undefined), count('/log', '-v'), count('/log', '-v -count=1')]).toEqual([
    0, 1, 1, 0,
  ]);
});

it('makes faults of errors for people, and of no others', () => {
  const error = new RtoError('RTO_STORE_FULL', 'the disk is full', { facts: { path: '/x\n  y' }, try: 'rto prune' });
  expect(faultOf('store', error)).toEqual({
    ...{ check: 'store', level: 'fault', text: 'the disk is full; path: /x y', try: 'rto prune' },
  });
  expect(() => faultOf('store', new TypeError('bug'))).toThrow(TypeError);
});
