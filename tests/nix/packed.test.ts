// What npm packs, installed elsewhere: it runs programs, and writes an overlay that Nix takes. Nothing in it leads out of it.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { nix } from '../support/nix.ts';
import { EXAMPLE, ROOT } from '../support/paths.ts';
import { run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('packed');
const installed = join(folder, 'package');
const home = join(folder, 'home');
const rto = (words: readonly string[]) =>
  run(process.execPath, [join(installed, 'dist/bin.js'), ...words], { cwd: folder, env: { HOME: home } });

beforeAll(async () => {
  mkdirSync(home);
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  expect(packed.status, packed.stderr).toBe(0);
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed.stdout);
  const unpacked = await run('tar', ['-xzf', join(folder, filename), '-C', folder]);
  expect(unpacked.status, unpacked.stderr).toBe(0);
  symlinkSync(join(ROOT, 'node_modules'), join(installed, 'node_modules'));
});

const files = (): string[] =>
  readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));

it('holds no tests and no data of tests', () => {
  expect(files()).toContain('wrappers/runtime/common/rto.go');
  expect(files().filter((path) => /_test\.go$|testdata|\.test\./.test(path))).toEqual([]);
});

it('holds what its pages lead to', () => {
  const dead = files()
    .filter((path) => path.endsWith('.md'))
    .flatMap((page) =>
      [...readFileSync(join(installed, page), 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .map((target) => normalize(join(dirname(page), target)))
        .filter((target) => !existsSync(join(installed, target)))
        .map((target) => `${page}: ${target}`),
    );
  expect(dead).toEqual([]);
});

it('runs a program', async () => {
  const ran = await rto(['run', '1.24', EXAMPLE]);
  expect(ran.status, ran.stderr).toBe(0);
  expect(ran.stderr).toContain('Reflective calls');
});

it('writes an overlay that passes nix flake check', async () => {
  const overlay = join(folder, 'overlay');
  const written = await rto(['overlay', '1.24', '--output', overlay]);
  expect(written.status, written.stderr).toBe(0);
  const checked = await nix('flake check', [`path:${overlay}`]);
  expect(checked.status, checked.stderr).toBe(0);
});
