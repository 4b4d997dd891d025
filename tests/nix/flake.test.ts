// The flake with real Nix: the newest toolchain built by it has the bits and the store path of rto's own, and works in shells.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCatalog } from '../../driver/version/catalog.ts';
import { copyFlake, nix, nixBuild, nixJson, nixProgram, pathInfo, writeLock } from '../support/nix.ts';
import { ROOT } from '../support/paths.ts';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const SYSTEM = 'x86_64-linux';

interface Installed {
  base: string;
  name: string;
  nar: string;
  recipe: string;
  version: string;
}

const flake = copyFlake();
let embedded: Installed;
let path: string;

beforeAll(async () => {
  const installed = await rto(['install', '--json', 'stable']);
  expect(installed.status, installed.stderr).toBe(0);
  embedded = JSON.parse(installed.stdout);
  writeLock(flake, embedded);
  path = await nixBuild([`path:${flake}#latest.unwrapped`]);
}, 600_000);

describe('the newest toolchain, locked', () => {
  it('lies where its contents say, as in the embedded store', () => {
    expect(path).toBe(`/nix/store/${embedded.base}`);
  });

  it('has the same bits, and refers to nothing', async () => {
    const info = await pathInfo(path);
    expect(info.narHash).toBe(embedded.nar);
    expect(info.references).toEqual([]);
    const verified = await nixProgram('nix-store', ['--verify-path', path]);
    expect(verified.status, verified.stderr).toBe(0);
  });

  it('is found again without its source, offline', async () => {
    expect(await nixBuild([`path:${flake}#go_1_27.unwrapped`, '--offline'], { env: { GOPROXY: 'off' } })).toBe(path);
  });
});

describe('outputs', () => {
  it('name every catalogued patch and every series', async () => {
    const names = await nixJson<string[]>('eval', [
      `path:${flake}#packages.${SYSTEM}`,
      '--apply',
      'builtins.attrNames',
    ]);
    const patches = openCatalog().series.flatMap((series) => openCatalog().family(series)?.patches ?? []);
    const here = patches.filter(({ sources }) => sources['linux-amd64'] !== undefined);
    const want = here.map(({ version }) => `go_1_${version.minor}_${version.number}`);
    const series = openCatalog().series.map((name) => `go_${name.replace('.', '_')}`);
    expect(names.sort()).toEqual(['default', 'latest', 'rto', ...want, ...series].sort());
  });

  it('pass nix flake check', async () => {
    const checked = await nix('flake check', [`path:${flake}`]);
    expect(checked.status, checked.stderr).toBe(0);
  });
});

/** The program of a Nix user, outside the flake. */
function project(goMod: string): string {
  const folder = tempFolder('nix');
  writeFileSync(join(folder, 'go.mod'), goMod);
  writeFileSync(
    join(folder, 'main.go'),
    'package main\n\nimport "crypto/sha256"\n\nfunc main() { sha256.Sum256(nil) }\n',
  );
  return folder;
}

const develop = (installable: string, command: string, cwd: string, env: Record<string, string | undefined> = {}) =>
  nix('develop', [installable, '--command', 'sh', '-c', command], { cwd, env });

describe('a shell', () => {
  it('has the instrumented go, whatever GOROOT and toolchain the host asks for', async () => {
    const env = { GOROOT: '/nowhere', GOTOOLCHAIN: 'go1.99.0' };
    const said = await develop(
      `path:${flake}`,
      'go env GOROOT; go version; go env GOTOOLCHAIN',
      project('module m\n'),
      env,
    );
    expect(said.status, said.stderr).toBe(0);
    expect(said.stdout).toBe(`${path}\ngo version go${embedded.version} linux/amd64\nlocal\n`);
  });

  it('builds programs that log, and that rto inspect knows', async () => {
    const folder = project('module example.com/m\n\ngo 1.19\n');
    const log = join(folder, 'log.jsonl');
    const said = await develop(`path:${flake}#go_1_27`, 'go build -o app . && ./app', folder, {
      INSTRUMENTATION_LOG_PATH: log,
    });
    expect(said.status, said.stderr).toBe(0);
    expect(readFileSync(log, 'utf8')).toMatch(/"operation":"crypto\/sha256\.Sum256".*"caller":"main\.main"/);
    const inspected = JSON.parse((await rto(['inspect', '--json', join(folder, 'app')])).stdout);
    expect(JSON.stringify(inspected)).toContain(embedded.name);
  });

  it.each([
    ['exit 7', 7],
    ['kill -TERM $$', 143],
  ])('passes on how a command ended: %s', async (command, status) => {
    const ended = await develop(`path:${flake}`, command, ROOT);
    expect(ended.signal === 'SIGTERM' ? 143 : ended.status).toBe(status);
  });
});

