// The flake that rto keeps in its cache: named by its files, and believed only where these are what stands there.
import { appendFileSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { cachedFlake } from '../../driver/nix/flake.ts';
import { tempFolder } from '../support/temp.ts';

let cache: string;
beforeEach(() => {
  cache = tempFolder('flake');
});

const FILES = new Map<string, string | Buffer>([
  ['flake.nix', '{ }\n'],
  ['overlays/a.nix', Buffer.from('1\n')],
]);

it('can be written by nobody else, whatever the umask', () => {
  const umask = process.umask(0);
  try {
    const folder = cachedFlake(cache, FILES);
    for (const path of ['', ...FILES.keys(), 'overlays'])
      expect(statSync(join(folder, path)).mode & 0o022, path).toBe(0);
  } finally {
    process.umask(umask);
  }
});

it.each<[string, (folder: string) => void]>([
  ['nothing was changed', () => {}],
  ['a file was changed', (folder) => appendFileSync(join(folder, 'flake.nix'), '# more')],
  ['a file was added', (folder) => writeFileSync(join(folder, 'overlays/b.nix'), '2')],
  ['a file is gone', (folder) => rmSync(join(folder, 'overlays/a.nix'))],
  [
    'a link stands in its place',
    (folder) => {
      rmSync(join(folder, 'flake.nix'));
      symlinkSync('/etc/hostname', join(folder, 'flake.nix'));
    },
  ],
])('holds its files after %s', (_what, change) => {
  const folder = cachedFlake(cache, FILES);
  change(folder);
  expect(cachedFlake(cache, FILES)).toBe(folder);
  for (const [path, contents] of FILES) expect(readFileSync(join(folder, path), 'utf8')).toBe(String(contents));
  expect(() => readFileSync(join(folder, 'overlays/b.nix'))).toThrow(/ENOENT/);
});
