// What a go of Nix observes: one rule for shells, packages, profiles and derivations, and the same as rto's.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import { parseConfig } from '../../driver/observe/rtotoml.ts';
import { copyFlake, nix, nixBuild, nixProgram, STANDIN } from '../support/nix.ts';
import { ROOT } from '../support/paths.ts';
import { type Result, run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const DEFAULT = 'reflect,unsafe,crypto';

/** bin/go of the package around a tree whose go says what it is given, so that no toolchain is made. */
async function packageAround(observe: string | undefined): Promise<string> {
  const folder = tempFolder('nix');
  const tree = join(folder, 'tree');
  mkdirSync(join(tree, 'bin'), { recursive: true });
  const says =
    '#!/bin/sh\n[ "$1" = env ] && echo "-O2 -g" && exit\necho "$GO_INSTRUMENT|$GOTOOLCHAIN|$(printenv GOROOT || echo none)|$CGO_LDFLAGS|$*"\n';
  for (const name of ['go', 'gofmt']) writeFileSync(join(tree, 'bin', name), says, { mode: 0o755 });
  const out = join(folder, 'out');
  const variables = {
    ...{ PATH: process.env['PATH'], out, tree, script: join(ROOT, 'overlays/go/go.sh'), bash: '/bin/bash' },
    ...{ observe: observe ?? DEFAULT, chosen: observe === undefined ? '' : '1', loader: '', usual: '' },
  };
  const args = ['-i', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)];
  const built = await run('env', [...args, 'bash', join(ROOT, 'overlays/builders/go.sh')]);
  expect(built.status, built.stderr).toBe(0);
  return join(out, 'bin', 'go');
}

let plain: string;
let chosen: string;
beforeAll(async () => {
  plain = await packageAround(undefined);
  chosen = await packageAround('crypto');
});

/** A folder with an rto.toml above it; where `go` is run. */
function project(config?: string): string {
  const top = tempFolder('nix');
  const folder = join(top, 'a', 'b c');
  mkdirSync(folder, { recursive: true });
  if (config !== undefined) writeFileSync(join(top, 'rto.toml'), config);
  return folder;
}
const go = (program: string, cwd: string, env: Record<string, string | undefined> = {}, args = ['build', '.']) =>
  run(program, args, { cwd, env: { NIX_BUILD_TOP: undefined, ...env } });
const observed = ({ stdout }: Result): string => stdout.split('|')[0] ?? '';

describe('what is observed', () => {
  it.each<[string, Record<string, string>, string | undefined, string]>([
    ['GO_INSTRUMENT', { GO_INSTRUMENT: 'os/exec.Command' }, 'observe = ["reflect"]', 'os/exec.Command'],
    ['GO_INSTRUMENT, empty', { GO_INSTRUMENT: '' }, 'observe = ["reflect"]', ''],
    ['a variable of one group', { GO_INSTRUMENT_CRYPTO: 'true' }, 'observe = ["reflect"]', ''],
    ['the nearest rto.toml', {}, 'observe = ["reflect", "-reflect.TypeOf"]', 'reflect,-reflect.TypeOf'],
    ['an empty list', {}, 'observe = []', 'none'],
    ['the default, where rto.toml does not say', {}, '# nothing\n', DEFAULT],
    ['the default', {}, undefined, DEFAULT],
  ])('%s decides', async (_what, env, config, want) => {
    expect(observed(await go(plain, project(config), env))).toBe(want);
  });

  it('what the go was made for counts before rto.toml, and after the environment', async () => {
    const folder = project('observe = ["reflect"]');
    expect(observed(await go(chosen, folder))).toBe('crypto');
    expect(observed(await go(chosen, folder, { GO_INSTRUMENT: 'none' }))).toBe('none');
  });

  it.each([[['build', '-C', 'DIR', '.']], [['test', '-C=DIR']]])(
    'rto.toml is that of the folder of -C: %j',
    async (args) => {
      const folder = project('observe = ["unsafe"]');
      const there = args.map((word) => word.replace('DIR', folder));
      expect(observed(await go(plain, tempFolder('nix'), {}, there))).toBe('unsafe');
    },
  );
});

