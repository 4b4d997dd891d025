// What running a whole program costs when it does next to nothing: starting, waiting, memory.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../../driver/process/command.ts';
import type { RowSpec, Subject, Variant } from '../core/subject.ts';
import { childFailed } from '../machine/child.ts';
import type { Maker, Place } from './builds.ts';
import { processTime, residentMemory } from './proc.ts';
import type { WholeProgram } from './program.ts';

const GROUP = 'Whole programs: running';

/** Starts of a value: one is too short to be told from what the machine does besides. */
const STARTS = 20;
/** Seconds that a server waits before it is looked at, and while it is. */
const SETTLE = 1;
const IDLE = 3;

const CONFIGURATIONS = [
  { id: 'stock', about: 'stock Go', maker: 'stock', log: false },
  { id: 'stock2', about: 'stock Go, once more', maker: 'stock', log: false },
  { id: 'off', about: "rto's Go, observing, without a log", maker: 'rto', log: false },
  { id: 'on', about: 'the same with a log', maker: 'rto', log: true },
] as const satisfies readonly (Variant & { maker: Maker; log: boolean })[];

const variants: Variant[] = CONFIGURATIONS.map(({ id, about }) => ({ id, about }));
const CONTROLS = [['stock2', 'stock']] as const;

const rows = (kind: 'ratio' | 'added'): RowSpec[] => [
  ...(['off', 'on'] as const).map(
    (of): RowSpec => ({
      id: kind === 'ratio' ? `${of}/stock` : `${of}-stock`,
      kind,
      pair: [of, 'stock'],
      controls: CONTROLS,
    }),
  ),
  { id: 'stock', kind: 'value', pair: ['stock', 'stock'] },
  { id: 'on', kind: 'value', pair: ['on', 'on'] },
];

export function runSubjects(program: WholeProgram, place: Place): Subject[] {
  const { id, about, start, serve } = program;
  let logs = 0;
  const commandOf = async (variant: string) => {
    const found = CONFIGURATIONS.find((configuration) => configuration.id === variant);
    if (found === undefined) throw new Error(`no configuration ${variant}`);
    const { builds, setting } = place();
    const folder = join(setting.scratch, 'whole', 'logs');
    mkdirSync(folder, { recursive: true });
    const log = join(folder, `${id.replaceAll(/\W+/g, '-')}-${++logs}.jsonl`);
    const { env: base } = await builds.toolchain(found.maker);
    // cmd/go asks for GOROOT even to print its version.
    const env = { ...cleaned(base), ...(found.log && { INSTRUMENTATION_LOG_PATH: log }) };
    return { binary: await builds.binary(found.maker), env };
  };
  const starting: Subject = {
    id: `${id} start`,
    group: GROUP,
    about: `${about}, from its start to its end when it has nothing to do (${start.join(' ')}); mean of ${STARTS}, the starting of a process by node included`,
    unit: 'ns',
    variants,
    rows: rows('ratio'),
    rounds: { quick: 0, full: 15 },
    async measure(variant) {
      const { binary, env } = await commandOf(variant);
      const before = performance.now();
      for (let i = 0; i < STARTS; i++) {
        const { status, signal, stderr } = spawnSync(binary, [...start], { env, stdio: ['ignore', 'ignore', 'pipe'] });
        const how = signal ?? status ?? 'not started';
        if (how !== 0) throw new CommandError(binary, start, { status: how, stdout: '', stderr: String(stderr) });
      }
      return ((performance.now() - before) / STARTS) * 1e6;
    },
  };
  if (serve === undefined) return [starting];
  const served = async (variant: string, look: (pid: number) => Promise<number>): Promise<number> => {
    const { binary, env } = await commandOf(variant);
    const server = await startWaiting(binary, serve, env);
    try {
      await sleep(SETTLE * 1000);
      return await look(server.pid);
    } finally {
      await server.end();
    }
  };
  return [
    starting,
    {
      id: `${id} memory`,
      group: GROUP,
      about: `${about}, resident memory of a server that waits`,
      unit: 'B',
      variants,
      rows: rows('ratio'),
      rounds: { quick: 0, full: 7 },
      warmups: 0,
      measure: (variant) => served(variant, async (pid) => residentMemory(pid)),
    },
    {
      id: `${id} idle`,
      group: GROUP,
      about: `${about}, processor time of a server that waits, for ${IDLE} s; 100 % is one processor`,
      unit: '%',
      variants,
      rows: rows('added'),
      rounds: { quick: 0, full: 7 },
      warmups: 0,
      measure: (variant) => served(variant, idleShare),
    },
  ];
}

/** Per cent of one processor that a process takes, watched for IDLE seconds. */
export async function idleShare(pid: number, seconds: number = IDLE): Promise<number> {
  const [time, clock] = [processTime(pid), performance.now()];
  await sleep(seconds * 1000);
  return ((processTime(pid) - time) / ((performance.now() - clock) * 1e6)) * 100;
}

/** What a process is started with: no log and no switch of the user's. */
export const cleaned = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || /^(INSTRUMENTATION_|GODEBUG$|GOGC$|GOMEMLIMIT$|GOMAXPROCS$)/.test(name)
        ? []
        : [[name, value] as const],
    ),
  );

/** Starts a program that says a line when it is ready, and waits for that. Throws RTO_BENCH_CHILD where it ends before. */
export async function startWaiting(
  binary: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ pid: number; line: string; end(): Promise<void> }> {
  const child = spawn(binary, args, { env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const ended = new Promise<void>((done) => child.on('close', () => done()));
  const line = await new Promise<string>((done, fail) => {
    const failed = (why: string) => fail(childFailed(`${binary} did not get ready`, { why, said: said.trimEnd() }));
    createInterface({ input: child.stdout }).once('line', done);
    child.on('error', (error) => failed(error.message));
    child.on('close', (status, signal) => failed(`it ended with ${signal ?? status}`));
  });
  return { pid: pidOf(child), line, end: () => endOf(child, ended) };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('a process that runs has a number');
  return pid;
}

async function endOf(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}
