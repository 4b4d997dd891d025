// Which go is in use, what disturbs it, and what is said of it: tables over fake environments.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { checkEnvironment } from '../../driver/doctor/environment.ts';
import { type GoCommand, goCommands, goSettings, parseSettings } from '../../driver/observe/gocommand.ts';
import { tempFolder } from '../support/temp.ts';

const top = tempFolder('doctor');

const STORED = `/store/${'0'.repeat(32)}-rto-go-1.24.13-0123456789ab`;
const instrumented = (go = '1.24.13'): GoCommand => ({
  ...{ path: `${STORED}/bin/go`, goroot: STORED },
  about: { go, platform: 'linux-amd64', recipe: '0'.repeat(64) },
});
const stock: GoCommand = { path: '/usr/bin/go', goroot: '/usr', about: undefined };

/** The findings that are not ok, as "level check: text". */
function trouble(commands: GoCommand[], env: Record<string, string>, written = ''): string[] {
  const left = parseSettings(written);
  const settings = (name: string) => {
    const value = env[name] || left.get(name);
    return value ? { value, from: env[name] ? 'the environment' : 'go env -w' } : undefined;
  };
  return checkEnvironment({ commands, env, settings, real: (folder) => folder })
    .filter(({ level }) => level !== 'ok')
    .map(({ level, check, text }) => `${level} ${check}: ${text}`);
}

const ASKED = { GO_INSTRUMENT: 'reflect' };

it.each<[string, GoCommand[], Record<string, string>, string, RegExp | undefined]>([
  ['no go at all', [], {}, '', undefined],
  ['no go, but its GOROOT', [], { GOROOT: STORED }, '', /^fault PATH: GOROOT is .*, but no go is on PATH$/],
  ['stock alone', [stock], {}, '', undefined],
  ['stock, and its own GOROOT', [stock], { GOROOT: '/usr' }, '', undefined],
  ['stock, a leftover GOTOOLCHAIN', [stock], {}, 'GOTOOLCHAIN=go1.20', undefined],
  ['stock, asked to observe', [stock], ASKED, '', /^warning observed: GO_INSTRUMENT=reflect is set, but .* stock/],
  [
    'stock before instrumented',
    [stock, instrumented()],
    {},
    '',
    /^fault PATH: the first go on PATH is stock, \/usr\/bin\/go/,
  ],
  ['stock, GOROOT instrumented', [stock], { GOROOT: STORED }, '', /^fault PATH: the first go on PATH is stock/],
  ['instrumented', [instrumented(), stock], { ...ASKED, GOROOT: STORED, GOTOOLCHAIN: 'local' }, '', undefined],
  ['instrumented without GOROOT', [instrumented()], ASKED, '', undefined],
  [
    'another GOROOT',
    [instrumented()],
    { ...ASKED, GOROOT: '/usr' },
    '',
    /^fault GOROOT: GOROOT=\/usr \(the environment\)/,
  ],
  ['a leftover GOROOT', [instrumented()], ASKED, 'GOROOT=/usr', /^fault GOROOT: .*\(go env -w\)/],
  ['switching', [instrumented()], { ...ASKED, GOTOOLCHAIN: 'auto' }, '', /^fault GOTOOLCHAIN: GOTOOLCHAIN=auto/],
  ['local, but switching', [instrumented()], { ...ASKED, GOTOOLCHAIN: 'local+auto' }, '', /^fault GOTOOLCHAIN/],
  ['a leftover GOTOOLCHAIN', [instrumented()], ASKED, 'GOTOOLCHAIN=go1.20', /^fault GOTOOLCHAIN: .*\(go env -w\)/],
  ['one that is overruled', [instrumented()], { ...ASKED, GOTOOLCHAIN: 'local' }, 'GOTOOLCHAIN=go1.20', undefined],
  ['a Go that never switches', [instrumented('1.20.14')], { ...ASKED, GOTOOLCHAIN: 'auto' }, '', undefined],
  ['nothing asked for', [instrumented()], {}, '', /^warning observed: nothing is asked for/],
  ['one group asked for', [instrumented()], { GO_INSTRUMENT_CRYPTO: 'true' }, '', undefined],
  ['-toolexec', [stock], { GOFLAGS: '-v -toolexec=/x/wrap' }, '', /^warning GOFLAGS: -toolexec=\/x\/wrap/],
  ['-toolexec in quotes', [stock], { GOFLAGS: "'-toolexec=/x y'" }, '', /^warning GOFLAGS: -toolexec/],
  ['a leftover -overlay', [stock], {}, 'GOFLAGS=--overlay=o.json', /^warning GOFLAGS: --overlay=o.json \(go env -w\)/],
  ['gccgo', [instrumented()], { ...ASKED, GOFLAGS: '-compiler=gccgo' }, '', /^fault GOFLAGS/],
  ['harmless flags', [instrumented()], { ...ASKED, GOFLAGS: '-mod=mod -trimpath -count=1' }, '', undefined],
])('%s', (_why, commands, env, written, want) => {
  const found = trouble(commands, env, written);
  if (want === undefined) expect(found).toEqual([]);
  else expect(found).toEqual([expect.stringMatching(want)]);
});