describe('a selection that nobody made', () => {
  it.each(['build', 'install', 'run', 'test'])('is said by go %s', async (command) => {
    const said = await go(plain, project(), {}, [command]);
    expect(said.stderr).toBe(`rto: observing ${DEFAULT}, as neither GO_INSTRUMENT nor an rto.toml says what\n`);
  });

  it('is said once in a derivation', async () => {
    const env = { NIX_BUILD_TOP: tempFolder('nix') };
    expect((await go(plain, project(), env)).stderr).toContain('rto: observing');
    expect((await go(plain, project(), env)).stderr).toBe('');
  });

  it('is silent where somebody chose, and where nothing is built', async () => {
    expect((await go(plain, project('observe = ["unsafe"]'))).stderr).toBe('');
    expect((await go(plain, project(), { GO_INSTRUMENT: 'crypto' })).stderr).toBe('');
    expect((await go(chosen, project())).stderr).toBe('');
    expect((await go(plain, project(), {}, ['version'])).stderr).toBe('');
  });
});

it('a host cannot put another Go in its place', async () => {
  const { stdout } = await go(plain, project(), { GOROOT: '/nowhere', GOTOOLCHAIN: 'go1.99.0' });
  expect(stdout).toBe(`${DEFAULT}|local|none||build .\n`);
});

describe('an rto.toml means what it means to rto', () => {
  it.each([
    'observe = ["reflect", "os/exec.Command", "-crypto/rand.Read"]',
    "observe=['net/http.(*Client).Do','a/...' , \"b.*\",]",
    '\ufeff# first\n\n"observe" = [ # why\n  "crypto", # that\n\n  "unsafe"\n] # end\n# last',
    "'observe' = []\r\n",
    '',
    '# observe = ["x"]',
    'observe = ["crypto"',
    'observe = ["crypto"]\nobserve = ["unsafe"]',
    'observe = ["crypto"] x',
    'observe = ["a b"]',
    'observe = ["a,b"]',
    'observe = [""]',
    'observe = "crypto"',
    'observe = [1]',
    'observe = ["crypto" "unsafe"]',
    'observe = [,]',
    'watch = ["crypto"]',
    '[observe]\nx = 1',
    'observe',
  ])('%j', async (text) => {
    let want: string | undefined;
    try {
      want = parseConfig(text, 'rto.toml') ?? DEFAULT;
    } catch (error) {
      if (!(error instanceof RtoError)) throw error;
    }
    const said = await go(plain, project(text));
    if (want === undefined) {
      expect(said).toMatchObject({ status: 1, stdout: '' });
      expect(said.stderr).toMatch(/^rto: \/.*\/rto\.toml: .*\[RTO_CONFIG\]\n$/);
    } else expect(observed(said), said.stderr).toBe(want);
  });
});

const SHELL = 'echo "$GO_INSTRUMENT|$GOTOOLCHAIN|$(printenv GOROOT || echo none)|$own|$(command -v go)"';

