// The catalog that came with rto, extended by what its user learned.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openCatalog, openCatalogs } from '../../driver/version/catalog.ts';
import { tempFolder } from '../support/temp.ts';

const pin = (byte: number) => {
  const hash = Buffer.alloc(32, byte).toString('base64');
  return `{ h1 = "h1:${hash}", nar = "sha256-${hash}" }`;
};
let data: string;
beforeEach(() => {
  data = tempFolder('data');
});

function add(series: string, text: string): void {
  mkdirSync(join(data, 'catalog'), { recursive: true });
  writeFileSync(join(data, 'catalog', `go${series}.toml`), `[base]\nfamily = "x"\nruntime = ["other"]\n${text}`);
}
const nars = (series: string, name: string) => {
  const patch = openCatalogs(data)
    .family(series)
    ?.patches.find(({ version }) => version.name === name);
  return Object.fromEntries(Object.entries(patch?.sources ?? {}).map(([platform, { nar }]) => [platform, nar]));
};

it('without an addition it is what came', () => {
  expect(openCatalogs(data).series).toEqual(openCatalog().series);
  expect(openCatalogs(data).family('1.24')).toEqual(openCatalog().family('1.24'));
});

it('has what was added, by the configuration that came', () => {
  add('1.24', `[patches."1.24.98"]\nlinux-amd64 = ${pin(1)}\noverride = { extra = "y" }\n`);
  const family = openCatalogs(data).family('1.24');
  expect(nars('1.24', '1.24.98')).toEqual({ 'linux-amd64': `sha256-${Buffer.alloc(32, 1).toString('base64')}` });
  expect(family?.base).toEqual(openCatalog().family('1.24')?.base);
  expect(family?.patches.at(-1)?.family).toEqual({ ...openCatalog().family('1.24')?.base, extra: 'y' });
});

it('has a minor that was added, at its place', () => {
  add('1.98', `[patches."1.98.0"]\nlinux-amd64 = ${pin(1)}\n`);
  expect(openCatalogs(data).series.at(-1)).toBe('1.98');
  expect(openCatalogs(data).family('1.98')?.base.runtime).toEqual(['other']);
});

it('an addition cannot take the place of what came, and may bring another system', () => {
  const came = nars('1.24', '1.24.13');
  add('1.24', `[patches."1.24.13"]\nlinux-amd64 = ${pin(1)}\ndarwin-arm64 = ${pin(2)}\n`);
  expect(nars('1.24', '1.24.13')).toEqual({
    'darwin-arm64': `sha256-${Buffer.alloc(32, 2).toString('base64')}`,
    ...came,
  });
});
