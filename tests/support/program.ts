// Builds the Go programs of tests/apps with an instrumented and with the stock toolchain of a minor, and runs them.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { type Result, rto, run, testEnvironment } from './rto.ts';
import { stockGoroot } from './stock.ts';

/** The folder of a program of tests/apps. */
export const app = (name: string): string => join(ROOT, 'tests', 'apps', name);

export interface BuildOptions {
  /** What to observe; rto's own default when absent. */
  observe?: string;
  /** More arguments of go build. */
  flags?: readonly string[];
  /** Added to go's environment. */
  env?: Record<string, string>;
}

/** Builds the program in `source` with instrumented Go. Throws what the build said where it fails. */
export async function buildObserved(minor: string, source: string, output: string, options: BuildOptions = {}) {
  const observe = options.observe === undefined ? [] : ['--observe', options.observe];
  const build = ['go', 'build', ...(options.flags ?? []), '-o', output, '.'];
  const { env = {} } = options;
  const built = await rto(['exec', ...observe, minor, '--', ...build], { cwd: source, env });
  expectDone(built, `${minor}: ${build.join(' ')}`);
}

/** Builds it with the stock release that `minor` means. */
export async function buildStock(minor: string, source: string, output: string, options: BuildOptions = {}) {
  const build = ['build', ...(options.flags ?? []), '-o', output, '.'];
  expectDone(await stockGo(minor, build, source, options.env), `stock ${minor}: go ${build.join(' ')}`);
}

/** Runs the go command of the stock release that `minor` means. */
export async function stockGo(
  minor: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Result> {
  const resolved = await rto(['resolve', '--json', minor]);
  expectDone(resolved, `resolve ${minor}`);
  const goroot = await stockGoroot(JSON.parse(resolved.stdout).version);
  return await run(join(goroot, 'bin', 'go'), args, { cwd, env: { GOROOT: goroot, GOTOOLCHAIN: 'local', ...env } });
}

function expectDone(result: Result, what: string): void {
  if (result.status !== 0) throw new Error(`${what} ended with ${result.status}:\n${result.stdout}${result.stderr}`);
}

/** What a program may take: those of tests/apps take a second. */
const PATIENCE = 60_000;

/** Runs a built program to its end, without input. One that hangs is ended by SIGKILL. */
export async function runProgram(
  path: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Result> {
  const cwd = options.cwd ?? ROOT;
  return await new Promise((done, fail) => {
    const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
    const limit = { timeout: PATIENCE, killSignal: 'SIGKILL' } as const;
    const child = spawn(path, args, { cwd, env: testEnvironment(options.env), stdio, ...limit });
    const result: Result = { status: null, signal: null, stdout: '', stderr: '' };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8'); // a character may lie in two chunks
    child.stdout.on('data', (data) => (result.stdout += data));
    child.stderr.on('data', (data) => (result.stderr += data));
    child.on('error', fail);
    child.on('close', (status, signal) => done({ ...result, status, signal }));
  });
}
