// The proxy source against loopback servers that behave, and that do not.
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openProxy } from '../../driver/source/proxy.ts';
import type { FetchEvent, Stock, UnpackOptions } from '../../driver/source/source.ts';
import { openStockZip } from '../../driver/source/stockzip.ts';
import type { SourcePin } from '../../driver/version/catalog.ts';
import { goVersion } from '../../driver/version/goversion.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/until.ts';
import { measured } from './measured.ts';
import { dropping, files, type Handler, type Server, serve } from './server.ts';
import { makeToolchain, makeZip, STOCK } from './zipmaker.ts';

const MODULE = 'v0.0.1-go1.23.4.linux-amd64';
const ZIP = `/golang.org/toolchain/@v/${MODULE}.zip`;
// Large enough to need several reads, and not to be squeezed.
const BULK = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i * 2654435761) >>> 13));
const good = makeToolchain(MODULE, { ...STOCK, 'src/bulk': BULK });
let pin: SourcePin;
let folder: string;
let events: FetchEvent[];
const servers: Server[] = [];

beforeAll(() => {
  const path = join(tempFolder('a pin'), 'it.zip');
  writeFileSync(path, good);
  const zip = openStockZip(path, MODULE);
  pin = zip.measure();
  zip.close();
});
beforeEach(() => {
  folder = tempFolder('a proxy');
  events = [];
});
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function start(handler: Handler): Promise<Server> {
  const server = await serve(handler);
  servers.push(server);
  return server;
}

const cacheDir = () => join(folder, 'cache');
const cached = () => join(cacheDir(), 'download', `${MODULE}.zip`);
interface More {
  offline?: boolean;
  env?: Record<string, string>;
  cacheDir?: string;
  allowUnproved?: boolean;
}
const source = (GOPROXY: string, more: More = {}) =>
  openProxy({
    env: { GOPROXY, GOSUMDB: 'off', ...more.env },
    cacheDir: more.cacheDir ?? cacheDir(),
    dataDir: join(folder, 'data'),
    offline: more.offline ?? false,
    allowUnproved: more.allowUnproved ?? false,
    http: { attempts: 4, backoff: 5, stall: 400 },
    origin: 'http://127.0.0.1:9',
  });
/** What is unpacked last. */
const HONEST = '// an honest file\n';

/** Another text of the same length and CRC-32: the checksum's own polynomial is added to it. */
function withSameCrc(text: string): Buffer {
  const data = Buffer.from(text, 'latin1');
  const polynomial = (0xedb88320n << 1n) | 1n;
  for (let index = 0; index < 5; index++)
    data.writeUInt8(data.readUInt8(index + 3) ^ Number((polynomial >> BigInt(8 * index)) & 0xffn), index + 3);
  return data;
}

let into = 0;
function unpack(from: ReturnType<typeof source>, options: Partial<UnpackOptions> = {}): Promise<Stock> {
  const target = join(folder, `into${into++}`);
  return from.unpack(goVersion(23, 'release', 4), 'linux-amd64', target, {
    pin,
    onEvent: (event) => events.push(event),
    ...options,
  });
}
const notices = () => events.flatMap((event) => (event.kind === 'notice' ? [event.text] : []));
const leftOvers = () =>
  (existsSync(join(cacheDir(), 'download')) ? readdirSync(join(cacheDir(), 'download')) : []).filter((name) =>
    name.endsWith('.part'),
  );

