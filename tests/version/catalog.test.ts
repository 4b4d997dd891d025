// The catalog: decoding with precise errors, reading lazily, and writing without losing anything.
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import { type CatalogFamily, openCatalog } from '../../driver/version/catalog.ts';
import { writeCatalogFamily } from '../../driver/version/catalogwrite.ts';
import { tempFolder } from '../support/temp.ts';
import { catalogFolder, H1, NAR } from './support.ts';

const BASE = '[base]\nfamily = "1.23"\nruntime = ["common"]\n';
const PIN = `h1 = "${H1}"\nnar = "${NAR}"\n`;

function folderWith(text: string, series = '1.23'): string {
  const folder = tempFolder();
  writeFileSync(join(folder, `go${series}.toml`), text);
  return folder;
}

function failure(action: () => unknown): RtoError {
  try {
    action();
  } catch (error) {
    if (error instanceof RtoError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function family(folder: string, series = '1.23'): CatalogFamily {
  const found = openCatalog(folder).family(series);
  if (!found) throw new Error(`no ${series}`);
  return found;
}

describe('reading', () => {
  it.each<[string, string | undefined, RegExp, string]>([
    ['', 'base', /no table \[base\]/, 'an empty file'],
    [`${BASE}[patches."1.23.4".linux-amd64]\nh1 = "h1`, undefined, /line 5/, 'cut off in a line'],
    [
      `${BASE}[patches."1.23.4".linux-amd64]\nh1 = "${H1}"\n`,
      'patches."1.23.4"',
      /linux-amd64: nar is missing/,
      'cut off between lines',
    ],
    [`${BASE}[patches."1.23.4".linux-amd64]\nnar = "${NAR}"\n`, 'patches."1.23.4"', /h1 is missing/, 'no h1'],
    [
      `${BASE}[patches."1.23.4".linux-amd64]\nh1 = "${NAR}"\nnar = "${NAR}"\n`,
      'patches."1.23.4"',
      /not h1:/,
      'the wrong kind of hash',
    ],
    [
      `${BASE}[patches."1.23.4".linux-amd64]\nh1 = "h1:AAAA"\nnar = "${NAR}"\n`,
      'patches."1.23.4"',
      /32 bytes/,
      'a short hash',
    ],
    [
      `${BASE}[patches."1.23.4".linux-amd64]\n${PIN}sha = "x"\n`,
      'patches."1.23.4"',
      /only h1 and nar/,
      'a key that nobody reads',
    ],
    [
      `${BASE}[patches."1.23.4".linux-arm]\n${PIN}`,
      'patches."1.23.4"',
      /linux-arm is none of/,
      'a platform that rto does not know',
    ],
    [
      `${BASE}[patches."1.23.4"]\nlinux-amd64 = 1\n`,
      'patches."1.23.4"',
      /linux-amd64 is not a table/,
      'a source that is no table',
    ],
    [`${BASE}[patches."1.23.4"]\n`, 'patches."1.23.4"', /no source/, 'a patch with nothing'],
    [
      `${BASE}[patches."1.24.1".linux-amd64]\n${PIN}`,
      'patches."1.24.1"',
      /of 1\.24, not of 1\.23/,
      'a version of another minor',
    ],
    [
      `${BASE}[patches."1.23".linux-amd64]\n${PIN}`,
      'patches."1.23"',
      /not the name of a Go release/,
      'a series for a release',
    ],
    [`${BASE}[patches."go1.23.4".linux-amd64]\n${PIN}`, 'patches."go1.23.4"', /not the name/, 'the prefix'],
    [`${BASE}[patches."latest".linux-amd64]\n${PIN}`, 'patches."latest"', /not the name/, 'no version'],
    [
      `${BASE}[patches."1.23.4".override]\nruntime = "common"\n`,
      'patches."1.23.4"',
      /override: runtime/,
      'an override that breaks the base',
    ],
    ['[base]\nruntime = ["common"]\n', 'base', /family is missing/, 'no family'],
    ['[base]\nfamily = "1.23"\n', 'base', /runtime is missing/, 'no runtime'],
    ['[base]\nfamily = "1.23"\nruntime = [1]\n', 'base', /list of strings/, 'runtime of numbers'],
    [`${BASE}level = 1.5\n`, undefined, /floats/, 'a float, on which Nix would not agree'],
    [`${BASE}[patch."1.23.4".linux-amd64]\n${PIN}`, 'patch', /only \[base\]/, 'a slip in a name'],
    [`patches = 1\n${BASE}`, 'patches', /not a table/, 'patches of another kind'],
  ])('refuses %j', (text, entry, message) => {
    const folder = folderWith(text);
    const error = failure(() => openCatalog(folder).family('1.23'));
    expect(error.code).toBe('RTO_CATALOG');
    expect(error.message).toMatch(message);
    expect(error.facts).toEqual({ file: join(folder, 'go1.23.toml'), ...(entry && { entry }) });
  });

  it('lists minors in order, whatever else lies there', () => {
    const folder = catalogFolder({ '1.19': [], '1.20': [], '1.9': [], '1.100': [] });
    for (const name of ['README', 'go1.21.toml.abc.tmp', 'go1.022.toml', 'go2.1.toml'])
      writeFileSync(join(folder, name), '');
    expect(openCatalog(folder).series).toEqual(['1.9', '1.19', '1.20', '1.100']);
  });

  it('reads a minor when it is asked for, and once', () => {
    const folder = catalogFolder({ '1.22': ['1.22.1'], '1.23': ['1.23.4'] });
    writeFileSync(join(folder, 'go1.22.toml'), 'broken');
    const catalog = openCatalog(folder);
    const first = catalog.family('1.23');
    writeFileSync(join(folder, 'go1.23.toml'), 'broken too');
    expect(catalog.family('1.23')).toBe(first);
    expect(catalog.family('1.99')).toBeUndefined();
    expect(() => catalog.family('1.22')).toThrow(/broken/);
  });

  it('has patches in order, each with the base or what overrides it', () => {
    const override = '[patches."1.23.10".override]\nruntime = ["common", "odd"]\nlevel = 2\n';
    const found = family(
      folderWith(
        `${BASE}level = 1\n[patches."1.23.10".linux-amd64]\n${PIN}${override}[patches."1.23.9".linux-amd64]\n${PIN}[patches."1.23rc2".darwin-arm64]\n${PIN}`,
      ),
    );
    expect(found.patches.map((patch) => [patch.version.name, patch.family, patch.overridden])).toEqual([
      ['1.23rc2', { family: '1.23', runtime: ['common'], level: 1 }, []],
      ['1.23.9', { family: '1.23', runtime: ['common'], level: 1 }, []],
      ['1.23.10', { family: '1.23', runtime: ['common', 'odd'], level: 2 }, ['level', 'runtime']],
    ]);
    expect(found.patches.map((patch) => Object.keys(patch.sources))).toEqual([
      ['darwin-arm64'],
      ['linux-amd64'],
      ['linux-amd64'],
    ]);
  });

  it.each([
    ['no folder', () => openCatalog(join(tempFolder(), 'none'))],
    ['an empty folder', () => openCatalog(tempFolder())],
  ])('says so where there is %s', (_what, action) => {
    expect(failure(action).code).toBe('RTO_CATALOG');
  });

  it('opens the catalog that comes with rto, from 1.19 on', () => {
    const catalog = openCatalog();
    expect(catalog.series.slice(0, 9)).toEqual([
      '1.19',
      '1.20',
      '1.21',
      '1.22',
      '1.23',
      '1.24',
      '1.25',
      '1.26',
      '1.27',
    ]);
    for (const series of catalog.series) expect(catalog.family(series)?.base.family).toBeTruthy();
  });
});

describe('writing', () => {
  const given = (): CatalogFamily =>
    family(
      folderWith(
        `${BASE}zeta = true\nalpha = { b = 1, a = ["x"] }\n[patches."1.23.10".linux-arm64]\n${PIN}[patches."1.23.10".linux-amd64]\n${PIN}[patches."1.23.9".override]\nlevel = 3\n[patches."1.23rc1".linux-amd64]\n${PIN}`,
      ),
    );

  it('reads back as it was given, and the same bytes come of it again', () => {
    const folder = tempFolder();
    const file = join(folder, 'go1.23.toml');
    writeCatalogFamily(folder, given());
    const bytes = readFileSync(file, 'utf8');
    expect(family(folder)).toEqual(given());
    writeCatalogFamily(folder, { ...given(), patches: given().patches.toReversed() });
    expect(readFileSync(file, 'utf8')).toBe(bytes);
    expect(bytes.match(/^\[.*\]$/gm)).toEqual([
      '[base]',
      '[patches."1.23rc1".linux-amd64]',
      '[patches."1.23.9".override]',
      '[patches."1.23.10".linux-amd64]',
      '[patches."1.23.10".linux-arm64]',
    ]);
  });

  it('keeps the comment lines at the head', () => {
    const folder = folderWith(`# Go 1.23: ours.\n#\n\n# Two parts.\n\n${BASE}# not this one\n`);
    writeCatalogFamily(folder, given());
    expect(readFileSync(join(folder, 'go1.23.toml'), 'utf8')).toMatch(
      /^# Go 1\.23: ours\.\n#\n\n# Two parts\.\n\[base\]\n/,
    );
    expect(readFileSync(join(folder, 'go1.23.toml'), 'utf8')).not.toContain('not this one');
  });

  it.each(openCatalog().series)('finds the catalog of %s in its own form already', (series) => {
    const folder = tempFolder();
    const file = `go${series}.toml`;
    const before = readFileSync(new URL(`../../overlays/catalog/${file}`, import.meta.url), 'utf8');
    writeFileSync(join(folder, file), before);
    writeCatalogFamily(folder, family(folder, series));
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before);
  });

  it('leaves the file alone where the family is not well formed', () => {
    const folder = folderWith(BASE);
    const [patch, ...others] = given().patches;
    if (!patch) throw new Error('no patch');
    const broken = { ...patch, sources: { 'linux-amd64': { h1: 'h1:no', nar: NAR } } };
    expect(() => writeCatalogFamily(folder, { ...given(), patches: [broken, ...others] })).toThrow(/h1 is missing/);
    expect(() => writeCatalogFamily(folder, { ...given(), base: { ...given().base, rate: 0.5 } })).toThrow(/floats/);
    expect(readFileSync(join(folder, 'go1.23.toml'), 'utf8')).toBe(BASE);
    expect(readdirSync(folder)).toEqual(['go1.23.toml']);
  });

  it.each([
    ['the folder is not there', (folder: string) => join(folder, 'none')],
    [
      'a folder is in its place',
      (folder: string) => {
        mkdirSync(join(folder, 'go1.22.toml'));
        return folder;
      },
    ],
  ])('says so where %s, and leaves nothing behind', (_what, prepare) => {
    const folder = tempFolder();
    const target = prepare(folder);
    const before = readdirSync(folder);
    const other: CatalogFamily = { series: '1.22', base: { family: '1.22', runtime: [] }, patches: [] };
    expect(failure(() => writeCatalogFamily(target, other)).code).toBe('RTO_CATALOG_WRITE');
    expect(readdirSync(folder)).toEqual(before);
  });

  it('replaces the file in one step: who opened the old one reads it to its end', () => {
    const folder = folderWith(BASE);
    const file = join(folder, 'go1.23.toml');
    const old = openSync(file, 'r');
    try {
      writeCatalogFamily(folder, given());
      expect(readFileSync(old, 'utf8')).toBe(BASE);
    } finally {
      closeSync(old);
    }
    expect(readdirSync(folder)).toEqual(['go1.23.toml']);
  });
});
