// One run of the benchmark: toolchains, suites, rounds, rows. Prints nothing; what happens is told by callbacks.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RtoError } from '../driver/errors.ts';
import { duration, type Planned } from './core/expect.ts';
import { brokenLimits, type Limits } from './core/limits.ts';
import type { Measured } from './core/measured.ts';
import { NotRun } from './core/notrun.ts';
import { seeded } from './core/random.ts';
import { FORMAT, type Result } from './core/result.ts';
import { runRounds } from './core/rounds.ts';
import { type Row, rowsOf } from './core/row.ts';
import type { Profile, Subject, Suite } from './core/subject.ts';
import { findCounter } from './machine/counter.ts';
import { describeMachine, rtoVersion } from './machine/describe.ts';
import { canPin, usableCpus } from './machine/pin.ts';
import { ROOT } from './machine/root.ts';
import { makeSlowHub } from './machine/slowhub.ts';
import { openToolchains } from './machine/toolchains.ts';

export interface RunOptions {
  /** Which Go, as `rto install` takes it. */
  request: string;
  profile: Profile;
  seed: number;
  /** Parts of subject or row names; all subjects where there are none. */
  only: readonly string[];
  /** Instead of what the subjects say. */
  rounds?: number | undefined;
  /** Rows that break one of these are measured a second time, twice as long, before it counts. */
  limits: Limits;
  /** Makes the hub slower on purpose: turns of a loop a call. */
  slowHub?: number | undefined;
  command: string;
  suites: readonly Suite[];
  signal?: AbortSignal;
  onStart?: (about: Pick<Result, 'profile' | 'seed' | 'machine' | 'versions'>) => void;
  onProgress?: (text: string) => void;
  /** What will be measured, before it is. */
  onPlan?: (planned: readonly Planned[]) => void;
  /** A subject that cannot be measured here. */
  onNotRun?: (subject: string, why: string) => void;
  /** A subject that was measured, and the result so far: hours are not lost to what fails in the end. */
  onSubject?: (measured: Measured, rows: readonly Row[], soFar: Result) => void;
}

/** Throws RTO_BENCH_NOTHING where `only` names nothing that is measured. */
export async function runBench(options: RunOptions): Promise<Result> {
  const { request, profile, seed, only, slowHub, command, suites, onProgress = () => {} } = options;
  const started = performance.now();
  const date = new Date().toISOString();
  const scratch = mkdtempSync(join(tmpdir(), 'rto-bench-'));
  const measured: Measured[] = [];
  const rows: Row[] = [];
  const notRun: Record<string, string> = {};
  const random = seeded(seed);
  try {
    const root = slowHub === undefined ? ROOT : makeSlowHub(join(scratch, 'slow'), slowHub);
    const home = slowHub === undefined ? {} : { home: join(scratch, 'home') };
    const toolchains = await openToolchains(request, { root, ...home, progress: onProgress });
    const machine = describeMachine({ pinned: canPin(), counter: findCounter() });
    const versions: Record<string, string> = {
      rto: rtoVersion(),
      go: toolchains.rto.version,
      toolchain: toolchains.rto.name,
      ...(slowHub !== undefined && { slowed: `every call of the hub, on purpose, by ${slowHub} turns of a loop` }),
    };
    options.onStart?.({ profile, seed, machine, versions });
    const result = (): Result => {
      const seconds = (performance.now() - started) / 1000;
      return { format: FORMAT, date, command, profile, seed, machine, versions, seconds, notRun, measured, rows };
    };
    const setting = { profile, toolchains, scratch, cpus: usableCpus(), progress: onProgress };
    const chosen: { suite: Suite; subjects: Subject[] }[] = [];
    for (const suite of suites) {
      const all = await suite.subjects(setting);
      chosen.push({ suite, subjects: all.filter((subject) => isChosen(subject, suite, options)) });
    }
    const planned = chosen.flatMap(({ subjects }) => subjects);
    options.onPlan?.(planned.map((subject) => ({ subject: subject.id, rounds: roundsOf(subject, options) })));
    for (const { suite, subjects } of chosen) {
      try {
        for (const subject of subjects) {
          const place = `${planned.indexOf(subject) + 1}/${planned.length}`;
          const done = await measureOr(notRun, () => measure(subject, place, options, random), subject);
          if (done === undefined) {
            options.onNotRun?.(subject.id, notRun[subject.id] ?? '');
            continue;
          }
          measured.push(done.measured);
          rows.push(...done.rows);
          options.onSubject?.(done.measured, done.rows, result());
        }
        Object.assign(versions, await suite.versions?.());
      } finally {
        await suite.close?.();
      }
    }
    if (rows.length === 0 && Object.keys(notRun).length === 0)
      throw new RtoError('RTO_BENCH_NOTHING', `nothing that is measured is called ${only.join(' or ')}`, {
        try: 'npm run bench -- --list',
      });
    return result();
  } finally {
    // A store's toolchains are read-only.
    spawnSync('chmod', ['-R', 'u+w', scratch]);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Whether a subject is meant: by a part of its name, by the whole name of one of its rows, or by its suite's. */
export const wanted = (id: string, only: readonly string[], suite?: string): boolean =>
  only.length === 0 || only.some((part) => part === suite || id.includes(part) || part.startsWith(`${id} `));

/** Subjects that a profile leaves out are measured where they are asked for by name. */
const isChosen = (subject: Subject, suite: Suite, { only, profile }: RunOptions): boolean =>
  wanted(subject.id, only, suite.name) && (subject.rounds[profile] > 0 || only.length > 0);

const roundsOf = (subject: Subject, { rounds, profile }: RunOptions): number =>
  Math.max(1, rounds ?? subject.rounds[profile]);

/** undefined where it cannot be measured here, with the reason in `notRun`. */
async function measureOr<T>(notRun: Record<string, string>, work: () => Promise<T>, { id }: Subject) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    notRun[id] = error.message;
    return undefined;
  }
}

/** @param place "3/80": which of the subjects it is */
async function measure(subject: Subject, place: string, options: RunOptions, random: () => number) {
  const { limits, signal, onProgress = () => {} } = options;
  const began = performance.now();
  const once = async (count: number) => {
    const onRound = (done: number) => {
      const left = ((performance.now() - began) / done) * (count - done);
      onProgress(`${place} ${subject.id}: round ${done} of ${count}, ${duration(left / 1000)} left of it`);
    };
    const measured = await runRounds(subject, { rounds: count, random, onRound, ...(signal && { signal }) });
    return { measured: { ...measured, seconds: (performance.now() - began) / 1000 }, rows: rowsOf(measured, random) };
  };
  const rounds = roundsOf(subject, options);
  const first = await once(rounds);
  if (brokenLimits(first.rows, limits).length === 0) return first;
  const { measured, rows } = await once(2 * rounds);
  return { measured: { ...measured, again: true as const }, rows };
}
