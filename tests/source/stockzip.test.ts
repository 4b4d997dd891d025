// A toolchain module's zip: its hashes, its normal form on disk, and the entries that are refused.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { diskNode, hashNar, toSri } from '../../driver/nar.ts';
import { openStockZip, type StockZip } from '../../driver/source/stockzip.ts';
import { tempFolder } from '../support/temp.ts';
import { makeToolchain, makeZip, STOCK } from './zipmaker.ts';

const VERSION = 'v0.0.1-go1.23.4.linux-amd64';
let folder: string;
beforeEach(() => {
  folder = tempFolder('a stock go');
});

function save(data: Buffer): string {
  const path = join(folder, 'it.zip');
  writeFileSync(path, data);
  return path;
}

async function using<T>(path: string, work: (zip: StockZip) => T | Promise<T>): Promise<T> {
  const zip = openStockZip(path, VERSION);
  try {
    return await work(zip);
  } finally {
    zip.close();
  }
}
const measure = (path: string) => using(path, (zip) => zip.measure());
const unpack = (path: string, into: string) => using(path, (zip) => zip.unpack(into));

describe('a stock zip', () => {
  // Computed by `dirhash.HashZip` of golang.org/x/mod on the same seven files.
  const H1 = 'h1:m2u6lIQLHZdU07ZBMDjt/nJWoGpZJ2rAASyp0t0/uzU=';

  it('has the h1 that Go computes', async () => {
    const path = save(makeToolchain(VERSION));
    expect(await using(path, (zip) => zip.h1())).toBe(H1);
    expect((await measure(path)).h1).toBe(H1);
  });

  it('has the same hashes in any order, with any modes and compression', async () => {
    const entries = Object.entries(STOCK).map(([name, data]) => ({
      name: `golang.org/toolchain@${VERSION}/${name}`,
      data,
    }));
    const want = await measure(save(makeToolchain(VERSION)));
    expect(await measure(save(makeZip(entries.toReversed())))).toEqual(want);
    expect(await measure(save(makeZip(entries.map((entry) => ({ ...entry, mode: 0o100755 })))))).toEqual(want);
    expect(await measure(save(makeZip(entries.map((entry) => ({ ...entry, method: 0 })))))).toEqual(want);
  });

  it('is unpacked in normal form, to the NAR it was measured to have', async () => {
    const path = save(makeToolchain(VERSION));
    const into = join(folder, 'into');
    const { h1, nar } = await unpack(path, into);
    expect({ h1, nar }).toEqual(await measure(path));
    expect(nar).toBe(toSri(hashNar(diskNode(into)).digest));
    expect(readFileSync(join(into, 'src/go.mod'), 'utf8')).toBe('module std\n');
    expect(existsSync(join(into, 'src/_go.mod'))).toBe(false);
    const executable = (name: string) => (statSync(join(into, name)).mode & 0o111) !== 0;
    expect(Object.keys(STOCK).filter((name) => existsSync(join(into, name)) && executable(name))).toEqual([
      'bin/go',
      'lib/wasm/go_js_wasm_exec',
      'pkg/tool/linux_amd64/compile',
    ]);
  });

  it('is never unpacked over something', async () => {
    const path = save(makeToolchain(VERSION));
    await unpack(path, join(folder, 'into'));
    await expect(unpack(path, join(folder, 'into'))).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_SOURCE_DISK' }),
    );
  });
});

const inside = (name: string) => `golang.org/toolchain@${VERSION}/${name}`;

describe('an entry is refused', () => {
  it.each([
    ['leaving the folder', [inside('../../evil')], /"\.\."/],
    ['leaving it in the middle', [inside('a/../../../evil')], /"\.\."/],
    ['absolute', ['/etc/passwd'], /absolute/],
    ['with a backslash', [inside('..\\evil')], /backslash/],
    ['with a drive letter', ['C:/evil'], /colon/],
    ['with a NUL', [inside('a\0b')], /NUL/],
    ['with a newline, which would forge the h1', [inside('a\nb')], /control/],
    ['empty', [''], /empty/],
    ['a folder', [inside('a/')], /empty part/],
    ['with an empty part', [inside('a//b')], /empty part/],
    ['of another version', ['golang.org/toolchain@v0.0.1-go1.23.5.linux-amd64/a'], /outside/],
    ['of another module', ['example.com/m@v1.0.0/a'], /outside/],
    ['too deep', [inside('a/'.repeat(80))], /deep/],
    ['twice the same', [inside('a'), inside('a')], /cannot stand beside/],
    ['twice, but for case', [inside('src/Read.go'), inside('src/read.go')], /cannot stand beside/],
    ['twice, but for Unicode form', [inside('\u00e9'), inside('e\u0301')], /cannot stand beside/],
    ['a file that is a folder too', [inside('a'), inside('a/b')], /cannot stand beside/],
    ['the same in the other order', [inside('a/b'), inside('a')], /cannot stand beside/],
    ['go.mod beside _go.mod', [inside('src/go.mod'), inside('src/_go.mod')], /cannot stand beside/],
  ])('%s', async (_why, names, message) => {
    const path = save(makeZip(names.map((name) => ({ name, data: 'x' }))));
    const into = join(folder, 'deep', 'into');
    const refusal = expect.objectContaining({ code: 'RTO_ZIP_ENTRY', message: expect.stringMatching(message) });
    await expect(unpack(path, into)).rejects.toThrow(refusal);
    expect(existsSync(join(folder, 'deep'))).toBe(false);
  });
});
