// Learning releases: which of a proxy's list are taken, and that each is proved before it counts.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { learnReleases, selectReleases } from '../../driver/source/learn.ts';
import { tempFolder } from '../support/temp.ts';
import { measured } from './measured.ts';
import { type Handler, type Server, serve } from './server.ts';
import { Log, makeSigner, record } from './sumdb/logmaker.ts';
import { makeToolchain } from './zipmaker.ts';

describe('of a list', () => {
  const select = (names: string[], catalogued: string[] = []) =>
    selectReleases(
      names.map((name) => `v0.0.1-go${name}`),
      (version, platform) => catalogued.includes(`${version.name}.${platform}`),
      names.every((name) => name.endsWith('linux-amd64')) ? ['linux-amd64'] : undefined,
    ).map(({ version, platform }) => `${version.name}.${platform}`);
  it.each<[string[], string[], string]>([
    [
      ['1.18.linux-amd64', '1.19.linux-amd64', '1.19.2.linux-amd64'],
      ['1.19.linux-amd64', '1.19.1.linux-amd64', '1.19.2.linux-amd64'],
      '1.19 and newer, and what the list leaves out',
    ],
    [
      ['1.23.10.linux-amd64', '1.23.9.linux-amd64'],
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => `1.23.${number}.linux-amd64`),
      'ordered as versions',
    ],
    [
      ['1.26rc1.linux-amd64', '1.26.0.linux-amd64', '1.28rc1.linux-amd64', '1.28rc10.linux-amd64'],
      ['1.26.0.linux-amd64', '1.28rc1.linux-amd64', '1.28rc10.linux-amd64'],
      'candidates only until the release',
    ],
    [['1.28beta1.linux-amd64'], [], 'no betas'],
    [
      ['1.25.0.windows-amd64', '1.25.0.darwin-arm64', '1.25.0.linux-arm64', '1.25.0.linux-amd64'],
      ['1.25.0.linux-amd64', '1.25.0.linux-arm64', '1.25.0.darwin-amd64', '1.25.0.darwin-arm64'],
      'known platforms, each for what any of them has',
    ],
    [
      ['1.20.0.linux-amd64', '1.21.linux-amd64', '1.23.4-custom.linux-amd64', '1.24.100.linux-amd64', 'nonsense'],
      [],
      'names that Go never gave',
    ],
  ])('%o -> %o (%s)', (names, want) => expect(select(names)).toEqual(want));

  it('what is catalogued is left out', () => {
    expect(select(['1.23.1.linux-amd64', '1.23.2.linux-amd64'], ['1.23.0.linux-amd64', '1.23.1.linux-amd64'])).toEqual([
      '1.23.2.linux-amd64',
    ]);
  });
});

describe('from a proxy', () => {
  const names = ['1.23.4', '1.23.5', '1.23.6'].map((name) => `v0.0.1-go${name}.linux-amd64`);
  const zips = new Map(names.map((name) => [name, makeToolchain(name, { VERSION: name })]));
  const signer = makeSigner();
  const log = new Log(
    signer,
    names.map((name) => record(name, measured(name, zips.get(name) ?? Buffer.alloc(0)).h1)),
  );
  let folder: string;
  let server: Server | undefined;
  beforeEach(() => {
    folder = tempFolder('learn it');
  });
  afterEach(() => server?.close());

  const proxy =
    (changed: Record<string, Buffer | number>): Handler =>
    (request, response) => {
      const url = request.url ?? '';
      const name = /^\/golang\.org\/toolchain\/@v\/(.+)\.zip$/.exec(url)?.[1] ?? '';
      const file = changed[name] ?? zips.get(name);
      if (typeof file === 'number') return void response.writeHead(file).end();
      if (file) return void response.end(file);
      if (url.endsWith('/@v/list')) return void response.end(`${names.join('\n')}\n`);
      const prefix = `/sumdb/${signer.name}/`;
      if (url === `${prefix}supported`) return void response.end();
      try {
        response.end(log.read(decodeURIComponent(url.slice(prefix.length))));
      } catch {
        response.writeHead(404).end();
      }
    };
  const learn = async (changed: Record<string, Buffer | number> = {}, env: Record<string, string> = {}) => {
    server = await serve(proxy(changed));
    return learnReleases({
      env: { GOPROXY: server.url, GOSUMDB: signer.key, ...env },
      offline: false,
      cacheDir: folder,
      dataDir: folder,
      http: { attempts: 1 },
      isCatalogued: (version) => version.number <= 4,
      platforms: ['linux-amd64'],
    });
  };
  const brief = ({ version, platform }: { version: { name: string }; platform: string }) =>
    `${version.name} ${platform}`;

  it('pins are what the zips are, and no zip stays', async () => {
    const { learned, skipped } = await learn();
    expect(skipped).toEqual([]);
    expect(learned.map(brief)).toEqual(['1.23.5 linux-amd64', '1.23.6 linux-amd64']);
    for (const { version, pin } of learned) {
      const name = `v0.0.1-go${version.name}.linux-amd64`;
      expect(pin).toEqual(measured(name, zips.get(name) ?? Buffer.alloc(0)));
    }
    expect(readdirSync(join(folder, 'download'))).toEqual([]);
  });

  it('a release that is refused is skipped and said', async () => {
    const { learned, skipped } = await learn({ 'v0.0.1-go1.23.5.linux-amd64': 403 });
    expect(learned.map(brief)).toEqual(['1.23.6 linux-amd64']);
    expect(skipped).toMatchObject([{ version: { name: '1.23.5' }, error: { code: 'RTO_SOURCE_MISSING' } }]);
  });

  it('other contents than were proved end it all', async () => {
    const name = 'v0.0.1-go1.23.5.linux-amd64';
    await expect(learn({ [name]: makeToolchain(name, { VERSION: 'evil' }) })).rejects.toThrow(
      expect.objectContaining({
        code: 'RTO_SOURCE_HASH',
        facts: expect.objectContaining({ expected: expect.stringContaining('the checksum database') }),
      }),
    );
  });

  it('nothing is learned unproved', async () => {
    await expect(learn({}, { GOSUMDB: 'off' })).rejects.toThrow(expect.objectContaining({ code: 'RTO_UNPROVED' }));
    await server?.close();
    const name = 'v0.0.1-go1.23.5.linux-amd64';
    const evil = { [name]: makeToolchain(name, { VERSION: 'evil' }) };
    await expect(learn(evil, { GONOSUMDB: 'golang.org/*' })).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_SOURCE_HASH' }),
    );
  });
});
