// What is compiled again when something else is observed: only what comes out another. cmd/go's cache keeps the rest.
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('objects');
const app = join(folder, 'app');
mkdirSync(app);
writeFileSync(join(app, 'go.mod'), 'module example.com/app\n\ngo 1.24\n');
writeFileSync(
  join(app, 'main.go'),
  'package main\n\nimport (\n\t"crypto/md5"\n\t"fmt"\n\t"os/exec"\n)\n\n' +
    'func main() { fmt.Println(md5.Sum(nil), exec.Command("true").Run()) }\n',
);

async function build(observe: string, cache: string): Promise<Buffer> {
  const program = join(folder, 'program');
  const { status, stderr } = await rto(['build', '--observe', observe, '1.24', '-o', program, '.'], {
    cwd: app,
    env: { GOCACHE: cache },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return readFileSync(program);
}

/** Objects that the stand-in has kept in a build cache. */
const keptIn = (cache: string): string[] =>
  readdirSync(cache, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('-d'))
    .map((name) => join(cache, name))
    .filter((path) => readFileSync(path).subarray(0, 11).equals(Buffer.from('{"buildID":')));

// Making a toolchain tells its progress.
beforeAll(() => rto(['install', '1.24']));

const cache = join(folder, 'cache');
const observed = 'fmt.Println,os/exec.Command';

it('compiles again only what another selection changes, and to the same bits', async () => {
  await build('crypto,fmt.Println', cache);
  const first = keptIn(cache).length;
  expect(first).toBeGreaterThan(50);
  const program = await build(observed, cache);
  // os/exec and, without hooks, the crypto packages; and the package with the stamp.
  expect(keptIn(cache).length - first).toBeLessThan(first / 4);
  expect(program.equals(await build(observed, join(folder, 'another cache')))).toBe(true);
});

it('compiles anew what was damaged in the cache', async () => {
  for (const path of keptIn(cache)) truncateSync(path, readFileSync(path).length >> 1);
  const program = await build('fmt.Println', cache);
  expect(program.equals(await build('fmt.Println', join(folder, 'another cache')))).toBe(true);
});