describe('mkShell', () => {
  const flake = copyFlake();
  const develop = async (expression: string, env: Record<string, string | undefined> = {}): Promise<string> => {
    const whole = `let pkgs = import ${STANDIN} { system = "x86_64-linux"; overlays = [ (import ${flake}/overlays) ]; };
      go = derivation { name = "go"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" ]; args = [ "-c" "/bin/mkdir -p $out/bin; /bin/ln -s /bin/true $out/bin/go" ]; };
      in ${expression}`;
    const args = ['develop', '--impure', '--expr', whole, '--command', 'bash', '-c', SHELL];
    const said = await nixProgram('nix', args, { env: { GOROOT: '/nowhere', ...env } });
    expect(said.status, said.stderr).toBe(0);
    return said.stdout.trim();
  };

  it('takes what mkShell of nixpkgs takes', async () => {
    const said = await develop(
      `pkgs.rto.mkShell { inherit go; observe = "crypto"; own = "it's"; shellHook = "GO_INSTRUMENT=$GO_INSTRUMENT,more"; }`,
    );
    expect(said).toMatch(/^crypto,more\|local\|none\|it's\|\/nix\/store\/.*\/bin\/go$/);
  });

  it('is whole where another shell takes it over', async () => {
    const shell = `pkgs.rto.mkShell { inherit go; observe = "crypto"; }`;
    expect(await develop(`pkgs.mkShellNoCC { inputsFrom = [ (${shell}) ]; }`)).toMatch(
      /^crypto\|local\|none\|\|\/nix\/store\/.*\/bin\/go$/,
    );
    expect(await develop(`pkgs.rto.mkShell { inputsFrom = [ (${shell}) ]; go = pkgs.bashInteractive; }`)).toMatch(
      /^crypto\|local\|none\|\|\/nix\/store\/.*\/bin\/go$/,
    );
  });

  it.each<[Record<string, string>, string]>([
    [{ GO_INSTRUMENT: 'os/exec.Command' }, 'os/exec.Command'],
    [{ GO_INSTRUMENT: '' }, ''],
    [{ GO_INSTRUMENT_CRYPTO: 'true' }, ''],
  ])('leaves the word to the user: %j', async (env, want) => {
    expect(await develop('pkgs.rto.mkShell { inherit go; observe = "crypto"; }', env)).toMatch(`${want}|local|`);
  });

  it('leaves what is observed to go where it does not say', async () => {
    expect(await develop('pkgs.rto.mkShell { inherit go; }')).toMatch(/^\|local\|/);
  });
});

describe('a package of a toolchain', () => {
  it('looks as tools expect a Go to look', async () => {
    const built = await nixBuild([`path:${copyFlake()}#go_1_24_13`]);
    const tree = join(built, 'share', 'go');
    for (const file of ['bin/go', 'bin/gofmt', 'share/go/VERSION', 'share/go/src/fmt/print.go'])
      expect(existsSync(join(built, file)), file).toBe(true);
    expect(existsSync(join(built, 'LICENSE'))).toBe(false);
    const said = await run(join(built, 'bin/go'), ['env', 'GOROOT', 'GOVERSION'], { cwd: tempFolder('nix') });
    expect(said.stdout).toMatch(/^\/nix\/store\/.*-rto-go-1\.24\.13-[0-9a-f]{12}\ngo1\.24\.13\n$/);
    const own = await run(join(tree, 'bin/go'), ['list', 'std'], { env: { GOROOT: tree }, cwd: tempFolder('nix') });
    expect(own.stdout, own.stderr).toContain('\ncrypto/sha256\n');
  });

  it('makes programs that start where the usual interpreter is not, as on NixOS', async () => {
    const built = await nixBuild([`path:${copyFlake()}#go_1_24_13`]);
    const folder = tempFolder('nix');
    writeFileSync(join(folder, 'go.mod'), 'module m\n\ngo 1.19\n');
    writeFileSync(
      join(folder, 'main.go'),
      'package main\n\nimport "C"\nimport _ "net"\n\nfunc main() { println("started") }\n',
    );
    const etc = join(tempFolder('nix'), 'etc');
    const build = `cp -a /etc ${etc}; touch ${etc}/NIXOS; mount --bind ${etc} /etc; cd ${folder}; ${built}/bin/go build -o app .`;
    const env = { GO_INSTRUMENT: 'crypto', CGO_ENABLED: '1' };
    const made = await run('unshare', ['--mount', 'sh', '-euc', build], { env });
    expect(made.status, made.stderr).toBe(0);
    // What starts the program lies elsewhere too, so it has to be the shell's last.
    const start = `mount -t tmpfs none /lib64; exec ${folder}/app`;
    const program = readFileSync(join(folder, 'app'), 'latin1');
    expect(program).toMatch(/\/nix\/store\/[^/]*-glibc\/lib\/ld-linux-x86-64\.so\.2/);
    const ran = await run('unshare', ['--mount', 'sh', '-euc', start]);
    expect(ran).toMatchObject({ status: 0, stderr: 'started\n' });
  });
});

describe('what a set builds for', () => {
  it.each([
    ['pkgs.rto.go_1_26_10', 'linux amd64 x86_64-linux'],
    ['cross.rto.go_1_26_10', 'linux arm64 aarch64-linux'],
    ['cross.buildPackages.rto.go_1_26_10', 'linux arm64 x86_64-linux'],
    ['cross.rto.go_1_26_10.__spliced.buildHost', 'linux arm64 x86_64-linux'],
  ])('%s', async (expression, want) => {
    const flake = copyFlake();
    const overlays = `overlays = [ (import ${flake}/overlays) ]; system = "x86_64-linux";`;
    const whole = `let pkgs = import ${STANDIN} { ${overlays} }; cross = import ${STANDIN} { ${overlays} crossSystem.system = "aarch64-linux"; };
      in with ${expression}; "\${GOOS} \${GOARCH} \${system}"`;
    const said = await nixProgram('nix-instantiate', ['--eval', '--expr', whole]);
    expect(said.stdout, said.stderr).toBe(`"${want}"\n`);
  });
});

it('evaluating one toolchain is quick', async () => {
  const said = await nix('eval', [`path:${copyFlake()}#go_1_24_13.drvPath`], {
    cwd: ROOT,
    env: { NIX_SHOW_STATS: '1' },
  });
  expect(said.status, said.stderr).toBe(0);
  expect(Number(/"cpuTime": ([\d.]+)/.exec(said.stderr)?.[1])).toBeLessThan(0.1);
});
