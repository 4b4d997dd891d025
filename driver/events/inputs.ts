// Logs as people name them: files, folders of logs, paths with %p, standard input; plain or packed by gzip.
import { createReadStream, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf, RtoError } from '../errors.ts';
import { statOf } from '../stat.ts';
import type { LogItem } from './event.ts';
import { cannotRead, readItems } from './log.ts';
import { logFiles } from './logfiles.ts';

export interface LogInput {
  /** The path of a file, as it was named or below what was named; "standard input". */
  label: string;
  /** Opened and read when they are asked for, once. The last line may be cut off: see readLog. */
  items: AsyncIterable<LogItem>;
}

/** For standard input. */
export const STDIN = '-';

/**
 * @param words as they stand on the command line; no file is opened yet
 * @throws RTO_LOG_NONE where a folder or a path with %p stands for no file
 */
export function logInputs(words: readonly string[], cwd: string, stdin: () => AsyncIterable<Uint8Array>): LogInput[] {
  return words.flatMap((word) => {
    if (word === STDIN) return [{ label: 'standard input', items: unpacked(stdin(), 'standard input') }];
    const path = resolve(cwd, word);
    const files = filesOf(path);
    if (files.length > 0) return files.map((file) => ({ label: file, items: unpacked(chunksOf(file), file) }));
    throw new RtoError('RTO_LOG_NONE', `${word} stands for no event log`, {
      facts: {
        looked: path.includes('%p') ? 'for files with a number in place of %p' : `for files *${ENDS.join(', *')}`,
      },
      try: `ls -l ${word.includes('%p') ? '.' : word}`,
    });
  });
}

const ENDS = ['.jsonl', '.jsonl.gz'];

function filesOf(path: string): string[] {
  if (path.includes('%p')) return [...logFiles(path).keys()];
  if (statOf(path)?.isDirectory() !== true) return [path];
  return readdirSync(path)
    .filter((name) => ENDS.some((end) => name.endsWith(end)))
    .sort()
    .map((name) => join(path, name));
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 18 });
  } catch (error) {
    throw cannotRead(path, error);
  }
}

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** By the first bytes: names say little of what was piped or renamed. */
async function* unpacked(chunks: AsyncIterable<Uint8Array>, label: string): AsyncGenerator<LogItem, void, void> {
  const [head, all] = await peek(chunks, ZSTD.length);
  if (head.subarray(0, ZSTD.length).equals(ZSTD))
    throw new RtoError('RTO_LOG_ZSTD', `${label} is packed by zstd, which rto does not unpack`, {
      try: `zstd -dc ${label} | rto report ${STDIN}`,
    });
  if (!head.subarray(0, GZIP.length).equals(GZIP)) return yield* readItems(all);
  const unzipped = Readable.from(all, { objectMode: false }).pipe(createGunzip());
  try {
    yield* readItems(unzipped);
  } catch (error) {
    if (error instanceof RtoError) throw error;
    throw new RtoError('RTO_LOG_PACKED', `${label} cannot be unpacked`, {
      facts: { because: messageOf(error) },
      try: `gzip -t ${label}`,
      cause: error,
    });
  }
}

/** At least so many first bytes where there are as many, and all of the chunks. */
async function peek(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<[head: Buffer, all: AsyncIterable<Uint8Array>]> {
  const source = chunks[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let ended = false;
  while (head.length < bytes && !ended) {
    const next = await source.next();
    ended = next.done === true;
    if (next.done !== true) head = Buffer.concat([head, next.value]);
  }
  async function* all(): AsyncGenerator<Uint8Array, void, void> {
    if (head.length > 0) yield head;
    if (!ended) yield* { [Symbol.asyncIterator]: () => source };
  }
  return [head, all()];
}
