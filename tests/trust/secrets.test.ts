// Credentials in the settings that rto reads: whatever form they have, they are in nothing that rto prints or keeps.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reporter } from '../../driver/cli/reporter.ts';
import { parseGoproxy } from '../../driver/source/goproxy.ts';
import { openProxy } from '../../driver/source/proxy.ts';
import { parseGosumdb } from '../../driver/source/sumdb/gosumdb.ts';
import { openSources } from '../../driver/store/sources.ts';
import { errorObject, formatError } from '../../driver/terminal/errors.ts';
import { createProgress } from '../../driver/terminal/progress.ts';
import { createTerminal } from '../../driver/terminal/terminal.ts';
import { goVersion, moduleVersion } from '../../driver/version/goversion.ts';
import { parseRequest } from '../../driver/version/request.ts';
import { createWorld, type World } from '../integration/world.ts';
import { files, type Server, serve } from '../source/server.ts';
import { makeSigner } from '../source/sumdb/logmaker.ts';
import { makeToolchain } from '../source/zipmaker.ts';
import { tempFolder } from '../support/temp.ts';
import { fakeStream } from '../terminal/fakes.ts';

const CASES = 10_000;
/** Kept whole in every case: what surrounds it varies. */
const SECRET = 'S3cr3tT0ken';
const VERSION = goVersion(23, 'release', 5);
const MODULE = moduleVersion(VERSION.name, 'linux-amd64');
const ZIP = `/golang.org/toolchain/@v/${MODULE}.zip`;

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = tempFolder('secrets');
  const good = files({ [ZIP]: makeToolchain(MODULE) });
  // It serves, refuses or repeats what it was asked with, by the first letter of the path.
  server = await serve((request, response, count) => {
    const path = request.url ?? '';
    if (!/^\/(echo|deny)/.test(path)) return good(request, response, count);
    const repeated = path.startsWith('/echo') ? `${request.headers.authorization} ${path}` : 'not here';
    response.writeHead(403, { 'content-type': 'text/plain' }).end(repeated);
  });
});
afterAll(() => server.close());

