// rto catalog update against a loopback proxy with a checksum database: what is written, and when.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type UpdateOptions, updateCatalog } from '../../driver/source/catalogupdate.ts';
import { openCatalog } from '../../driver/version/catalog.ts';
import type { Platform } from '../../driver/version/platform.ts';
import { tempFolder } from '../support/temp.ts';
import { measured } from './measured.ts';
import { type Server, serve } from './server.ts';
import { Log, makeSigner, record } from './sumdb/logmaker.ts';
import { makeToolchain } from './zipmaker.ts';

const RELEASES = [
  '1.23.4.linux-amd64',
  '1.23.5.linux-amd64',
  '1.23.5.linux-arm64',
  '1.24.0.linux-amd64',
  '1.25.0.linux-amd64',
];
const names = RELEASES.map((name) => `v0.0.1-go${name}`);
const zips = new Map(names.map((name) => [name, makeToolchain(name, { VERSION: name })]));
const pins = new Map(names.map((name) => [name, measured(name, zips.get(name) ?? Buffer.alloc(0))]));
const pin = (name: string) => pins.get(`v0.0.1-go${name}`);
const signer = makeSigner();
const log = new Log(
  signer,
  names.map((name) => record(name, pins.get(name)?.h1 ?? '')),
);

let folder: string;
let server: Server;
let refused: Set<string>;
let listed: string[];
beforeEach(async () => {
  folder = tempFolder('update');
  writeFileSync(join(folder, 'go1.23.toml'), `# Kept.\n[base]\nfamily = "1.23"\nruntime = ["common", "a"]\n`);
  writeFileSync(join(folder, 'go1.24.toml'), `[base]\nfamily = "1.24"\nruntime = ["common", "b"]\n`);
  refused = new Set();
  listed = names;
  server = await serve((request, response) => {
    const url = request.url ?? '';
    const name = /\/@v\/(.+)\.zip$/.exec(url)?.[1] ?? '';
    if (refused.has(name)) return void response.writeHead(500).end();
    const zip = zips.get(name);
    if (zip) return void response.end(zip);
    if (url.endsWith('/@v/list')) return void response.end(`${listed.join('\n')}\n`);
    const prefix = `/sumdb/${signer.name}/`;
    if (url === `${prefix}supported`) return void response.end();
    try {
      response.end(log.read(decodeURIComponent(url.slice(prefix.length))));
    } catch {
      response.writeHead(404).end();
    }
  });
});
afterEach(() => server.close());

const update = (options: Partial<UpdateOptions> = {}) =>
  updateCatalog({
    folder,
    shipped: openCatalog(folder),
    series: [],
    env: { GOPROXY: server.url, GOSUMDB: signer.key },
    cacheDir: join(folder, 'cache'),
    dataDir: join(folder, 'data'),
    offline: false,
    http: { attempts: 1 },
    ...options,
  });

const written = (series: string) =>
  openCatalog(folder)
    .family(series)
    ?.patches.map(({ version, sources }) => [version.name, sources]);

