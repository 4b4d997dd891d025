// Where two trees differ: each kind of difference in words, and none where there is none.
import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { treeDifferences } from '../../driver/nix/treediff.ts';
import { tempFolder } from '../support/temp.ts';

const top = tempFolder('diff');
let count = 0;

/** Two copies of one tree, the second changed. */
function differences(change: (tree: string) => void): string[] {
  const [a, b] = [`a${count}`, `b${count++}`].map((name) => join(top, name)) as [string, string];
  mkdirSync(join(a, 'src/empty'), { recursive: true });
  writeFileSync(join(a, 'VERSION'), 'go1\n');
  writeFileSync(join(a, 'src/z.go'), 'package z\n');
  writeFileSync(join(a, 'big'), Buffer.alloc(200_000, 1));
  symlinkSync('VERSION', join(a, 'link'));
  cpSync(a, b, { recursive: true, verbatimSymlinks: true });
  change(b);
  return [...treeDifferences({ label: 'embedded', path: a }, { label: 'nix', path: b })].map(
    ({ path, what }) => `${path}: ${what}`,
  );
}

it.each<[want: string[], change: (tree: string) => void]>([
  [[], () => {}],
  [[], (tree) => utimesSync(join(tree, 'VERSION'), 1, 1)],
  [[], (tree) => chmodSync(join(tree, 'VERSION'), 0o444)],
  [['VERSION: executable in nix alone'], (tree) => chmodSync(join(tree, 'VERSION'), 0o755)],
  [['VERSION: byte 2: 31 in embedded, 32 in nix'], (tree) => writeFileSync(join(tree, 'VERSION'), 'go2\n')],
  [['VERSION: ends at byte 4 in embedded'], (tree) => writeFileSync(join(tree, 'VERSION'), 'go1\n\n')],
  [['VERSION: ends at byte 0 in nix'], (tree) => writeFileSync(join(tree, 'VERSION'), '')],
  [
    ['big: byte 131072: 01 in embedded, 02 in nix'],
    (tree) => writeFileSync(join(tree, 'big'), Buffer.concat([Buffer.alloc(131_072, 1), Buffer.alloc(68_928, 2)])),
  ],
  [
    ['big: ends at byte 131072 in nix'], // exactly at the end of a chunk
    (tree) => writeFileSync(join(tree, 'big'), Buffer.alloc(131_072, 1)),
  ],
  [
    ['Z: only in nix', 'src/empty: only in embedded'],
    (tree) => {
      rmSync(join(tree, 'src/empty'), { recursive: true });
      writeFileSync(join(tree, 'Z'), '');
    },
  ],
  [
    ['link: leads to VERSION in embedded, to big in nix'],
    (tree) => {
      rmSync(join(tree, 'link'));
      symlinkSync('big', join(tree, 'link'));
    },
  ],
  [
    ['src: a folder in embedded, a file in nix'],
    (tree) => {
      rmSync(join(tree, 'src'), { recursive: true });
      writeFileSync(join(tree, 'src'), '');
    },
  ],
])('%j', (want, change) => {
  expect(differences(change)).toEqual(want);
});
