// rto inspect on real binaries: of three systems, stripped, of several build modes, of stock Go, of rto itself.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { rto, run } from '../support/rto.ts';
import { stockGoroot } from '../support/stock.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('inspect');

const FILES = {
  'go.mod': 'module example.com/app\n\ngo 1.21\n',
  'main.go': `package main

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"unsafe"

	"example.com/app/broken"
)

func main() {
	data := [2]byte{}
	fmt.Println(reflect.ValueOf(1).Int(), sha256.Sum256(unsafe.Slice(&data[0], 2)), broken.Number(), skipped(&data[0]))
}

//go:nosplit
func skipped(p *byte) int { return len(unsafe.Slice(p, 1)) }
`,
  // What is added to a package of a hooked function means the universe's string.
  'broken/broken.go': `package broken

type string struct{}

func Number() int { return 7 }
`,
};

beforeAll(() => {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});

const OBSERVED = 'reflect,unsafe,crypto/sha256.Sum256,example.com/app/broken.*,os/exec.Command';

/** Builds the program as go is told, and inspects what comes out. */
async function built(output: string, flags: readonly string[] = [], env: Record<string, string> = {}) {
  const built = await rto(['build', '--observe', OBSERVED, '1.24', '--', ...flags, '-o', output, '.'], {
    cwd: folder,
    env: { CGO_ENABLED: '0', ...env },
  });
  expect(built.status, built.stderr).toBe(0);
  return inspected(output);
}

async function inspected(path: string) {
  const { status, stdout, stderr } = await rto(['inspect', '--json', path], { cwd: folder });
  expect(stderr).toBe('');
  return { status, ...JSON.parse(stdout) };
}

it.each<[string, string, string[], Record<string, string>, string, string]>([
  ['an ELF', 'app', [], {}, 'ELF', 'linux/amd64'],
  ['stripped', 'app', ['-ldflags=-s -w'], {}, 'ELF', 'linux/amd64'],
  ['with -trimpath, as PIE', 'app', ['-trimpath', '-buildmode=pie'], {}, 'ELF', 'linux/amd64'],
  ['of macOS, stripped', 'app', ['-ldflags=-s -w'], { GOOS: 'darwin', GOARCH: 'arm64' }, 'Mach-O', 'darwin/arm64'],
  ['of Windows', 'app.exe', [], { GOOS: 'windows' }, 'PE', 'windows/amd64'],
  ['of WebAssembly', 'app.wasm', [], { GOOS: 'js', GOARCH: 'wasm' }, 'WebAssembly', 'js/wasm'],
])('%s', async (_why, output, flags, env, format, target) => {
  const found = await built(output, flags, env);
  expect(found).toMatchObject({
    ...{ status: 0, instrumented: true, format, stamp: { target, rto: '0.1.0' }, programs: [], damaged: 0, unknown: 0 },
    unobserved: [{ package: 'example.com/app/broken' }],
  });
  const { toolchain, stamp, hooked, notFound, skipped, unobserved } = found;
  expect(stamp.observe.split(',').sort()).toEqual(OBSERVED.split(',').sort());
  expect(unobserved[0].reason).toMatch(/^it does not compile with hooks: /);
  expect(toolchain.endsWith(`-${stamp.toolchain.name}`)).toBe(true);
  expect(JSON.parse(readFileSync(join(toolchain, 'rto.json'), 'utf8'))).toMatchObject({
    go: stamp.toolchain.go,
    recipe: stamp.toolchain.recipe,
  });
  const [reflect, unsafe, crypto] = hooked;
  expect(reflect.packages).toHaveLength(1);
  expect(reflect.packages[0].functions).toContain('reflect.ValueOf');
  expect(unsafe.packages).toContainEqual({
    package: 'example.com/app',
    functions: [],
    sites: { 'unsafe.Slice': 1 },
  });
  expect(crypto.packages).toEqual([{ package: 'crypto/sha256', functions: ['crypto/sha256.Sum256'], sites: {} }]);
  const inVain = notFound.map((one: { asked: string }) => one.asked);
  expect(inVain).toEqual(['unsafe', 'example.com/app/broken.*', 'os/exec.Command']);
  const exec = notFound.at(-1).reason;
  // WebAssembly keeps the table of functions in pieces.
  if (format === 'WebAssembly') expect(exec).toMatch(/^package os\/exec is not linked into this binary, or none of /);
  else expect(exec).toBe('no function of package os/exec is linked into this binary');
  expect(skipped).toEqual([
    { package: 'example.com/app', name: 'unsafe.Slice main.go:18', reason: 'its function is marked //go:nosplit' },
  ]);
});

it('gives the same reason with --strict', async () => {
  const { notFound } = await built('strict');
  const exec = notFound.find((one: { asked: string }) => one.asked === 'os/exec.Command');
  const { status, stdout } = await rto(['inspect', '--strict', '--json', 'strict'], { cwd: folder });
  expect(JSON.parse(stdout).missing).toContainEqual(exec);
  expect(exec.reason).toBe('no function of package os/exec is linked into this binary');
  expect(status).toBe(3);
});

it('says that a toolchain was asked for nothing', async () => {
  const args = ['build', '--observe', 'none', '1.24', '--', '-o', 'silent', '.'];
  expect((await rto(args, { cwd: folder, env: { CGO_ENABLED: '0' } })).status).toBe(0);
  expect(await inspected('silent')).toMatchObject({ status: 0, stamp: { observe: '' }, hooked: [], notFound: [] });
});

it('calls neither stock programs nor rto itself instrumented', async () => {
  const { version } = JSON.parse((await rto(['resolve', '--json', '1.24'])).stdout);
  const goroot = await stockGoroot(version);
  const env = { GOROOT: goroot, GOTOOLCHAIN: 'local', CGO_ENABLED: '0' };
  const stock = await run(join(goroot, 'bin', 'go'), ['build', '-o', 'stock', '.'], { cwd: folder, env });
  expect(stock.status, stock.stderr).toBe(0);
  expect(await inspected('stock')).toMatchObject({ status: 3, instrumented: false, format: 'ELF', stamp: null });

  const instrumented = dirname(dirname((await rto(['which', '1.24'])).stdout.trim()));
  const compile = join(instrumented, 'pkg', 'tool', 'linux_amd64', 'compile');
  for (const own of [compile, `${compile}.stock`, join(instrumented, 'bin', 'go')]) {
    expect(existsSync(own), own).toBe(true);
    expect(await inspected(own), own).toMatchObject({ status: 3, instrumented: false });
  }
  expect(await inspected(join(instrumented, 'src', 'internal', 'goos', 'rto_stamp.go'))).toMatchObject({
    format: null,
  });
});