describe('the command', () => {
  it('is a package, an app, and in the default shell', async () => {
    const version = (await rto(['--version'])).stdout;
    const built = await nixBuild([`path:${flake}#rto`]);
    expect(await nixProgram(join(built, 'bin/rto'), ['--version'])).toMatchObject({ status: 0, stdout: version });
    const resolved = await nixProgram(join(built, 'bin/rto'), ['resolve', '1.23', '--json']);
    expect(JSON.parse(resolved.stdout).version).toMatch(/^1\.23\.\d+$/);
    const ran = await nix('run', [`path:${flake}#rto`, '--', '--version']);
    expect(ran).toMatchObject({ status: 0, stdout: version });
    const said = await develop(`path:${flake}`, 'rto --version', ROOT);
    expect(said).toMatchObject({ status: 0, stdout: version });
    for (const file of [
      'bash-completion/completions/rto',
      'zsh/site-functions/_rto',
      'fish/vendor_completions.d/rto.fish',
    ])
      expect(readFileSync(join(built, 'share', file), 'utf8')).toContain('rto completion');
  });

  it('makes a toolchain on an empty store, and runs a program with it', async () => {
    const folder = project('module example.com/m\n\ngo 1.19\n');
    const env = { RTO_HOME: join(tempFolder('nix'), 'home') };
    const ran = await nix('run', [`path:${flake}`, '--', 'run', embedded.version, folder], { env });
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stderr).toContain('crypto/sha256.Sum256');
    expect(readdirSync(join(env.RTO_HOME, 'store'))).toEqual([embedded.base]);
    // What it writes down goes to its user's folder, also where root could write into the store.
    const built = await nixBuild([`path:${flake}#rto`]);
    const locked = await nixProgram(join(built, 'bin/rto'), ['lock', embedded.version], { env });
    expect(locked.status, locked.stderr).toBe(0);
    expect(readFileSync(join(env.RTO_HOME, 'outputs', `${SYSTEM}.toml`), 'utf8')).toContain(embedded.nar);
    const verified = await nixProgram('nix-store', ['--verify-path', built]);
    expect(verified.status, verified.stderr).toBe(0);
    expect(existsSync(join(built, 'lib/rto/flake.lock'))).toBe(true);
  });
});

describe('the template', () => {
  it('gives a project the Go that its go.mod asks for', async () => {
    const folder = project(`module example.com/m\n\ngo 1.22\n\ntoolchain go${embedded.version}\n`);
    const made = await nixProgram('nix', ['flake', 'init', '-t', `path:${flake}`], { cwd: folder });
    expect(made.status, made.stderr).toBe(0);
    expect(readFileSync(join(folder, '.envrc'), 'utf8')).toContain('use flake\n');
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toContain('.direnv/\n');
    const log = join(folder, 'events.jsonl');
    const step = /run: nix develop --command (.*)/.exec(
      readFileSync(join(folder, '.github/workflows/observe.yml'), 'utf8'),
    );
    writeFileSync(
      join(folder, 'main_test.go'),
      'package main\n\nimport "testing"\n\nfunc TestMain_(t *testing.T) { main() }\n',
    );
    const inputs = ['--override-input', 'rto', `path:${flake}`, `path:${folder}`];
    const checked = await nix('flake check', inputs, { cwd: folder });
    expect(checked.status, checked.stderr).toBe(0);
    const args = [
      '--override-input',
      'rto',
      `path:${flake}`,
      `path:${folder}`,
      '--command',
      'sh',
      '-c',
      step?.[1] ?? '',
    ];
    const tested = await nix('develop', args, { cwd: folder, env: { INSTRUMENTATION_LOG_PATH: log } });
    expect(tested.status, tested.stderr).toBe(0);
    expect(tested.stdout).toMatch(/^ok\s+example\.com\/m/m);
    expect(readFileSync(log, 'utf8')).toContain('"operation":"crypto/sha256.Sum256"');
  });
});

describe('the flake that rto overlay writes', () => {
  it('names only what it has: it can be shown, checked and entered', async () => {
    const folder = join(tempFolder('nix'), 'rto');
    const written = await rto(['overlay', embedded.version, '--output', folder]);
    expect(written.status, written.stderr).toBe(0);
    const shown = await nix('flake show', [`path:${folder}`]);
    expect(shown.status, shown.stderr).toBe(0);
    expect(shown.stdout).toContain('go_1_27');
    const checked = await nix('flake check', [`path:${folder}`]);
    expect(checked.status, checked.stderr).toBe(0);
    const said = await develop(`path:${folder}`, 'go env GOROOT', ROOT);
    expect(said.stdout, said.stderr).toBe(`${path}\n`);
  });
});

describe('copies of the data in a project', () => {
  it('give the same toolchain, by a few lines', async () => {
    const folder = tempFolder('nix');
    for (const part of ['overlays', 'wrappers'])
      cpSync(join(flake, part), join(folder, 'rto', part), { recursive: true });
    mkdirSync(join(folder, 'locks'));
    cpSync(join(flake, 'overlays/outputs'), join(folder, 'locks'), { recursive: true });
    const expression = `(import ${folder}/rto/overlays/rto.nix {
      pkgs = import ${ROOT}/tests/nix/standin { system = "${SYSTEM}"; };
      catalog = ${folder}/rto/overlays/catalog;
      outputs = ${folder}/locks;
      wrappers = ${folder}/rto/wrappers;
    }).latest.unwrapped.outPath`;
    const said = await nixProgram('nix-instantiate', ['--eval', '--json', '--expr', expression]);
    expect(said.status, said.stderr).toBe(0);
    expect(JSON.parse(said.stdout)).toBe(path);
  });
});
