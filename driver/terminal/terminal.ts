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
  /** A report, made safe by whoever drew it, colours and all. */
  page(text: string): void;
  /** One JSON value on standard output. */
  json(value: unknown): void;
  /** A line for people on standard error. */
  note(text: string): void;
  /** Text for standard error as it is: for progress, which moves the cursor, and what a program of the user's prints there. */
  raw(text: string | Uint8Array): void;
  readonly colour: { readonly stdout: boolean; readonly stderr: boolean };
  /** Whether standard error is a terminal that a progress line may be redrawn on. */
  readonly live: boolean;
  /**
   * Columns that reports and tables may have: those of the terminal, off one those of COLUMNS, else Infinity. A command's
   * --width says more than these.
   */
  readonly room: { readonly stdout: number; readonly stderr: number };
}

export function createTerminal(
  streams: { stdout: Stream; stderr: Stream },
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const { stdout, stderr } = streams;
  return {
    print: (text) => stdout.write(`${neutralise(text, '\n\t')}\n`),
    page: (text) => stdout.write(`${text}\n`),
    json: (value) => stdout.write(`${neutraliseJson(JSON.stringify(value, undefined, 2))}\n`),
    note: (text) => stderr.write(`${neutralise(text, '\n\t')}\n`),
    raw: (text) => stderr.write(text),
    colour: { stdout: hasColour(stdout, env), stderr: hasColour(stderr, env) },
    live: stderr.isTTY === true && env['TERM'] !== 'dumb',
    room: { stdout: roomOf(stdout, env), stderr: roomOf(stderr, env) },
  };
}

function roomOf(stream: Stream, env: Readonly<Record<string, string | undefined>>): number {
  const columns = stream.columns ?? columnsOf(env['COLUMNS']) ?? (stream.isTTY === true ? 80 : Infinity);
  return Math.max(20, columns);
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