/** Numbers that are the same in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const PIECES = [
  '',
  'a',
  ':',
  '@',
  '/',
  '#',
  '?',
  '%',
  '%2F',
  '%zz',
  ' ',
  '\\',
  '[',
  ']',
  '&',
  '=',
  '~',
  'ü',
  '"',
  "'",
  '\t',
  ';',
  '.',
];

function urlOf(next: (below: number) => number): string {
  const pick = <T>(all: readonly T[]): T => all[next(all.length)] as T;
  const host = server.url.slice('http://'.length);
  const scheme = pick(['http', 'http', 'http', 'https', 'HTTP', 'ftp', 'file', 'git+https', 'nonsense', '']);
  const slashes = pick(['://', '://', '://', ':/', ':', ':///', ':\\\\', '//', '']);
  const noise = () => (next(2) === 0 ? '' : pick(PIECES) + pick(PIECES));
  const password = `${noise()}${SECRET}${noise()}`;
  const user = pick(['user', '', SECRET, `u${noise()}ser`]);
  const userinfo = pick([`${user}:${password}@`, `${user}:${password}@`, `${password}@`, `:${password}@`]);
  const place = pick([host, host, host, '127.0.0.1:9', '127.0.0.1:99999', '127.0.0.1:x', '[::1', 'no such host', '']);
  const path = pick(['', '/', '/echo', '/deny', '/echo/x', '/a b']);
  return `${scheme}${slashes}${userinfo}${place}${path}${pick(['', '', '', `?token=${SECRET}`, `#${SECRET}`])}`;
}

it(`are in no output, error, event or record of ${CASES} settings that are accepted or refused`, async () => {
  const next = random(20_261_129);
  const { key } = makeSigner();
  const seen = { accepted: 0, refused: 0, repeated: 0 };
  for (let number = 0; number < CASES; number++) {
    const url = urlOf(next);
    const others = ['', ',direct', '|direct', `,${server.url}`, `|${server.url}/deny`][next(5)] ?? '';
    const stdout = fakeStream();
    const stderr = fakeStream();
    const terminal = createTerminal({ stdout, stderr }, {});
    const report = reporter(createProgress(terminal));
    const tell = (error: unknown) => {
      terminal.json(errorObject(error));
      terminal.raw(formatError(error, { verbose: true, colour: false }));
    };
    const attempt = async (work: () => unknown): Promise<void> => {
      try {
        const result = await work();
        terminal.json(result ?? null);
      } catch (error) {
        tell(error);
      }
    };
    await attempt(() => {
      const [first] = parseGoproxy(url);
      seen.accepted++;
      return first && { ...first, secret: undefined };
    });
    seen.refused = number + 1 - seen.accepted;
    await attempt(() => {
      const choice = parseGosumdb(`${key} ${url}`);
      return choice === 'off' ? choice : choice.url;
    });
    await attempt(() => parseRequest(url).kind);
    // Asking costs ten milliseconds: some of those that lead to the server.
    if (number % 4 === 0 && `${url}${others}`.includes('127.0.0.1'))
      await attempt(async () => {
        const from = openProxy({
          env: { GOPROXY: `${url}${others}`, GOSUMDB: 'off', ...(number % 50 === 0 ? { HTTPS_PROXY: url } : {}) },
          cacheDir: join(folder, `cache${number % 7}`),
          dataDir: join(folder, 'data'),
          allowUnproved: true,
          offline: false,
          http: { attempts: 1, backoff: 1, stall: 2000 },
          origin: 'http://127.0.0.1:9',
        });
        const onEvent = report;
        const into = join(folder, `into${number}`);
        const stock = await from.unpack(VERSION, 'linux-amd64', into, { pin: undefined, onEvent });
        await openSources(join(folder, 'data')).remember(MODULE, stock);
        rmSync(into, { recursive: true });
        if (number % 20 === 0) rmSync(join(folder, `cache${number % 7}`), { recursive: true, force: true });
        return stock;
      });
    if (stderr.text.includes('repeats credentials')) seen.repeated++;
    const printed = `${stdout.text}${stderr.text}`;
    if (printed.includes(SECRET)) expect.fail(`case ${number}, ${JSON.stringify(url + others)}: ${printed}`);
  }
  // All ways were gone.
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(1000);
  expect(seen.repeated).toBeGreaterThan(20);
  expect(kept(folder)).toEqual([]);
});

/** Files below a folder that hold the secret, in their names or in what they say. */
const kept = (top: string): string[] =>
  readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(SECRET) || readFileSync(path).includes(SECRET));

describe('a real process', () => {
  let world: World;

  it.each([
    [`http://me:${SECRET}@HOST`, ['install 1.24.9', 'install 1.24.9 --json', 'doctor', 'resolve 1.24.99 --verbose']],
    [`http:/me:${SECRET}@HOST/echo`, ['install 1.24.9 --verbose', 'resolve 1.24.99 --json']],
    [`http://me:${SECRET}/x@HOST`, ['install 1.24.9', 'list']],
    [`http://me:p #${SECRET}@HOST`, ['install 1.24.9 --json']],
    [`http://HOST/echo?token=${SECRET}`, ['install 1.24.9', 'resolve 1.24.99']],
  ])('with GOPROXY=%s', async (form, commands) => {
    world = createWorld();
    const env = { ...world.env, GOPROXY: form.replace('HOST', server.url.slice(7)) };
    for (const command of commands) {
      // Not world.run: it would keep the server from answering.
      const child = spawn('sh', ['-c', `rto ${command}`], { env, cwd: world.cwd });
      let printed = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += data));
      const lines = watchCommandLines();
      await new Promise((done) => child.on('close', done));
      expect(lines()).toEqual([]);
      expect(printed).not.toContain(SECRET);
    }
    expect(
      kept(world.env['RTO_HOME']?.replace(/data$/, '') ?? '').filter((path) => !path.includes('/package/')),
    ).toEqual([]);
  });
});

/** Looks at the command lines of all processes until it is asked for those that held the secret. */
function watchCommandLines(): () => string[] {
  const found = new Set<string>();
  const look = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        if (line.includes(SECRET)) found.add(line);
      } catch {
        // It has ended.
      }
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    return [...found];
  };
}
