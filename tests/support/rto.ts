// Runs the built rto as a user would, with one toolchain store that all tests share.
import { type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import { BIN, ROOT, SHARED } from './paths.ts';

export interface Result {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RtoOptions {
  cwd?: string;
  /** Added to the environment; undefined removes. */
  env?: Record<string, string | undefined>;
  input?: string;
}

/** The environment of a test: the shared store, and nothing of the tester's that changes what rto does. */
export function testEnvironment(changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    RTO_HOME: join(SHARED, 'data'),
    RTO_CACHE: join(SHARED, 'cache'),
    // Not what Nix may have on this machine; tests/nix asks for Nix by --store.
    RTO_STORE: 'embedded',
  };
  for (const name of Object.keys(env))
    if (/^(GO_INSTRUMENT|INSTRUMENTATION_|GOROOT$|GOTOOLCHAIN$|GOFLAGS$|FORCE_COLOR$)/.test(name)) delete env[name];
  return { ...env, ...changes };
}

/** Runs rto to its end. */
export const rto = (args: readonly string[], options: RtoOptions = {}): Promise<Result> =>
  run(process.execPath, [BIN, ...args], options);

/** Runs any command to its end. */
export async function run(command: string, args: readonly string[], options: RtoOptions = {}): Promise<Result> {
  const spawned: SpawnOptions = { cwd: options.cwd ?? ROOT, env: testEnvironment(options.env) };
  return await new Promise((done, fail) => {
    const child = spawn(command, args, { ...spawned, stdio: 'pipe' });
    const result: Result = { status: null, signal: null, stdout: '', stderr: '' };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8'); // a character may lie in two chunks
    child.stdout.on('data', (data) => (result.stdout += data));
    child.stderr.on('data', (data) => (result.stderr += data));
    child.stdin.on('error', (error: NodeJS.ErrnoException) => error.code !== 'EPIPE' && fail(error)); // it may end unread
    child.stdin.end(options.input ?? '');
    child.on('error', fail);
    child.on('close', (status, signal) => done({ ...result, status, signal }));
  });
}