function place(path: string, text: string, mode = 0o755): string {
  const file = join(top, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

it('finds go as a shell does, through links, and tells an instrumented one', () => {
  const go = place('i/bin/go', '');
  place('i/rto.json', JSON.stringify({ go: '1.24.13', platform: 'linux-amd64', recipe: 'a'.repeat(64) }), 0o644);
  place('broken/bin/go', '');
  place('broken/rto.json', '{"go":', 0o644);
  place('text/go', '', 0o644);
  mkdirSync(join(top, 'folder/go'), { recursive: true });
  mkdirSync(join(top, 'link'));
  symlinkSync(go, join(top, 'link/go'));
  const folders = ['absent', 'text', 'folder', 'link', 'broken/bin', 'i/bin', 'link'].map((name) => join(top, name));
  const found = goCommands({ PATH: folders.join(':') }, '/');
  expect(found.map(({ path, goroot, about }) => [path, goroot, about?.go].join(' ').replaceAll(top, ''))).toEqual([
    '/link/go /i 1.24.13',
    '/broken/bin/go /broken ',
    '/i/bin/go /i 1.24.13',
  ]);
  expect(goCommands({ PATH: '' }, join(top, 'link')).map(({ path }) => path)).toEqual([join(top, 'link/go')]);
});

it('reads what go env -w left, where cmd/go looks for it', () => {
  place('home/.config/go/env', 'GOFLAGS=-v\n# x\nGOFLAGS=-x\nGOTOOLCHAIN=go1.20\r\nGOPROXY=\n', 0o644);
  place('xdg/go/env', 'GOFLAGS=xdg\n', 0o644);
  const HOME = join(top, 'home');
  const read = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
    ['GOFLAGS', 'GOTOOLCHAIN', 'GOPROXY'].map((name) => goSettings(env, platform)(name)?.value);
  expect(read({ HOME })).toEqual(['-v', 'go1.20', undefined]);
  expect(read({ HOME, GOFLAGS: '', GOTOOLCHAIN: 'local' })).toEqual(['-v', 'local', undefined]);
  expect(read({ HOME, GOENV: 'off' })).toEqual([undefined, undefined, undefined]);
  expect(read({ HOME, GOENV: join(top, 'xdg/go/env') })[0]).toBe('xdg');
  expect(read({ HOME, XDG_CONFIG_HOME: join(top, 'xdg') })[0]).toBe('xdg');
  expect(read({ HOME, XDG_CONFIG_HOME: 'relative' })[0]).toBeUndefined();
  expect(read({ HOME }, 'darwin')[0]).toBeUndefined();
  expect(read({})).toEqual([undefined, undefined, undefined]);
  expect(goSettings({ HOME })('GOFLAGS')?.from).toBe(`go env -w, in ${HOME}/.config/go/env`);
});
