// The builder that fetches stock Go, as a plain script: which proxies it asks, what it refuses, and the tree it leaves.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { diskNode, hashNar, toSri } from '../../driver/nar.ts';
import { openStockZip } from '../../driver/source/stockzip.ts';
import { files, type Handler, type Server, serve } from '../source/server.ts';
import { makeToolchain, makeZip, STOCK } from '../source/zipmaker.ts';
import { fileProxy } from '../support/nix.ts';
import { ROOT } from '../support/paths.ts';
import { type Result, run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const MODULE = 'v0.0.1-go1.23.4.linux-amd64';
const ZIP = `/golang.org/toolchain/@v/${MODULE}.zip`;
const good = makeToolchain(MODULE, STOCK);

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(handler: Handler): Promise<Server> {
  const server = await serve(handler);
  servers.push(server);
  return server;
}

const missing: Handler = (_, response) => void response.writeHead(404).end('not found\n');
const gone: Handler = (_, response) => void response.writeHead(410).end('gone\n');
const broken: Handler = (_, response) => void response.writeHead(403).end('no\n');

/** Runs the builder as Nix does: its own folder, nothing of the environment but what the derivation says. */
async function build(
  GOPROXY: string | undefined,
  origin = 'http://127.0.0.1:1',
  usual = 'direct',
): Promise<Result & { out: string }> {
  const folder = tempFolder('nix');
  const out = join(folder, 'out');
  const given = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    module: 'golang.org/toolchain',
    version: MODULE,
    usual,
    origin,
    out,
  };
  const variables = Object.entries({ ...given, ...(GOPROXY === undefined ? {} : { GOPROXY }) });
  const script = join(ROOT, 'overlays', 'builders', 'fetch.sh');
  const args = ['-i', ...variables.map(([name, value]) => `${name}=${value}`), 'bash', script];
  return { ...(await run('env', args, { cwd: folder })), out };
}

const narOf = (path: string): string => toSri(hashNar(diskNode(path)).digest);

function expected(zip: Buffer): string {
  const path = join(tempFolder('nix'), 'it.zip');
  writeFileSync(path, zip);
  const opened = openStockZip(path, MODULE);
  try {
    return opened.measure().nar;
  } finally {
    opened.close();
  }
}

describe('the tree', () => {
  it('has the normal form that the driver gives it', async () => {
    const zip = makeToolchain(MODULE, {
      ...STOCK,
      'lib/wasm/go_js_wasm_exec': '#!/bin/sh\n',
      'lib/wasm/go__exec': '',
      'src/cmd/_go.mod': 'module cmd\n',
      'src/a b/c.go': 'package c\n',
      'pkg/tool/linux_amd64/deep/er': 'tool',
      'src/make.bash': '#!/bin/bash\n',
    });
    const built = await build(fileProxy(MODULE, zip));
    expect(built.status, built.stderr).toBe(0);
    expect(narOf(built.out)).toBe(expected(zip));
  });
});

