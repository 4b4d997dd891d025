// GOSUMDB and GONOSUMDB: what they may say, and by which way the database is reached.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseGoproxy } from '../../../driver/source/goproxy.ts';
import { openHttp } from '../../../driver/source/http.ts';
import { openGosumdb, parseGosumdb, unprovedBecause } from '../../../driver/source/sumdb/gosumdb.ts';
import { tempFolder } from '../../support/temp.ts';
import { type Handler, type Server, serve } from '../server.ts';
import { filler, Log, makeSigner, record } from './logmaker.ts';

const KEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
const other = makeSigner();

describe('GOSUMDB', () => {
  it.each<[string, string, string | undefined, string]>([
    ['sum.golang.org', 'sum.golang.org+033de0ae', undefined, 'by its name'],
    [KEY, 'sum.golang.org+033de0ae', undefined, 'by its key'],
    [
      'sum.golang.org https://mirror.example/sum/',
      'sum.golang.org+033de0ae',
      'https://mirror.example/sum',
      'with a URL',
    ],
    ['sum.golang.google.cn', 'sum.golang.org+033de0ae', 'https://sum.golang.google.cn', 'the alias'],
    [other.key, other.verifier.id, undefined, 'another database'],
    [` ${other.key}   http://127.0.0.1:1 `, other.verifier.id, 'http://127.0.0.1:1', 'with blanks'],
  ])('%s names %s at %s (%s)', (value, id, url) => {
    expect(parseGosumdb(value)).toMatchObject({ verifier: { id }, url });
  });

  it('off is off', () => expect(parseGosumdb('off')).toBe('off'));

  it.each([
    ['sum.example', 'a name alone that is not known', /form name/],
    [KEY.replace('033de0ae', '033de0af'), 'a hash of another key', /does not fit/],
    [KEY.replace('sum.golang.org', 'sum.example'), 'a key under another name', /does not fit/],
    [KEY.replace('Ac4z', 'Bc4z'), 'another algorithm', /Ed25519/],
    [`${KEY} https://a.example b`, 'too many words', /two words/],
    [`${KEY} file:///x`, 'a URL that is not http', /not http/],
    [`${KEY} nonsense`, 'a URL that is none', /cannot be read/],
    [makeSigner('../../evil').key, 'a name that is a path', /no host/],
    [makeSigner('a/../../evil').key, 'a name with a path that leads up', /no host/],
  ])('%s is refused (%s)', (value, _why, message) => {
    expect(() => parseGosumdb(value)).toThrow(
      expect.objectContaining({ code: 'RTO_GOSUMDB', message: expect.stringMatching(message) }),
    );
  });
});

describe('no proof is wanted', () => {
  const usual = { GOPROXY: '', GOSUMDB: 'sum.golang.org', GONOSUMDB: '' };
  it.each<[Record<string, string>, string | undefined, string]>([
    [{}, undefined, 'as a rule it is'],
    [{ GOSUMDB: 'off' }, 'GOSUMDB=off', 'when it is off'],
    [{ GONOSUMDB: 'golang.org/toolchain' }, 'GONOSUMDB has golang.org/toolchain', 'for this module'],
    [{ GONOSUMDB: 'golang.org' }, 'GONOSUMDB has golang.org', 'for what stands above it'],
    [{ GONOSUMDB: 'a.example,golang.*' }, 'GONOSUMDB has golang.*', 'one of several patterns'],
    [{ GONOSUMDB: '*/toolchain' }, 'GONOSUMDB has */toolchain', 'a star is one part of the path'],
    [{ GONOSUMDB: 'g[a-z]lang.or?' }, 'GONOSUMDB has g[a-z]lang.or?', 'classes and question marks'],
    [{ GONOSUMDB: '*' }, 'GONOSUMDB has *', 'everything'],
    [{ GONOSUMDB: 'golang.org/x' }, undefined, 'another module'],
    [{ GONOSUMDB: 'golangxorg' }, undefined, 'a dot is a dot'],
    [{ GONOSUMDB: 'golang.org/toolchain/sub' }, undefined, 'what stands below it'],
    [{ GONOSUMDB: 'golang.or' }, undefined, 'the beginning of a part'],
    [{ GONOSUMDB: '[' }, undefined, 'a broken pattern matches nothing'],
    [{ GONOSUMDB: ',,' }, undefined, 'empty patterns match nothing'],
  ])('%o: %s (%s)', (settings, want) => {
    expect(unprovedBecause({ ...usual, ...settings }, 'golang.org/toolchain')).toBe(want);
  });
});

describe('the way to the database', () => {
  const VERSION = 'v0.0.1-go1.23.5.linux-amd64';
  const log = new Log(other, [...filler(20), record(VERSION)]);
  let folder: string;
  const servers: Server[] = [];
  beforeEach(() => {
    folder = tempFolder('a gosumdb');
  });
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
  const start = async (handler: Handler) => {
    const server = await serve(handler);
    servers.push(server);
    return server;
  };
  const database =
    (prefix: string): Handler =>
    (request, response) => {
      const path = decodeURIComponent((request.url ?? '').slice(prefix.length + 1));
      if (path === 'supported') response.end();
      else response.end(log.read(path));
    };
  const answering =
    (status: number): Handler =>
    (_request, response) =>
      void response.writeHead(status).end();
  const lookup = (GOPROXY: string, GOSUMDB = other.key) =>
    openGosumdb({
      settings: { GOPROXY, GOSUMDB, GONOSUMDB: '' },
      proxies: parseGoproxy(GOPROXY),
      http: openHttp({}, { attempts: 1, stall: 1000 }),
      dataDir: folder,
      onNotice: () => {},
    })?.lookup('golang.org/toolchain', VERSION);

  it('is the first proxy that serves it', async () => {
    const first = await start(answering(404));
    const second = await start(database(`/sumdb/${other.name}`));
    expect(await lookup(`${first.url},${second.url}`)).toMatch(/^h1:/);
    expect(first.asked).toEqual([`GET /sumdb/${other.name}/supported`]);
    expect(second.asked[0]).toBe(`GET /sumdb/${other.name}/supported`);
  });

  it('is the URL in GOSUMDB, and then no proxy is asked', async () => {
    const proxy = await start(database(`/sumdb/${other.name}`));
    const direct = await start(database('/here'));
    expect(await lookup(proxy.url, `${other.key} ${direct.url}/here`)).toMatch(/^h1:/);
    expect(proxy.asked).toEqual([]);
  });

  it.each([
    ['fails', answering(500), 'RTO_SOURCE_HTTP'],
    ['forbids it', answering(403), 'RTO_SOURCE_MISSING'],
  ])('is not round a proxy that %s, as cmd/go has it', async (_why, handler, code) => {
    const proxy = await start(handler);
    await expect(lookup(proxy.url)).rejects.toThrow(expect.objectContaining({ code }));
  });

  it('may be direct, where nobody is', async () => {
    await expect(lookup('off', makeSigner('127.0.0.1:9').key)).rejects.toThrow(
      expect.objectContaining({ code: 'RTO_SUMDB_UNREACHABLE' }),
    );
  });
});
