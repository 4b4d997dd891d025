// A toolchain that is damaged on disk: one line instead of a compiler's crash, the reason from doctor, repair by install.
import { cpSync, mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { SHARED } from '../support/paths.ts';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('damaged');

const env = { RTO_HOME: join(folder, 'data') };
const app = join(folder, 'app');
let version: string;
let goroot: string;

/** A store of its own with a copy of the shared toolchain. */
beforeAll(async () => {
  const shared = JSON.parse((await rto(['install', '--json', '1.24'])).stdout);
  version = shared.version;
  goroot = join(folder, 'data/store', shared.base);
  cpSync(shared.goroot, goroot, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  cpSync(join(SHARED, 'data/db'), join(folder, 'data/db'), { recursive: true });
  mkdirSync(app);
  writeFileSync(join(app, 'go.mod'), `module example.com/app\n\ngo ${version}\n`);
  writeFileSync(join(app, 'main.go'), 'package main\n\nfunc main() { println("ran") }\n');
});

const inApp = (...args: string[]) => rto(args, { cwd: app, env });
const compiler = () => join(goroot, 'pkg/tool/linux_amd64/compile.stock');

/** The compiler says who it is, and crashes when it compiles. */
function breakCompiler(): void {
  const real = join(folder, 'real/compile');
  mkdirSync(dirname(real), { recursive: true });
  renameSync(compiler(), real);
  const crash = 'panic: runtime error: index out of range\\n\\ngoroutine 1 [running]:\\nmain.main()';
  const script = `#!/bin/sh\ncase $1 in -V=full) exec ${real} "$@" ;; esac\nprintf '${crash}\\n' >&2\nexit 2\n`;
  writeFileSync(compiler(), script, { mode: 0o555 });
}

it.each([
  ['GOARCH', 'amd46', 'go: unsupported GOOS/GOARCH pair linux/amd46\n'],
  ['GOOS', 'linuks', 'go: unsupported GOOS/GOARCH pair linuks/amd64\n'],
  ['GOEXPERIMENT', 'mistyped', 'go: unknown GOEXPERIMENT mistyped\n'],
  ['GOFIPS140', 'mistyped', 'go: invalid GOFIPS140: '],
])('a mistyped %s is not its fault, and go says it', async (name, value, said) => {
  const mistyped = { cwd: app, env: { ...env, [name]: value } };
  for (const command of ['run', 'build', 'test']) {
    const { status, stderr } = await rto([command, version, '.'], mistyped);
    expect(stderr, command).toContain(said);
    expect(stderr, command).not.toContain('RTO_');
    expect(status, command).not.toBe(0);
  }
  const { stdout } = await rto(['doctor', '--offline', '--json'], mistyped);
  expect(stdout).toContain('"check"');
  expect(stdout).not.toContain('is damaged');
});

it('a crash of it is one line, with what to do', async () => {
  expect((await inApp('run', version, '.')).stderr).toContain('ran\n');
  breakCompiler();
  // As a disk damages files: without a trace.
  utimesSync(compiler(), 1, 1);
  // What was compiled before would not be compiled again.
  writeFileSync(join(app, 'main.go'), 'package main\n\nfunc main() { println("ran again") }\n');
  const { status, stdout, stderr } = await inApp('run', '--json', version, '.');
  expect(JSON.parse(stdout)).toMatchObject({
    error: { code: 'RTO_TOOLCHAIN_DAMAGED', try: 'rto doctor', facts: { repair: `rto install ${version}` } },
  });
  expect(stderr).not.toContain('goroutine');
  expect(status).toBe(1);
});

it('doctor finds it', async () => {
  const { status, stdout } = await inApp('doctor', '--offline', '--json');
  expect(status).toBe(3);
  expect(JSON.parse(stdout).findings).toContainEqual({
    check: 'toolchain',
    level: 'fault',
    text: expect.stringMatching(/is damaged: it hashes to sha256-\S+, and not to what was recorded/),
    try: `rto install ${version}`,
  });
});

it('what was written to is not used at all', async () => {
  utimesSync(compiler(), 2, 2);
  const { status, stderr } = await inApp('exec', version, '--', 'go', 'version');
  expect(stderr).toContain('is damaged: pkg/tool/linux_amd64/compile.stock was written to [RTO_TOOLCHAIN_DAMAGED]');
  expect(status).toBe(1);
});

it('rto install makes it again, and leaves what is sound as it is', async () => {
  const repaired = await inApp('install', version);
  expect(repaired.stderr).toContain('is damaged: it is made again\n');
  expect(repaired.stdout).toBe(`${goroot}\n`);
  expect((await inApp('run', version, '.')).stderr).toContain('ran again\n');
  const again = await inApp('install', version);
  expect([again.status, again.stdout]).toEqual([0, `${goroot}\n`]);
  expect(again.stderr).not.toContain('again');
});
