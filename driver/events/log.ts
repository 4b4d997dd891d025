// Reading an event log from its first line to its last, however large it is.
import { createReadStream } from 'node:fs';
import { messageOf, RtoError } from '../errors.ts';
import { type LogItem, parseLine, problemAt } from './event.ts';
import { createLineSplitter, type Line, MAX_LINE } from './lines.ts';

export interface ReadOptions {
  /** The most bytes of a line that is read; a longer one is a problem, and is never held in memory. By default 1 MiB. */
  maxLine?: number;
}

export interface FileOptions extends ReadOptions {
  /** Byte to begin at, the first of a line: where a log of earlier runs ended. Lines are numbered from there. */
  start?: number;
}

/**
 * Every line of the log at a path, in order. Lines that are no events are given as problems, also the last one where its
 * newline is missing: the log was cut off or is still being written.
 *
 * @throws RtoError RTO_LOG_READ where the file cannot be opened or read
 */
export function readLog(path: string, options: FileOptions = {}): AsyncGenerator<LogItem, void, void> {
  return readItems(fileChunks(path, options.start ?? 0), options);
}

/** The items of a log that arrives in chunks: from a pipe, from standard input. */
export async function* readItems(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions = {},
): AsyncGenerator<LogItem, void, void> {
  const parser = createParser(options);
  for await (const chunk of chunks) {
    for (const item of parser.push(chunk)) yield item; // yield* would wait twice for each
  }
  yield* parser.end();
}

/** The items of a log that is in memory. */
export function* parseItems(chunks: Iterable<Uint8Array>, options: ReadOptions = {}): Generator<LogItem, void, void> {
  const parser = createParser(options);
  for (const chunk of chunks) yield* parser.push(chunk);
  yield* parser.end();
}

async function* fileChunks(path: string, start: number): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* createReadStream(path, { start, highWaterMark: 1 << 18 });
  } catch (error) {
    throw cannotRead(path, error);
  }
}

export const cannotRead = (path: string, cause: unknown): RtoError =>
  new RtoError('RTO_LOG_READ', `cannot read the event log ${path}`, {
    facts: { because: messageOf(cause) },
    try: TRIES[codeOf(cause)] ?? `ls -l ${path}`,
    cause,
  });

const TRIES: Readonly<Record<string, string>> = {
  ENOENT: 'look at the name; a program leaves a log only where INSTRUMENTATION_LOG_PATH or --log says so',
  EISDIR: 'name a file in that folder',
  ENOTDIR: 'look at the name: a part of it is a file',
  EACCES: 'the log is readable by the user who ran the program',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function createParser({ maxLine = MAX_LINE }: ReadOptions) {
  const splitter = createLineSplitter(maxLine);
  const toItem = (line: Line): LogItem => {
    if (line.fault === 'not-utf8') return problemAt(line.at, line.fault, 'not UTF-8', line.text);
    if (line.fault === 'too-long') {
      return problemAt(line.at, line.fault, `${line.bytes} bytes long, at most ${maxLine} are read`, line.text);
    }
    return parseLine(line.text, line.at);
  };
  return {
    push: (chunk: Uint8Array): LogItem[] => splitter.push(chunk).map(toItem),
    /** What is left when the log ends. A last line without a newline counts if it is whole, and is told in any case. */
    end(): LogItem[] {
      const line = splitter.end();
      if (line === undefined) return [];
      const item = toItem(line);
      if (item.kind !== 'problem') {
        return [item, problemAt(line.at, 'truncated', 'the log ends without a newline: it may go on', line.text)];
      }
      const code = item.problem === 'not-json' ? 'truncated' : item.problem;
      return [problemAt(line.at, code, `the log ends inside this line (${item.reason})`, line.text)];
    },
  };
}
