import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { cacheEntries, cleanCache } from '../../driver/cache/cache.ts';
import { inFolder, liveRuns } from '../../driver/cache/scratch.ts';
import { tempFolder } from '../support/temp.ts';

let cache: string;
beforeEach(() => {
  cache = tempFolder('cache');
  for (const path of [
    'download/a.zip',
    'download/.b.part',
    'logs/1.jsonl',
    'logs/2.jsonl',
    'nix/x/flake.nix',
    'sumdb/key/latest',
  ]) {
    mkdirSync(dirname(join(cache, path)), { recursive: true });
    writeFileSync(join(cache, path), path);
  }
  mkdirSync(join(cache, 'proxy/golang.org/toolchain'), { recursive: true });
  symlinkSync(join(cache, 'download'), join(cache, 'proxy/golang.org/toolchain/@v'));
  utimesSync(join(cache, 'logs/1.jsonl'), 1, 1);
});

const names = (entries: { path: string }[]) => entries.map(({ path }) => basename(path));

it('says what is there, by kind; what is unfinished or not to be forgotten is no part of it', () => {
  const entries = cacheEntries(cache);
  expect(entries.map(({ kind, path }) => `${kind} ${basename(path)}`)).toEqual([
    'downloads a.zip',
    'downloads golang.org',
    'logs 1.jsonl',
    'logs 2.jsonl',
    'nix x',
  ]);
  expect(entries[0]).toMatchObject({ size: 'download/a.zip'.length });
  expect(entries[2]).toMatchObject({ written: '1970-01-01T00:00:01.000Z' });
  expect(cacheEntries(join(cache, 'none'))).toEqual([]);
});

it('removes all of it, or says what it would', () => {
  const dry = cleanCache(cache, { dryRun: true });
  expect(existsSync(join(cache, 'download/a.zip'))).toBe(true);
  const wet = cleanCache(cache);
  expect({ ...wet, dryRun: true }).toEqual(dry);
  expect(names(wet.removed)).toEqual(['a.zip', 'golang.org', '1.jsonl', '2.jsonl', 'x']);
  expect(wet.freed).toBe(wet.removed.reduce((sum, { size }) => sum + size, 0));
  expect(cacheEntries(cache)).toEqual([]);
  expect([existsSync(join(cache, 'sumdb/key/latest')), existsSync(join(cache, 'download/.b.part'))]).toEqual([
    true,
    true,
  ]);
});

it('removes only the kinds that are named, or what is older', () => {
  expect(names(cleanCache(cache, { kinds: ['logs'], olderThan: 7 }).removed)).toEqual(['1.jsonl']);
  expect(names(cleanCache(cache, { kinds: ['nix', 'logs'] }).removed)).toEqual(['x', '2.jsonl']);
  expect(names(cacheEntries(cache))).toEqual(['a.zip', 'golang.org']);
});

it('keeps a log that a running program may write to', async () => {
  await inFolder(cache, async () => {
    writeFileSync(join(cache, 'logs/3.jsonl'), '');
    // Within the millisecond in which the run began.
    const [began = 0] = liveRuns(cache);
    const soon = (began + 0.1) / 1000;
    utimesSync(join(cache, 'logs/3.jsonl'), soon, soon);
    expect(began).toBe(Math.floor(began));
    const { kept, removed } = cleanCache(cache, { kinds: ['logs'] });
    expect(names(kept)).toContain('3.jsonl');
    expect(names(removed)).toContain('1.jsonl');
  });
  expect(names(cleanCache(cache, { kinds: ['logs'] }).removed)).toContain('3.jsonl');
});
