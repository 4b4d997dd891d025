// NAR hashes, base 32 and store paths against real Nix, on trees with odd contents.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { diskNode, fromSri, hashNar } from '../../driver/nar.ts';
import { nixBase32 } from '../../driver/store/base32.ts';
import { storePath } from '../../driver/store/storepath.ts';
import { tempFolder } from '../support/temp.ts';

beforeAll(() => {
  try {
    execFileSync('nix-store', ['--version']);
  } catch (cause) {
    throw new Error(
      'these tests compare with real Nix: put nix-store on PATH (Debian and Ubuntu: apt-get install nix-bin)',
      {
        cause,
      },
    );
  }
});

const TREES: [name: string, make: (path: string) => void][] = [
  ['empty-folder', (path) => mkdirSync(path)],
  ['empty-file', (path) => writeFileSync(path, '')],
  ['file', (path) => writeFileSync(path, 'a file is a tree, too\n')],
  ['program', (path) => writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 })],
  ['link', (path) => symlinkSync('some/where/else', path)],
  [
    'empty-folders-within',
    (path) => {
      mkdirSync(join(path, 'a/b/c'), { recursive: true });
      mkdirSync(join(path, 'a/d'));
    },
  ],
  [
    'sizes-around-eight',
    (path) => {
      mkdirSync(path);
      for (const size of [0, 1, 7, 8, 9, 15, 16, 17]) writeFileSync(join(path, 'x'.repeat(size + 1)), 'y'.repeat(size));
    },
  ],
  [
    'modes',
    (path) => {
      mkdirSync(path);
      for (const mode of [0o644, 0o755, 0o600, 0o700, 0o654, 0o444, 0o555]) {
        const file = join(path, mode.toString(8));
        writeFileSync(file, 'z');
        chmodSync(file, mode);
      }
      mkdirSync(join(path, 'private'), { mode: 0o700 });
    },
  ],
  [
    'links',
    (path) => {
      mkdirSync(path);
      symlinkSync('missing', join(path, 'dangling'));
      symlinkSync('.', join(path, 'loop'));
      symlinkSync('/etc/passwd', join(path, 'absolute'));
      symlinkSync('é-12345', join(path, 'not-ascii'));
    },
  ],
  [
    'names-whose-order-differs',
    (path) => {
      mkdirSync(path);
      // In UTF-16, U+10000 (d800…) sorts before U+FFFD and U+E000; in bytes, after them. Case, dots and digits besides.
      for (const name of [
        '\u{10000}',
        '\uFFFD',
        '\uE000',
        'é',
        'z',
        'Z',
        '_',
        'a-',
        'a.',
        'a',
        'a b',
        'a\nb',
        '10',
        '9',
      ])
        writeFileSync(join(path, name), name);
    },
  ],
  ['big', (path) => writeFileSync(path, Buffer.alloc(5_000_003, 'rto'))],
];

describe.each(TREES)('%s', (name, make) => {
  it('has the NAR, the base 32 hash and the store path that Nix gives it', () => {
    const folder = tempFolder();
    const path = join(folder, name);
    make(path);
    const nix = (program: string, ...args: string[]): Buffer =>
      execFileSync(program, args, { maxBuffer: 1e8, env: { PATH: process.env['PATH'], HOME: folder, NIX_REMOTE: '' } });
    const dump = nix('nix-store', '--dump', path);
    const { digest, size } = hashNar(diskNode(path));
    expect(size).toBe(dump.length);
    expect(digest.toString('hex')).toBe(createHash('sha256').update(dump).digest('hex'));
    expect(nixBase32(digest)).toBe(String(nix('nix-hash', '--type', 'sha256', '--base32', path)).trim());
    // A store of its own, which calls itself /nix/store all the same.
    const added = nix('nix-store', '--store', join(folder, 'root'), '--add', path);
    expect(storePath(digest, name)).toBe(String(added).trim());
  });
});

describe('store paths that Nix gave to prototypes of the toolchains', () => {
  it.each([
    ['1.19.13-9a81471f8f97', 'giyq+n+q4tiTi+8iBkZloyJ6N6xjD12bG+mp8Upm+ek=', 'ra7wb5mf02lnwqsyr8gws64mhhxw2w5n'],
    ['1.20.14-27c12f98cafe', 'mFKTdVuYkcu3OsczHTtO69s5Y/ODSnA5T9LsDenmbzw=', 'npdqdkr8yc2xhylhz034bvhamlbd3vnv'],
    ['1.24.13-a4f85db2672c', 'fIo7MKPKnjGrVu4Kq1BQJJVWGl0zLJKrETzBoPTrHkQ=', 'xqq1lmnz1afwyfkqcdwiydmk2zvs3c4v'],
    ['1.27.4-16ee5033bc37', '/daPEGFoAORbOptyYN7/I3+CR5JuAB9RzNZrk56Gaps=', '929jhgfdjy9yhzhjb6049rkcdg9ps8k2'],
  ])('rto-go-%s', (name, nar, hash) => {
    expect(storePath(fromSri(`sha256-${nar}`), `rto-go-${name}`)).toBe(`/nix/store/${hash}-rto-go-${name}`);
  });
});