describe('a toolchain', () => {
  it('is downloaded, verified, unpacked and kept', async () => {
    const server = await start(files({ [ZIP]: good }));
    expect(await unpack(source(server.url))).toEqual({ ...pin, origin: server.url });
    expect(readFileSync(cached()).equals(good)).toBe(true);
    expect(events.map((event) => event.kind)).toEqual(expect.arrayContaining(['download', 'verify', 'unpack']));
    expect(events.filter((event) => event.kind === 'download').at(-1)).toMatchObject({
      received: good.length,
      total: good.length,
    });
    expect(await unpack(source('off'))).toEqual({ ...pin, origin: 'the download cache' });
    expect(server.asked).toEqual([`GET ${ZIP}`]);
    expect(notices()).toEqual([]);
  });

  it('comes from a folder too', async () => {
    const proxy = join(folder, 'a b', 'golang.org', 'toolchain', '@v');
    mkdirSync(proxy, { recursive: true });
    writeFileSync(join(proxy, `${MODULE}.zip`), good);
    const from = source(pathToFileURL(join(folder, 'a b')).href);
    expect(await from.exists(goVersion(23, 'release', 4), 'linux-amd64')).toBe(true);
    expect(await from.exists(goVersion(23, 'release', 5), 'linux-amd64')).toBe(false);
    expect((await unpack(from)).nar).toBe(pin.nar);
    await expect(from.unpack(goVersion(23, 'release', 5), 'linux-amd64', join(folder, 'x'), { pin })).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_SOURCE_MISSING' }),
    );
  });

  it('is the same from a server that zips it anew', async () => {
    const entries = Object.entries({ ...STOCK, 'src/bulk': BULK }).reverse();
    const again = makeZip(
      entries.map(([name, data]) => ({
        name: `golang.org/toolchain@${MODULE}/${name}`,
        data,
        method: 0,
        mode: 0o100777,
      })),
    );
    const server = await start(files({ [ZIP]: again }));
    expect(await unpack(source(server.url))).toMatchObject(pin);
  });

  it('is fetched through redirects, without taking credentials elsewhere', async () => {
    const headers: (string | undefined)[] = [];
    const there = await start((request, response, count) => {
      headers.push(request.headers.authorization);
      files({ '/blob': good })(request, response, count);
    });
    const here = await start((request, response) => {
      headers.push(request.headers.authorization);
      response.writeHead(302, { location: `${there.url.replace('127.0.0.1', 'localhost')}/blob` }).end();
    });
    const stock = await unpack(source(here.url.replace('//', '//user:s%40cret@')));
    expect(headers).toEqual([`Basic ${Buffer.from('user:s@cret').toString('base64')}`, undefined]);
    expect(JSON.stringify([stock, events])).not.toMatch(/cret/);
  });

  it('is fetched through an HTTP proxy of the environment', async () => {
    const target = await start(files({ [ZIP]: good }));
    const asked: string[] = [];
    const tunnel = await start(() => {});
    await tunnel.close();
    const { createServer, connect } = await import('node:net');
    const proxy = createServer((client) => {
      client.once('data', (data) => {
        asked.push(data.toString().split('\r\n')[0] ?? '');
        const upstream = connect(Number(new URL(target.url).port), '127.0.0.1', () =>
          client.write('HTTP/1.1 200 OK\r\n\r\n'),
        );
        client.pipe(upstream).pipe(client);
        for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await unpack(source('http://mirror.example', { env: { HTTP_PROXY: `http://127.0.0.1:${port}` } }));
    expect(asked[0]).toMatch(/^CONNECT mirror\.example:80 /);
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('is downloaded by several at once without harm', async () => {
    const server = await start(files({ [ZIP]: good }));
    const stocks = await Promise.all([1, 2, 3, 4].map(() => unpack(source(server.url))));
    expect(new Set(stocks.map(({ nar }) => nar))).toEqual(new Set([pin.nar]));
    expect(leftOvers()).toEqual([]);
    expect(readFileSync(cached()).equals(good)).toBe(true);
  });
});

describe('a connection that drops', () => {
  const half = Math.ceil(good.length / 2);
  it('is resumed', async () => {
    const read = () =>
      until('the first half', () => events.some((event) => event.kind === 'download' && event.received >= half));
    const server = await start(dropping(good, half, { read }));
    expect((await unpack(source(server.url))).nar).toBe(pin.nar);
    const received = events.flatMap((event) => (event.kind === 'download' ? [event.received] : []));
    expect(received).toEqual(received.toSorted((a, b) => a - b));
    expect(server.asked.length).toBe(2);
  });

  it.each<[string, Handler]>([
    [
      'knows no ranges',
      (request, response, count) =>
        dropping(good, count < 3 ? half : good.length, { ranges: false })(request, response, count),
    ],
    [
      'has no ETag',
      (request, response, count) =>
        dropping(good, count < 3 ? half : good.length, { etag: () => undefined })(request, response, count),
    ],
    [
      'has a weak ETag',
      (request, response, count) =>
        dropping(good, count < 3 ? half : good.length, { etag: () => 'W/"x"' })(request, response, count),
    ],
    [
      'has another file meanwhile',
      (request, response, count) =>
        dropping(good, count < 3 ? half : good.length, { etag: (n) => `"${n}"` })(request, response, count),
    ],
    [
      'answers with another range',
      (request, response, count) => {
        if (!request.headers.range) return dropping(good, count === 1 ? half : good.length)(request, response, count);
        response
          .writeHead(206, { 'content-range': `bytes 7-${good.length - 1}/${good.length}`, etag: '"one"' })
          .end(good.subarray(7));
      },
    ],
    [
      'says the range is not there',
      (request, response, count) => {
        if (!request.headers.range) return dropping(good, count === 1 ? half : good.length)(request, response, count);
        response.writeHead(416).end();
      },
    ],
  ])('is started anew when the server %s', async (_why, handler) => {
    const server = await start(handler);
    expect((await unpack(source(server.url))).nar).toBe(pin.nar);
    expect(readFileSync(cached()).equals(good)).toBe(true);
  });

  it('every time is an error, and the next run works', async () => {
    const server = await start(dropping(good, 1000, { ranges: false }));
    await expect(unpack(source(server.url))).rejects.toThrow(expect.objectContaining({ code: 'RTO_SOURCE_NETWORK' }));
    expect(server.asked.length).toBe(4);
    expect(leftOvers()).toEqual([]);
    const healthy = await start(files({ [ZIP]: good }));
    expect((await unpack(source(healthy.url))).nar).toBe(pin.nar);
  });

  it('stalls: given up after the silence allowed', async () => {
    const server = await start((_request, response) => {
      response.writeHead(200, { 'content-length': good.length });
      response.write(good.subarray(0, 500));
    });
    await expect(unpack(source(server.url))).rejects.toThrow(expect.objectContaining({ code: 'RTO_SOURCE_NETWORK' }));
  });

  it('is told by the signal to stop', async () => {
    const abort = new AbortController();
    const server = await start((_request, response) => {
      response.writeHead(200, { 'content-length': good.length });
      response.write(good.subarray(0, 500));
    });
    const onEvent = (event: FetchEvent) => event.kind === 'download' && abort.abort();
    await expect(unpack(source(server.url), { signal: abort.signal, onEvent })).rejects.toThrow(/abort/i);
    expect(leftOvers()).toEqual([]);
  });
});

const answering =
  (status: number, body: string | Buffer, type = 'text/plain'): Handler =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': type }).end(body);

describe('a bad answer', () => {
  it.each<[string, Handler, string, RegExp, number]>([
    ['403', answering(403, 'disabled by policy\nsecret'), 'RTO_SOURCE_MISSING', /^403 disabled by policy$/, 1],
    ['404', answering(404, 'not found: unknown version'), 'RTO_SOURCE_MISSING', /^404 not found: unknown version$/, 1],
    ['410', answering(410, ''), 'RTO_SOURCE_MISSING', /^410$/, 1],
    ['401', answering(401, ''), 'RTO_SOURCE_HTTP', /^401$/, 1],
    ['500, tried again', answering(500, 'boom'), 'RTO_SOURCE_HTTP', /^500 boom \(after 4 tries\)$/, 4],
    ['429, tried again', answering(429, ''), 'RTO_SOURCE_HTTP', /^429 \(after 4 tries\)$/, 4],
    [
      'a page to sign in',
      answering(200, '<html>Sign in</html>', 'text/html; charset=utf-8'),
      'RTO_SOURCE_GARBAGE',
      /web page/,
      1,
    ],
    [
      'a page under another type',
      answering(200, '<html>Sign in</html>', 'application/zip'),
      'RTO_SOURCE_GARBAGE',
      /not a usable zip/,
      1,
    ],
    ['nothing', answering(200, '', 'application/zip'), 'RTO_SOURCE_GARBAGE', /not a usable zip/, 1],
    [
      'half a zip, said to be whole',
      answering(200, good.subarray(0, 9000), 'application/zip'),
      'RTO_SOURCE_GARBAGE',
      /not a usable zip/,
      1,
    ],
    [
      'a size beyond reason',
      (_request, response) => void response.writeHead(200, { 'content-length': 2 ** 31 }).write('x'),
      'RTO_SOURCE_GARBAGE',
      /far more/,
      1,
    ],
    [
      'a page that never ends',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('<p>'), 50);
        response.on('close', () => clearInterval(timer));
      },
      'RTO_SOURCE_GARBAGE',
      /web page/,
      1,
    ],
    [
      'a redirect for ever',
      (request, response) => void response.writeHead(302, { location: `${request.url}x` }).end(),
      'RTO_SOURCE_HTTP',
      /^302$/,
      1,
    ],
  ])('%s', async (_why, handler, code, answer, tries) => {
    const server = await start(handler);
    await expect(unpack(source(server.url))).rejects.toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining('Go 1.23.4 for linux-amd64'),
        facts: { [server.url]: expect.stringMatching(answer) },
      }),
    );
    expect(server.asked.filter((line) => line === `GET ${ZIP}`).length).toBe(tries);
    expect(leftOvers()).toEqual([]);
    expect(existsSync(cached())).toBe(false);
  });

  it('once, then a good one', async () => {
    const server = await start((request, response, count) =>
      count === 1
        ? void response.writeHead(503, { 'retry-after': '0' }).end()
        : files({ [ZIP]: good })(request, response, count),
    );
    expect((await unpack(source(server.url))).nar).toBe(pin.nar);
  });

  it('no server at all', async () => {
    const server = await start(() => {});
    await server.close();
    await expect(unpack(source(server.url))).rejects.toThrow(
      expect.objectContaining({
        code: 'RTO_SOURCE_NETWORK',
        facts: { [server.url]: expect.stringMatching(/ECONNREFUSED/) },
      }),
    );
  });

  it('of the first proxy leads to the next', async () => {
    const first = await start(answering(404, ''));
    const second = await start(files({ [ZIP]: good }));
    expect((await unpack(source(`${first.url},${second.url}`))).origin).toBe(second.url);
  });

  it('of all is an error that names all', async () => {
    const first = await start(answering(404, 'not here'));
    const second = await start(answering(403, 'forbidden'));
    await expect(unpack(source(`${first.url},${second.url}`))).rejects.toThrow(
      expect.objectContaining({ facts: { [first.url]: '404 not here', [second.url]: '403 forbidden' } }),
    );
  });
});

