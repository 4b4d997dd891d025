// Every way to build: what builds, runs, fails and panics with stock Go does the same with instrumented Go.
// RTO_FAITHFUL=all does all of it on all chosen minors; otherwise the quick ones on 1.24 stand for all.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { app, runProgram } from '../support/program.ts';
import { type Result, run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { MINORS } from './minors.ts';
import { both, Side } from './modes/both.ts';
import {
  ALLOCATIONS,
  BELOW_ZERO,
  BROKEN,
  CGO,
  type Files,
  HASH_ALLOCATIONS,
  LIBRARY,
  MALFORMED,
  OUTPUT_ALLOCATIONS,
  PANIC,
  PLUGIN,
  READ_ORDER,
  TESTED,
  VENDORED,
  WORKSPACE,
} from './modes/fixtures.ts';

const ALL = process.env['RTO_FAITHFUL'] === 'all';
const HERE = ALL ? MINORS : MINORS.filter((minor) => minor === '1.24');
const since = (minor: string, first: number): boolean => Number(minor.split('.')[1]) >= first;
const CALLERS = app('callers');
const folder = tempFolder('modes');

type Work = (side: Side) => Promise<Result>;

/** Builds with these flags and runs what came out; a build that fails is the result. */
const buildAndRun =
  (flags: readonly string[], env: Record<string, string> = {}, from = '.'): Work =>
  async (side) => {
    const built = await side.go(['build', ...flags, '-o', 'program.out', '.'], env, join(side.folder, from));
    if (built.status !== 0) return built;
    return await runProgram(join(side.folder, from, 'program.out'), [], { cwd: side.folder });
  };

const goOnly =
  (args: readonly string[], env: Record<string, string> = {}): Work =>
  async (side) =>
    await side.go(args, env);

/** Links a C program with the library that go built. */
const usedByC =
  (mode: string, library: string, link: readonly string[]): Work =>
  async (side) => {
    const built = await side.go(['build', `-buildmode=${mode}`, '-o', library, '.']);
    if (built.status !== 0) return built;
    const compile = ['-x', 'c', 'use.c.txt', '-x', 'none', ...link, '-lpthread', '-o', 'use'];
    // Both libraries have a header named after themselves.
    const linked = await run('sh', ['-c', `cp lib*.h library.h; gcc ${compile.join(' ')}`], { cwd: side.folder });
    if (linked.status !== 0) return linked;
    return await runProgram(join(side.folder, 'use'), []);
  };

const withPlugin: Work = async (side) => {
  const part = await side.go(['build', '-buildmode=plugin', '-o', 'part.so', './part']);
  if (part.status !== 0) return part;
  const built = await side.go(['build', '-o', 'host', '.']);
  if (built.status !== 0) return built;
  return await runProgram(join(side.folder, 'host'), ['./part.so'], { cwd: side.folder });
};

const covered: Work = async (side) => {
  const data = mkdtempSync(join(folder, 'covered-'));
  const built = await side.go(['build', '-cover', '-coverpkg=./...', '-o', 'program.out', '.']);
  if (built.status !== 0) return built;
  await runProgram(join(side.folder, 'program.out'), [], { env: { GOCOVERDIR: data } });
  return await side.go(['tool', 'covdata', 'percent', `-i=${data}`]);
};

const installed: Work = async (side) => {
  const env = { GOBIN: join(side.folder, 'bin') };
  const result = await side.go(['install', '.'], env);
  return result.status === 0 ? await runProgram(join(side.folder, 'bin', 'callers'), []) : result;
};

const profiled: Work = async (side) => {
  const made = await side.go(['test', '-run=-', '-bench=.', '-benchtime=300ms', '-cpuprofile=cpu.pprof', '.']);
  return made.status === 0 ? await side.go(['test', '-pgo=cpu.pprof', '-count=1', '.']) : made;
};

const TABLE: readonly [what: string, first: number, source: string | Files, work: Work][] = [
  ['go build', 19, CALLERS, buildAndRun([])],
  ['-trimpath', 19, CALLERS, buildAndRun(['-trimpath'])],
  ['-race', 19, CALLERS, buildAndRun(['-race'])],
  ["-gcflags=all='-N -l'", 19, CALLERS, buildAndRun(['-gcflags=all=-N -l'])],
  ["-ldflags='-s -w'", 19, CALLERS, buildAndRun(['-ldflags=-s -w'])],
  ['-buildmode=pie', 19, CALLERS, buildAndRun(['-buildmode=pie'])],
  ['-cover -coverpkg=./... of a program', 20, CALLERS, covered],
  ['CGO_ENABLED=0', 19, CALLERS, buildAndRun([], { CGO_ENABLED: '0' })],
  ['cgo', 19, CGO, buildAndRun([])],
  ['cgo with -race and checkptr', 19, CGO, buildAndRun(['-race'])],
  ['go run', 19, CALLERS, goOnly(['run', '.'])],
  ['go install', 19, CALLERS, installed],
  ['go vet', 19, CALLERS, goOnly(['vet', './...'])],
  ['go test -cover', 19, TESTED, goOnly(['test', '-count=1', '-cover', '-coverpkg=./...', './...'])],
  ['go test -race', 19, TESTED, goOnly(['test', '-count=1', '-race', './...'])],
  ['go test -fuzz', 19, TESTED, async (side) => fuzzed(await side.go(['test', '-fuzz=Kind', '-fuzztime=20x', '.']))],
  ['-pgo', 21, TESTED, profiled],
  ['go.work', 19, WORKSPACE, buildAndRun([], {}, 'app')],
  ['vendor', 19, VENDORED, buildAndRun([])],
  ['-buildmode=c-shared', 19, LIBRARY, usedByC('c-shared', 'libpart.so', ['./libpart.so', '-Wl,-rpath,.'])],
  ['-buildmode=c-archive', 19, LIBRARY, usedByC('c-archive', 'libpart.a', ['libpart.a'])],
  ['-buildmode=plugin', 19, PLUGIN, withPlugin],
  ['errors of the type checker', 19, BROKEN, buildAndRun([])],
  ['errors of the parser', 19, MALFORMED, buildAndRun([])],
  ['a panic, its stack, lines and callers', 19, PANIC, buildAndRun(['-trimpath'])],
  ['the order in which unsafe reads', 20, READ_ORDER, buildAndRun([])],
  ['constant lengths below zero', 20, BELOW_ZERO, buildAndRun([])],
  ['what reflection allocates', 19, ALLOCATIONS, buildAndRun([])],
  ['what hashes allocate', 19, HASH_ALLOCATIONS, buildAndRun([])],
  ['what extendable output allocates', 24, OUTPUT_ALLOCATIONS, buildAndRun([])],
];

/** Rows that build the standard library anew: RTO_FAITHFUL=all alone runs them. */
const SLOW = /^(-race|-gcflags|-buildmode=(pie|c-)|cgo with|go test -(race|fuzz)|-pgo)/;

/** A fuzzing run without its progress. */
function fuzzed(result: Result): Result {
  return { ...result, stdout: result.stdout.replace(/^fuzz: .*\n/gm, '').replace(/\t.*/g, '') };
}

const CROSS: readonly [os: string, arch: string, first: number][] = [
  ['windows', 'amd64', 19],
  ['darwin', 'arm64', 19],
  ['linux', 'arm64', 19],
  ['linux', '386', 19],
  ['js', 'wasm', 19],
  ['wasip1', 'wasm', 21],
];

describe.each(HERE)('Go %s', (minor) => {
  const rows = TABLE.filter(([what, first]) => since(minor, first) && (ALL || !SLOW.test(what)));
  for (const [what, , source, work] of rows)
    it(`${what} is as with stock Go`, async () => {
      const results = await both(minor, folder, source, work);
      expect(results.rto).toEqual(results.stock);
      if (what !== 'go vet') expect(results.stock.stdout + results.stock.stderr).not.toBe('');
    });

  const systems = CROSS.filter(([os, , first]) => since(minor, first) && (ALL || os === 'windows'));
  it.each(systems)('builds for %s/%s', async (os, arch) => {
    const side = await Side.make('rto', minor, folder, CALLERS);
    const result = await side.go(['build', '-o', 'out', '.'], { GOOS: os, GOARCH: arch, CGO_ENABLED: '0' });
    expect(result, result.stderr).toMatchObject({ status: 0, stdout: '' });
  });

  it('builds the same bits twice with -trimpath, from two folders', async () => {
    const digest = async (): Promise<string> => {
      const side = await Side.make('rto', minor, folder, CALLERS);
      const built = await side.go(['build', '-trimpath', '-o', 'out', '.']);
      expect(built.status, built.stderr).toBe(0);
      return createHash('sha256')
        .update(readFileSync(join(side.folder, 'out')))
        .digest('hex');
    };
    expect(await digest()).toBe(await digest());
  });
});
