// The result file: everything that was measured, where and with what. Rows are in it for readers; raw rounds, for whoever doubts them.
import { readFileSync } from 'node:fs';
import { messageOf, RtoError } from '../../driver/errors.ts';
import type { Measured } from './measured.ts';
import type { Row } from './row.ts';
import type { Profile } from './subject.ts';

export const FORMAT = 1;

export interface Machine {
  cpu: string;
  cpus: number;
  memory: string;
  kernel: string;
  node: string;
  /** Processes that wanted to run when it began (load average of one minute). */
  load: number;
  /** Whether children were kept on processors of their own. */
  pinned: boolean;
  /** What counted instructions: 'perf', 'callgrind', or none. */
  counter: string | undefined;
}

export interface Result {
  format: typeof FORMAT;
  /** ISO 8601, UTC. */
  date: string;
  /** How to run the same again. */
  command: string;
  profile: Profile;
  seed: number;
  machine: Machine;
  /** rto's version and commit, its toolchain's store name, Go's version, those of peers. */
  versions: Readonly<Record<string, string>>;
  /** Seconds that it took. */
  seconds: number;
  /** Subjects that could not be measured here, and why. */
  notRun?: Readonly<Record<string, string>>;
  measured: readonly Measured[];
  rows: readonly Row[];
}

/** Throws RTO_BENCH_RESULT where the file is no result of this format. */
export function readResult(path: string): Result {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw noResult(path, messageOf(cause), cause);
  }
  if (isResult(parsed)) return parsed;
  throw noResult(path, `it is not of format ${FORMAT}`);
}

const noResult = (path: string, why: string, cause?: unknown): RtoError =>
  new RtoError('RTO_BENCH_RESULT', `${path} cannot be read as a result`, {
    facts: { why },
    try: 'npm run bench writes one into bench/results',
    cause,
  });

const isResult = (value: unknown): value is Result =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === FORMAT &&
  'rows' in value &&
  Array.isArray(value.rows) &&
  'measured' in value &&
  Array.isArray(value.measured);

/** The file's text. Figures keep six digits: more is no information. */
export const formatResult = (result: Result): string =>
  `${JSON.stringify(result, (_, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value))}\n`;