describe('other contents', () => {
  const evil = makeToolchain(MODULE, { ...STOCK, 'bin/go': 'evil' });

  it('than pinned are refused, and nothing is kept', async () => {
    const server = await start(files({ [ZIP]: evil }));
    await expect(unpack(source(`${server.url}|off`))).rejects.toThrow(
      expect.objectContaining({
        code: 'RTO_SOURCE_HASH',
        facts: { expected: `${pin.h1} (the catalog)`, got: expect.stringMatching(/^h1:/), from: server.url },
      }),
    );
    expect(existsSync(cached())).toBe(false);
    expect(existsSync(join(folder, `into${into - 1}`))).toBe(false);
    expect(leftOvers()).toEqual([]);
  });

  it('with a hostile name are refused', async () => {
    const hostile = makeZip([{ name: `golang.org/toolchain@${MODULE}/../../../evil`, data: 'x' }]);
    const server = await start(files({ [ZIP]: hostile }));
    await expect(unpack(source(server.url))).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_ZIP_ENTRY', message: expect.stringContaining(server.url) }),
    );
    expect(leftOvers()).toEqual([]);
  });

  it('than the pinned NAR are refused though the h1 is right', async () => {
    const server = await start(files({ [ZIP]: good }));
    const wrong = { ...pin, nar: `sha256-${Buffer.alloc(32).toString('base64')}` };
    await expect(unpack(source(server.url), { pin: wrong })).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_SOURCE_HASH', facts: expect.objectContaining({ got: pin.nar }) }),
    );
  });

  it('without a pin and a proof are used, where that is allowed, with a notice', async () => {
    const server = await start(files({ [ZIP]: good }));
    expect(await unpack(source(server.url, { allowUnproved: true }), { pin: undefined })).toMatchObject({
      ...pin,
      unproved: true,
    });
    expect(notices()).toEqual([expect.stringContaining('GOSUMDB=off')]);
  });
});

