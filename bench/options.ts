// The command line of `npm run bench`.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT, messageOf, RtoError } from '../driver/errors.ts';
import type { Profile } from './core/subject.ts';

export const HELP = `Usage: npm run bench -- [OPTIONS]

Measures what observation costs: the same Go programs built with stock Go and
with rto, in alternating rounds. Without options everything is measured, whole
programs on every Go minor too, which takes hours.

Options
  --quick            Fewer rounds of fewer subjects: under two minutes on two
                     cores, toolchains present
  --gate             Status 3 where a row breaks its limit (bench/limits.toml)
  --only ROW         Only subjects whose name holds this, or that have this row,
                     or of this suite: loops, whole, peers; may be given
                     several times
  --compare FILE     Also say what changed since that result, beyond noise
  --go REQUEST       Which Go, as rto takes it; by default 1.24
  --rounds N         Rounds a subject, instead of what each says itself
  --seed N           Order of the rounds; by default drawn, and printed
  --out FOLDER       Where the result goes: <date>.json, .md (for a comment) and
                     .svg; by default bench/results
  --json             Print the result as JSON on standard output
  --list             Print the names of all rows, measure nothing
  --pages FILE       Write the tables of docs/benchmarks.md and README.md from
                     that result, measure nothing
  --help             Print this text

Environment
  RTO_HOME, RTO_CACHE   Where toolchains are kept, as for rto
  RTO_BENCH_SLOW_HUB=N  A self-test: measure an rto whose hub first goes N times
                        round a loop; the gate must fail

Examples
  npm run bench -- --quick
  npm run bench -- --quick --gate --compare bench/results/reference.json
  npm run bench -- --only 'reflect.ValueOf duplicate' --rounds 99
`;

export interface Options {
  profile: Profile;
  gate: boolean;
  only: string[];
  compare: string | undefined;
  go: string;
  rounds: number | undefined;
  seed: number;
  out: string | undefined;
  json: boolean;
  list: boolean;
  pages: string | undefined;
  help: boolean;
  slowHub: number | undefined;
  /** How to run the same again. */
  command: string;
}

/** Throws RTO_BENCH_USAGE. */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Options {
  const { values } = parse(args);
  const seed = numberOf('--seed', values.seed) ?? Math.floor(Math.random() * 2 ** 32);
  const path = (text: string | undefined) => (text === undefined ? undefined : resolve(text));
  return {
    profile: values.quick ? 'quick' : 'full',
    gate: values.gate ?? false,
    only: values.only ?? [],
    compare: path(values.compare),
    go: values.go ?? '1.24',
    rounds: numberOf('--rounds', values.rounds),
    seed,
    out: path(values.out),
    json: values.json ?? false,
    list: values.list ?? false,
    pages: path(values.pages),
    help: values.help ?? false,
    slowHub: numberOf('RTO_BENCH_SLOW_HUB', env['RTO_BENCH_SLOW_HUB'] || undefined),
    command: [
      'npm run bench --',
      ...args.map(quoted),
      ...(values.seed === undefined ? ['--seed', String(seed)] : []),
    ].join(' '),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ quick: flag, gate: flag, json: flag, list: flag, help: flag },
        ...{ compare: text, go: text, rounds: text, seed: text, out: text, pages: text },
        only: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw usage(messageOf(error));
  }
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text) && (Number(text) > 0 || name === '--seed')) return Number(text);
  throw usage(`${name} takes a positive whole number, not ${JSON.stringify(text)}`);
}

const usage = (why: string): RtoError =>
  new RtoError('RTO_BENCH_USAGE', why, { try: 'npm run bench -- --help', exit: EXIT.usage });

const quoted = (word: string): string => (/^[\w./=:@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