it('writes what is new, proved, into the file of its minor; what stood there stays', async () => {
  const report = await update();
  expect(report.added.map((it) => `${it.version}.${it.platform}`)).toEqual(RELEASES);
  // What lies before a release is asked for too, and said where it is not served.
  expect(report.skipped.filter((it) => RELEASES.includes(`${it.version}.${it.platform}`))).toEqual([]);
  expect(report.skipped).toContainEqual(expect.objectContaining({ version: '1.23.0', platform: 'linux-amd64' }));
  expect(written('1.23')).toEqual([
    ['1.23.4', { 'linux-amd64': pin('1.23.4.linux-amd64') }],
    ['1.23.5', { 'linux-amd64': pin('1.23.5.linux-amd64'), 'linux-arm64': pin('1.23.5.linux-arm64') }],
  ]);
  expect(readFileSync(join(folder, 'go1.23.toml'), 'utf8')).toMatch(/^# Kept\.\n\[base\]/);
  expect(openCatalog(folder).family('1.23')?.base.runtime).toEqual(['common', 'a']);
});

it('a minor that is new begins with the configuration of the one before, and that is said', async () => {
  const { newSeries } = await update();
  expect(newSeries).toEqual(['1.25']);
  expect(openCatalog(folder).family('1.25')).toMatchObject({ base: { family: '1.24', runtime: ['common', 'b'] } });
});

it('learns what the proxy serves and does not list', async () => {
  listed = names.filter((name) => !name.includes('1.23.4'));
  const { added } = await update({ series: ['1.23'], platforms: ['linux-amd64'] });
  expect(added.map((it) => it.version)).toEqual(['1.23.4', '1.23.5']);
});

describe('a folder of its own', () => {
  it('is begun from nothing, with the configuration that came with rto', async () => {
    const own = join(folder, 'own');
    const shipped = openCatalog(folder);
    const { added } = await update({ folder: own, shipped, platforms: ['linux-amd64'] });
    expect(added.map((it) => it.version)).toEqual(['1.23.4', '1.23.5', '1.24.0', '1.25.0']);
    expect(openCatalog(own).family('1.23')?.base.runtime).toEqual(['common', 'a']);
    expect(openCatalog(own).family('1.25')?.base.runtime).toEqual(['common', 'b']);
    expect(written('1.23')).toEqual([]);
  });

  it('extends what came with rto, and is left out of it', async () => {
    await update({ series: ['1.23'], platforms: ['linux-amd64'] });
    const own = join(folder, 'own');
    const { added } = await update({ folder: own, shipped: openCatalog(folder), extend: true });
    expect(added.map((it) => `${it.version}.${it.platform}`)).toEqual(RELEASES.slice(2));
    expect(
      openCatalog(own)
        .family('1.23')
        ?.patches.map(({ version }) => version.name),
    ).toEqual(['1.23.5']);
  });
});

it('a second time there is nothing to add, and no zip is asked for', async () => {
  await update();
  const before = server.asked.length;
  const text = readFileSync(join(folder, 'go1.23.toml'), 'utf8');
  expect((await update()).added).toEqual([]);
  expect(server.asked.slice(before).filter((line) => line.endsWith('.zip'))).toEqual([]);
  expect(readFileSync(join(folder, 'go1.23.toml'), 'utf8')).toBe(text);
});

describe('only what was asked for', () => {
  it.each<[series: string[], platforms: Platform[] | undefined, want: string[]]>([
    [['1.24'], undefined, ['1.24.0.linux-amd64']],
    [['1.25'], undefined, ['1.25.0.linux-amd64']],
    [['1.23'], ['linux-arm64'], ['1.23.5.linux-arm64']],
    [[], ['linux-arm64'], ['1.23.5.linux-arm64']],
    [['1.22'], undefined, []],
  ])('%j %j -> %j', async (series, platforms, want) => {
    const { added } = await update({ series, ...(platforms ? { platforms } : {}) });
    expect(added.map((it) => `${it.version}.${it.platform}`)).toEqual(want);
  });
});

it('adds a system to a release that is there for another', async () => {
  await update({ series: ['1.23'], platforms: ['linux-arm64'] });
  await update({ series: ['1.23'], platforms: ['linux-amd64'] });
  expect(written('1.23')?.[1]?.[1]).toEqual({
    'linux-amd64': pin('1.23.5.linux-amd64'),
    'linux-arm64': pin('1.23.5.linux-arm64'),
  });
});

it('a release that is refused is said, the others are written', async () => {
  refused.add('v0.0.1-go1.23.5.linux-amd64');
  const { added, skipped } = await update({ series: ['1.23'] });
  expect(added.map((it) => it.version)).toEqual(['1.23.4', '1.23.5']);
  const refusal = skipped.find((it) => it.version === '1.23.5' && it.platform === 'linux-amd64');
  expect(refusal?.why).toContain('1.23.5');
});

it('what was learned of a minor is kept when another one fails, and no zip is left', async () => {
  const name = 'v0.0.1-go1.24.0.linux-amd64';
  const real = zips.get(name);
  zips.set(name, makeToolchain(name, { VERSION: 'not what was proved' }));
  try {
    await expect(update()).rejects.toMatchObject({ code: 'RTO_SOURCE_HASH' });
  } finally {
    if (real) zips.set(name, real);
  }
  expect(written('1.23')).toHaveLength(2);
  expect(written('1.24')).toEqual([]);
  expect(readdirSync(join(folder, 'cache', 'download'))).toEqual([]);
});