describe('the cached zip', () => {
  const damage = (change: (data: Buffer) => Buffer) => {
    mkdirSync(join(cacheDir(), 'download'), { recursive: true });
    writeFileSync(cached(), change(Buffer.from(good)));
  };
  it.each<[string, (data: Buffer) => Buffer]>([
    [
      'has a flipped byte',
      (data) => {
        data.writeUInt8(data.readUInt8(200) ^ 1, 200);
        return data;
      },
    ],
    ['is cut short', (data) => data.subarray(0, 1000)],
    ['is empty', () => Buffer.alloc(0)],
    ['is another one', () => makeToolchain(MODULE)],
    ['has a hostile name', () => makeZip([{ name: '../evil' }])],
  ])('that %s is said, removed and fetched again', async (_why, change) => {
    damage(change);
    const server = await start(files({ [ZIP]: good }));
    expect(await unpack(source(server.url))).toEqual({ ...pin, origin: server.url });
    expect(notices()).toEqual([expect.stringMatching(/^a damaged file is removed from the download cache: .*\.zip/)]);
    expect(readFileSync(cached()).equals(good)).toBe(true);
  });

  it('that changes after it was hashed is found out by what was written, where its CRC-32 tells nothing', async () => {
    const stored = (text: string | Buffer) =>
      makeZip(
        Object.entries({ ...STOCK, 'src/z.go': text }).map(([name, data]) => ({
          name: `golang.org/toolchain@${MODULE}/${name}`,
          data,
          method: 0,
        })),
      );
    const [before, after] = [stored(HONEST), stored(withSameCrc(HONEST))];
    expect([before.length, before.equals(after)]).toEqual([after.length, false]);
    damage(() => before);
    const changing = unpack(source('http://127.0.0.1:9', { offline: true }), {
      pin: measured(MODULE, before),
      onEvent: (event) => {
        // In place: the file that is open changes with it.
        if (event.kind === 'unpack' && event.done === 1) writeFileSync(cached(), after, { flag: 'r+' });
      },
    });
    await expect(changing).rejects.toThrow(
      expect.objectContaining({
        code: 'RTO_SOURCE_HASH',
        facts: expect.objectContaining({ expected: expect.stringContaining('a moment ago') }),
      }),
    );
  });

  it('that is damaged is an error offline, and a good one is enough', async () => {
    damage((data) => data.subarray(0, 1000));
    await expect(unpack(source('http://127.0.0.1:9', { offline: true }))).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_SOURCE_OFFLINE' }),
    );
    damage((data) => data);
    expect((await unpack(source('http://127.0.0.1:9', { offline: true }))).nar).toBe(pin.nar);
  });

  it('is rid of left-overs a day old, and of those alone', async () => {
    damage((data) => data.subarray(0, 10));
    const old = join(cacheDir(), 'download', '.v0.0.1-go1.19.linux-amd64.0123.part');
    const young = join(cacheDir(), 'download', '.v0.0.1-go1.20.linux-amd64.0123.part');
    for (const path of [old, young]) writeFileSync(path, 'x');
    utimesSync(old, new Date(), new Date(Date.now() - 25 * 3600 * 1000));
    const server = await start(files({ [ZIP]: good }));
    await unpack(source(server.url));
    expect(existsSync(old)).toBe(false);
    expect(existsSync(young)).toBe(true);
  });

  it('cannot be written: the error names the folder', async () => {
    const blocked = join(folder, 'a file');
    writeFileSync(blocked, '');
    const server = await start(files({ [ZIP]: good }));
    await expect(unpack(source(server.url, { cacheDir: blocked }))).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_SOURCE_DISK', message: expect.stringContaining(blocked) }),
    );
  });

  it.runIf(existsSync('/dev/full'))('cannot be written for want of space: the error says what to do', async () => {
    // Every write to a file that is a link to /dev/full fails with ENOSPC, as on a full disk.
    const { onDisk } = await import('../../driver/source/disk.ts');
    expect(() => onDisk('/some/cache', () => writeFileSync('/dev/full', 'x'))).toThrow(
      expect.objectContaining({
        code: 'RTO_SOURCE_DISK',
        message: expect.stringContaining('ENOSPC'),
        try: expect.stringContaining('RTO_CACHE'),
      }),
    );
  });
});

