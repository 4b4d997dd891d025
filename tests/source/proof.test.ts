// Releases outside the catalog: proved by a checksum database before anything is unpacked.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProxy } from '../../driver/source/proxy.ts';
import type { FetchEvent } from '../../driver/source/source.ts';
import { goVersion, moduleVersion } from '../../driver/version/goversion.ts';
import { tempFolder } from '../support/temp.ts';
import { measured } from './measured.ts';
import { type Server, serve } from './server.ts';
import { filler, Log, makeSigner, record } from './sumdb/logmaker.ts';
import { makeToolchain, STOCK } from './zipmaker.ts';

let folder: string;
beforeEach(() => {
  folder = tempFolder('a proof');
});

describe('a release that the catalog does not know', () => {
  const version = goVersion(23, 'release', 5);
  const name = moduleVersion(version.name, 'linux-amd64');
  const good = makeToolchain(name);
  const pin = measured(name, good);
  const signer = makeSigner();
  let server: Server;
  let events: FetchEvent[];
  afterEach(() => server.close());

  async function unpack(
    zip: Buffer,
    logged: string,
    env: Record<string, string> = {},
    { offline = false, allowUnproved = false } = {},
    by = signer,
  ) {
    const log = new Log(by, [...filler(9), logged]);
    server = await serve((request, response) => {
      const path = decodeURIComponent((request.url ?? '').replace(`/sumdb/${by.name}/`, ''));
      if (path.endsWith('.zip')) response.end(zip);
      else if (path === 'supported') response.end();
      else if (path.startsWith('lookup/') && !logged.includes(name)) response.writeHead(404).end();
      else response.end(log.read(path));
    });
    events = [];
    const source = openProxy({
      env: { GOPROXY: server.url, GOSUMDB: by.key, ...env },
      cacheDir: join(folder, 'cache'),
      dataDir: join(folder, 'data'),
      offline,
      allowUnproved,
      http: { attempts: 1 },
    });
    return source.unpack(version, 'linux-amd64', join(folder, 'into'), {
      pin: undefined,
      onEvent: (event) => events.push(event),
    });
  }
  const notices = () => events.flatMap((event) => (event.kind === 'notice' ? [event.text] : []));

  it('is used when its hash is in the log, before anything else is asked', async () => {
    expect(await unpack(good, record(name, pin.h1))).toEqual({ ...pin, origin: server.url });
    expect(server.asked.at(-1)).toMatch(/\.zip$/);
    expect(server.asked[1]).toMatch(/\/lookup\//);
    expect(notices()).toEqual([expect.stringContaining(`proved by ${signer.verifier.id}, which GOSUMDB names`)]);
  });

  it.each<[string, Buffer, string, string]>([
    ['another hash is logged', good, record(name), 'RTO_SOURCE_HASH'],
    [
      'other contents are served',
      makeToolchain(name, { ...STOCK, 'bin/go': 'evil' }),
      record(name, pin.h1),
      'RTO_SOURCE_HASH',
    ],
    ['nothing is logged', good, record('v0.0.1-go1.23.6.linux-amd64'), 'RTO_SUMDB_UNKNOWN'],
  ])('is refused when %s, and nothing is unpacked', async (_why, zip, logged, code) => {
    await expect(unpack(zip, logged)).rejects.toThrow(expect.objectContaining({ code }));
    expect(existsSync(join(folder, 'into'))).toBe(false);
  });

  it.each([{ GONOSUMDB: 'golang.org/toolchain' }, { GONOSUMDB: '*' }, { GOPRIVATE: '*', GONOSUMDB: 'golang.org' }])(
    'is proved all the same with %o, as cmd/go has it',
    async (env) => {
      expect((await unpack(good, record(name, pin.h1), env)).nar).toBe(pin.nar);
      expect(server.asked.some((line) => line.includes('/lookup/'))).toBe(true);
      await server.close();
      rmSync(join(folder, 'into'), { recursive: true });
      const evil = makeToolchain(name, { ...STOCK, 'bin/go': 'evil' });
      rmSync(join(folder, 'cache'), { recursive: true });
      await expect(unpack(evil, record(name, pin.h1), env)).rejects.toThrow(
        expect.objectContaining({ code: 'RTO_SOURCE_HASH' }),
      );
    },
  );

  it('is refused with GOSUMDB=off before anything is fetched, unless unproved ones are allowed', async () => {
    const off = { GOSUMDB: 'off' };
    await expect(unpack(good, record(name, pin.h1), off)).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_UNPROVED', try: expect.stringContaining('--allow-unproved') }),
    );
    expect(server.asked).toEqual([]);
    await server.close();
    expect(await unpack(good, record(name, pin.h1), off, { allowUnproved: true })).toMatchObject({ unproved: true });
    expect(notices()).toEqual([expect.stringContaining('GOSUMDB=off')]);
  });

  it('is said to be proved by a stranger where another key has the name of Go', async () => {
    const stranger = makeSigner('sum.golang.org');
    await unpack(good, record(name, pin.h1), {}, {}, stranger);
    expect(notices()).toEqual([expect.stringContaining(`proved by ${stranger.verifier.id}, which GOSUMDB names`)]);
  });

  it('cannot be proved offline, but where that is allowed the cache is enough', async () => {
    await unpack(good, record(name, pin.h1));
    await server.close();
    rmSync(join(folder, 'into'), { recursive: true });
    await expect(unpack(good, record(name, pin.h1), {}, { offline: true })).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_SOURCE_OFFLINE' }),
    );
    await server.close();
    const allowed = { offline: true, allowUnproved: true };
    expect((await unpack(good, record(name, pin.h1), { GONOSUMDB: 'golang.org' }, allowed)).nar).toBe(pin.nar);
    expect(notices()).toEqual([expect.stringContaining('GONOSUMDB has golang.org')]);
  });
});
