// The two streams of rto and what they can do. Everything rto prints goes through here.
import { neutralise, neutraliseJson } from '../text/safe.ts';

/** What is needed of process.stdout and process.stderr. */
export interface Stream {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface Terminal {
  /** The answer, and nothing else: one or more lines on standard output. */
  print(text: string): void;
  /** One JSON value on standard output. */
  json(value: unknown): void;
  /** A line for people on standard error. */
  note(text: string): void;
  /** Text for standard error as it is: for progress, which moves the cursor, and what a program of the user's prints there. */
  raw(text: string | Uint8Array): void;
  readonly colour: { readonly stdout: boolean; readonly stderr: boolean };
  /** Whether standard error is a terminal that a progress line may be redrawn on. */
  readonly live: boolean;
  /** Columns of standard error; off a terminal those of COLUMNS, else 80. */
  readonly width: number;
  /** Whether lines may not be wider: on a terminal, or where COLUMNS says how wide. */
  readonly narrow: boolean;
}

export function createTerminal(
  streams: { stdout: Stream; stderr: Stream },
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const { stdout, stderr } = streams;
  const columns = stderr.columns ?? columnsOf(env['COLUMNS']);
  return {
    print: (text) => stdout.write(`${neutralise(text, '\n\t')}\n`),
    json: (value) => stdout.write(`${neutraliseJson(JSON.stringify(value, undefined, 2))}\n`),
    note: (text) => stderr.write(`${neutralise(text, '\n\t')}\n`),
    raw: (text) => stderr.write(text),
    colour: { stdout: hasColour(stdout, env), stderr: hasColour(stderr, env) },
    live: stderr.isTTY === true && env['TERM'] !== 'dumb',
    width: Math.max(20, columns ?? 80),
    narrow: stderr.isTTY === true || columns !== undefined,
  };
}

/** A text that is not a number of columns counts as not said. */
const columnsOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;

/** NO_COLOR (any text) says no, FORCE_COLOR (anything but 0) says yes, else a terminal that is not dumb. */
export function hasColour(stream: Stream, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
