// The main job on one real toolchain: what the example's log holds, and that it needs no network once it is there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expectMainJob, runExample } from '../support/example.ts';
import { ROOT } from '../support/paths.ts';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('main');

it('shows what the example did', async () => {
  const { result, events } = await runExample('1.24', join(folder, 'log.jsonl'));
  expectMainJob(events);
  expect(result.stdout).toContain('shipped ');
  expect(result.stderr).toContain('main.Ledger.Post');
  expect(result.stderr).toContain('gopkg.in/yaml.v3');
  expect(result.stderr.split('\n')).toEqual(expect.arrayContaining(shownInReadme()));
});

/** The summary as the README has it: its whole lines, without the dots that stand for more. */
function shownInReadme(): string[] {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const block = text.split('```').find((part) => part.includes('\nOperations, and whose code called them'));
  const lines = block?.split('\n').filter((line) => line.trim() !== '' && !line.includes('…')) ?? [];
  expect(lines.length).toBeGreaterThan(10);
  return lines;
}

it('prints the summary as JSON beside the program', async () => {
  const result = await rto(['run', '--json', '1.24', 'tests/apps/example', '--', '-fail', '7']);
  expect(result.status).toBe(7);
  const summary = JSON.parse(result.stdout);
  expect(summary.exit).toBe(7);
  expect(JSON.stringify(summary)).toContain('reflect.Value.MethodByName');
  expect(result.stderr).toContain('shipped ');
});

it('needs no network and says nothing when the toolchain is there', async () => {
  const dead = 'http://127.0.0.1:9';
  const env = { GOPROXY: 'off', HTTP_PROXY: dead, HTTPS_PROXY: dead, http_proxy: dead, https_proxy: dead };
  const result = await rto(['exec', '1.24', '--', 'go', 'version'], { env });
  expect(result).toMatchObject({ status: 0, stderr: '' });
  expect(result.stdout).toMatch(/^go version go1\.24\.\d+ /);
});

it.each([[{}], [{ GOPRIVATE: '*', GOFLAGS: '-mod=mod' }]])(
  '--offline keeps go from fetching modules (%j)',
  async (env) => {
    const cache = join(folder, 'empty');
    const options = { env: { GOMODCACHE: cache, ...env } };
    const { status, stderr } = await rto(['run', '--offline', '1.24', 'tests/apps/example'], options);
    expect(stderr).toContain('module lookup disabled by GOPROXY=off');
    expect(status).toBe(1);
    expect(existsSync(join(cache, 'gopkg.in'))).toBe(false);
  },
);

it('observes nothing without a log, and nothing that was not asked for', async () => {
  const log = join(folder, 'crypto.jsonl');
  const result = await rto([
    'run',
    '--json',
    '--observe',
    'crypto/sha256.Sum256',
    '--log',
    log,
    '1.24',
    'tests/apps/example',
  ]);
  const groups: { operations: { operation: string }[] }[] = JSON.parse(result.stdout).groups;
  const operations = groups.flatMap((group) => group.operations.map((row) => row.operation));
  expect(operations).toEqual(['crypto/sha256.Sum256']);
});

it.each([
  ['crypto/sha256.Sum265', 'crypto/sha256 has no function Sum265; it has ', 'a misspelt name'],
  ['crypt', '"crypt" is neither a group', 'an unknown group'],
  ['crypto/md5.block', 'crypto/md5.block cannot be observed: it has no Go body', 'assembly'],
])('refuses to observe %s (%s)', async (observe, words) => {
  const result = await rto(['run', '--observe', observe, '1.24', 'tests/apps/example']);
  expect(result.status).not.toBe(0);
  expect(result.stderr).toContain(words);
});