describe('GOPROXY', () => {
  it.each<[string, Handler, string]>([
    [',', missing, 'does not have'],
    [',', gone, 'does not have'],
    ['|', missing, 'does not have'],
    ['|', broken, 'failed to serve'],
  ])('asks the next behind %s', async (separator, first, why) => {
    const [a, b] = [await start(first), await start(files({ [ZIP]: good }))];
    const built = await build(`${a.url}${separator}${b.url}`);
    expect(built.status, built.stderr).toBe(0);
    expect(built.stderr).toContain(`proxy 1 of GOPROXY ${why} ${MODULE}`);
    expect(narOf(built.out)).toBe(expected(good));
  });

  it('does not ask the next behind a comma when a proxy fails', async () => {
    const [a, b] = [await start(broken), await start(files({ [ZIP]: good }))];
    const built = await build(`${a.url},${b.url}`);
    expect(built.status).toBe(1);
    expect(b.asked).toEqual([]);
    expect(existsSync(built.out)).toBe(false);
  });

  it.each([['direct'], [''], [undefined]])('%j means the origin', async (value) => {
    const origin = await start(files({ [ZIP]: good }));
    const built = await build(value, origin.url);
    expect(built.status, built.stderr).toBe(0);
    expect(origin.asked).toEqual([`GET ${ZIP}`]);
  });

  it('may end in a slash', async () => {
    const proxy = await start(files({ [ZIP]: good }));
    expect((await build(`${proxy.url}/`)).status).toBe(0);
  });

  it('off forbids, and says so', async () => {
    const origin = await start(files({ [ZIP]: good }));
    const built = await build('off', origin.url);
    expect(built.status).toBe(1);
    expect(built.stderr).toBe(`rto: ${MODULE} is not in this store, and GOPROXY=off forbids fetching it\n`);
    expect(origin.asked).toEqual([]);
  });

  it.each([undefined, ''])('are the usual ones without a GOPROXY: %j', async (unset) => {
    const [first, origin] = [await start(missing), await start(files({ [ZIP]: good }))];
    const built = await build(unset, origin.url, `${first.url},direct`);
    expect(built.status, built.stderr).toBe(0);
    expect(first.asked).toHaveLength(1);
    const derivation = readFileSync(join(ROOT, 'overlays/toolchain.nix'), 'utf8');
    expect(derivation).toContain('usual = "direct"');
  });

  it('goes on behind a folder that lacks it', async () => {
    const origin = await start(files({ [ZIP]: good }));
    const built = await build(`file://${tempFolder('nix')},direct`, origin.url);
    expect(built.status, built.stderr).toBe(0);
  });

  it('keeps passwords to itself', async () => {
    const { url } = await start(missing);
    const built = await build(`${url.replace('//', '//me:s3cret@')},${url.replace('//', '//you:s3cret@')}`);
    expect(built.status).toBe(1);
    expect(built.stderr).not.toContain('s3cret');
    expect(built.stderr).toContain('GOPROXY was followed to its entry 2');
  });

  it('has a password on no command line, and uses it', async () => {
    const asked: string[] = [];
    const lines = new Set<string>();
    const proxy = await start((request, response, count) => {
      asked.push(String(request.headers.authorization));
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
        try {
          lines.add(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
        } catch {
          // It has ended.
        }
      files({ [ZIP]: good })(request, response, count);
    });
    const built = await build(proxy.url.replace('//', '//me:s3"cr%5Cet@'));
    expect(built.status, built.stderr).toBe(0);
    expect(asked).toEqual([`Basic ${Buffer.from('me:s3"cr\\et').toString('base64')}`]);
    expect([...lines].some((line) => line.includes('curl'))).toBe(true);
    expect([...lines].filter((line) => line.includes('s3"cr'))).toEqual([]);
  });
});

describe('refuses', () => {
  it.each<[string, Buffer, string]>([
    [
      'another module',
      makeToolchain('v0.0.1-go1.23.5.linux-amd64', STOCK),
      'holds golang.org/toolchain@v0.0.1-go1.23.5',
    ],
    ['a way out', makeZip([{ name: `golang.org/toolchain@${MODULE}/../../x`, data: 'x' }]), 'holds golang.org'],
    ['an absolute name', makeZip([{ name: '/etc/rto-x', data: 'x' }]), 'holds /etc/rto-x'],
    [
      'a link',
      makeZip([{ name: `golang.org/toolchain@${MODULE}/bin/go`, data: '/bin/sh', mode: 0o120777, method: 0 }]),
      'holds what is no file: ./bin/go',
    ],
    [
      'a name that is too long',
      makeZip([{ name: `golang.org/toolchain@${MODULE}/${'a'.repeat(200)}/${'b/'.repeat(450)}c`, data: 'x' }]),
      'too long or too deep',
    ],
    [
      'a name that is too deep',
      makeZip([{ name: `golang.org/toolchain@${MODULE}/${'a/'.repeat(80)}b`, data: 'x' }]),
      'too long or too deep',
    ],
    [
      'what would unpack to too much',
      makeZip(Array.from({ length: 3 }, (_, at) => ({ name: `golang.org/toolchain@${MODULE}/${at}`, size: 2 ** 30 }))),
      'holds too much',
    ],
    ['what is no zip', Buffer.from('<html>'), ''],
  ])('%s', async (_what, zip, words) => {
    const built = await build(fileProxy(MODULE, zip));
    expect(built.status).not.toBe(0);
    expect(built.stderr).toContain(words);
  });
});
