// Builds a program of tests/apps/hub once for all tests of a file and runs it with a log.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BuildOptions, buildObserved } from '../support/program.ts';
import { type Result, run } from '../support/rto.ts';

const HUB = app('hub');

export interface Observed {
  result: Result;
  /** The text of the log; "" where there is none. */
  log: string;
}

/** Builds tests/apps/hub/NAME and returns the program's path. */
export async function build(folder: string, name: string, minor: string, options: BuildOptions = {}): Promise<string> {
  const path = join(folder, `${name}-${minor}${options.env?.['GOARCH'] ?? ''}`);
  await buildObserved(minor, join(HUB, name), path, options);
  return path;
}

export interface RunOptions {
  env?: Record<string, string>;
  /** What runs it, with its arguments: qemu. */
  runner?: readonly string[];
  /** In seconds; then it is ended by SIGKILL. */
  patience?: number;
}

/** Runs a program with a new log. */
export async function observe(
  program: string,
  args: readonly string[],
  { env = {}, ...more }: RunOptions = {},
): Promise<Observed> {
  const log = `${program}.${process.pid}.jsonl`;
  rmSync(log, { force: true });
  const result = await start(program, args, { ...more, env: { INSTRUMENTATION_LOG_PATH: log, ...env } });
  const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
  rmSync(log, { force: true });
  return { result, log: text };
}

/** Runs a program without a log. */
export async function start(
  program: string,
  args: readonly string[],
  { env = {}, runner = [], patience = 120 }: RunOptions = {},
): Promise<Result> {
  const words = ['--signal=KILL', String(patience), ...runner, program, ...args];
  return await run('timeout', words, { env });
}

/** What a run that must end well said where it did not; "" where it did. */
export const fault = ({ status, signal, stdout, stderr }: Result): string =>
  status === 0 && stdout.endsWith('done\n')
    ? ''
    : `status ${status} ${signal ?? ''}\n${stdout}${stderr}`.slice(0, 2000);

/** The records of a log; throws where a line is not one JSON object. */
export const records = (log: string): Record<string, string | number>[] =>
  log
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** What `field` holds in all events of an operation. */
export const fieldOf = (log: string, operation: string, field: string): string[] =>
  records(log).flatMap((record) => (record['operation'] === operation ? [String(record[field])] : []));