describe('whether a release exists', () => {
  const info = `/golang.org/toolchain/@v/${MODULE}.info`;
  const version = goVersion(23, 'release', 4);
  it.each<[string, Handler, unknown]>([
    ['.info says so', files({ [info]: '{"Version":"v"}' }), true],
    ['only the zip is there', files({ [ZIP]: good }), true],
    ['neither is there', files({}), false],
    ['403', answering(403, ''), false],
    ['500', answering(500, ''), { unasked: expect.stringMatching(/^http:\S+ 500$/) }],
    ['garbage', answering(200, '<html>'), { unasked: expect.stringMatching(/ is not JSON$/) }],
  ])('%s', async (_why, handler, want) => {
    const server = await start(handler);
    expect(await source(server.url).exists(version, 'linux-amd64')).toEqual(want);
  });
  it('cannot be known without a network', async () => {
    const unreachable = 'http://127.0.0.1:9';
    expect(await source(unreachable).exists(version, 'linux-amd64')).toEqual({
      unasked: expect.stringMatching(/^http:\/\/127.0.0.1:9 .*ECONNREFUSED/),
    });
    expect(await source(unreachable, { offline: true }).exists(version, 'linux-amd64')).toEqual({
      unasked: '--offline',
    });
    expect(await source('off').exists(version, 'linux-amd64')).toEqual({ unasked: 'GOPROXY=off' });
  });
});
