// Instructions as a second witness: they do not know whether a machine is busy. A loop is run twice with different numbers of
// operations, and the difference is what they took: start-up and first events cancel out.
import { spawnSync } from 'node:child_process';
import { pinned } from './pin.ts';

export type CounterName = 'perf' | 'callgrind';

/** The counter at hand: the processor's own by perf, else valgrind's count of what it emulates. */
export function findCounter(): CounterName | undefined {
  if (perf(['true'], process.env, asItIs) !== undefined) return 'perf';
  return callgrind(['true'], process.env, asItIs) === undefined ? undefined : 'callgrind';
}

export interface CountOptions {
  counter: CounterName;
  binary: string;
  /** LOOP ARG */
  loop: readonly [string, string];
  env: Readonly<Record<string, string>>;
  cpus: readonly number[];
  pin: boolean;
  /** Of the shorter run; the longer makes three times as many. */
  operations: number;
}

/** Instructions an operation; undefined where a run fails, for valgrind does not know every processor's instructions. */
export function countInstructions({
  counter,
  binary,
  loop,
  env,
  cpus,
  pin,
  operations,
}: CountOptions): number | undefined {
  // valgrind 3.19 stops at Go's preemption signals; one thread and no collection make two runs alike.
  const quiet = { ...env, GODEBUG: 'asyncpreemptoff=1', GOMAXPROCS: '1', GOGC: 'off' };
  // Pinned from outside: valgrind does not follow a program that becomes another.
  const run = (command: readonly string[]) => pinned(cpus.slice(0, 1), command, pin);
  const count = (n: number) => COUNTERS[counter]([binary, 'count', ...loop, String(n)], quiet, run);
  const [short, long] = [count(operations), count(3 * operations)];
  return short === undefined || long === undefined ? undefined : (long - short) / (2 * operations);
}

const COUNTERS = { perf, callgrind } satisfies Record<CounterName, unknown>;

type Env = Readonly<Record<string, string | undefined>>;
type Wrap = (command: readonly string[]) => readonly string[];

const asItIs: Wrap = (command) => command;

function perf(command: readonly string[], env: Env, wrap: Wrap): number | undefined {
  const stat = ['perf', 'stat', '-x', ',', '-e', 'instructions:u', '--'];
  return told(wrap([...stat, ...command]), env, /^(\d+),[^,]*,instructions:u/m);
}

function callgrind(command: readonly string[], env: Env, wrap: Wrap): number | undefined {
  const valgrind = ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null'];
  return told(wrap([...valgrind, ...command]), env, /Collected : (\d+)/);
}

function told([command = '', ...args]: readonly string[], env: Env, figure: RegExp): number | undefined {
  const { status, stderr } = spawnSync(command, args, { env: { ...env }, encoding: 'utf8', timeout: 60_000 });
  const found = figure.exec(stderr ?? '')?.[1];
  return status === 0 && found !== undefined ? Number(found) : undefined;
}
