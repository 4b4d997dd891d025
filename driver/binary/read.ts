// Reads what instrumented Go left in a binary, of any size.
import { open, stat } from 'node:fs/promises';
import { RtoError } from '../errors.ts';
import { type Format, formatOf } from './format.ts';
import { findMarked } from './marks.ts';
import { type Manifest, readManifest, readStamp, type Stamp } from './records.ts';
import { unreadable } from './unreadable.ts';

export interface BinaryRecords {
  /** Undefined for what is no program. */
  format: Format | undefined;
  /** One, but for a file that holds several programs. */
  stamps: readonly Stamp[];
  packages: readonly Manifest[];
  /** Marks whose text cannot be read. */
  damaged: number;
  /** Marks of an rto newer than this one. */
  unknown: number;
}

const CHUNK = 1 << 20;

/** Bytes of all texts of one file: a hundred times what a large program has. */
const MOST_TEXT = 64 << 20;

/** Throws RTO_BINARY_READ, RTO_BINARY_RECORDS. */
export async function readBinary(path: string): Promise<BinaryRecords> {
  try {
    // Before it is opened: a pipe would wait for its writer.
    if (!(await stat(path)).isFile()) throw new Error('it is not a file');
    const file = await open(path);
    try {
      return await readRecords(
        chunksOf((buffer, at) => file.read(buffer, 0, buffer.length, at)),
        path,
      );
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof RtoError) throw cause;
    throw unreadable(path, cause);
  }
}

/** The records in the bytes of a file; what occurs several times is given once. */
export async function readRecords(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  label = 'the file',
): Promise<BinaryRecords> {
  const stamps = new Map<string, Stamp>();
  const packages = new Map<string, Manifest>();
  const records = { format: undefined as Format | undefined, damaged: 0, unknown: 0 };
  let size = 0;
  for await (const marked of findMarked(watched())) {
    if (marked.kind === 'damaged' || marked.kind === 'unknown') {
      records[marked.kind]++;
      continue;
    }
    const key = marked.text.toString('latin1');
    if (stamps.has(key) || packages.has(key)) continue;
    size += key.length;
    if (size > MOST_TEXT)
      throw new RtoError('RTO_BINARY_RECORDS', `${label} holds more records than any program does`, {
        facts: { read: `${MOST_TEXT >> 20} MiB of them` },
        try: 'build the program anew: what is in this file was not written by rto',
      });
    const stamp = marked.kind === 'stamp' ? readStamp(marked.text) : undefined;
    const manifest = marked.kind === 'package' ? readManifest(marked.text) : undefined;
    if (stamp) stamps.set(key, stamp);
    else if (manifest) packages.set(key, manifest);
    else records.damaged++;
  }
  return { ...records, stamps: [...stamps.values()], packages: [...packages.values()] };

  /** The chunks, the format read from the first bytes; no more if the format is unknown. */
  async function* watched(): AsyncGenerator<Buffer> {
    let head: Buffer | undefined = Buffer.alloc(0);
    for await (const chunk of chunks) {
      if (head !== undefined) {
        head = Buffer.concat([head, chunk.subarray(0, 8)]);
        records.format = formatOf(head);
        if (head.length >= 8) {
          if (records.format === undefined) return;
          head = undefined;
        }
      }
      yield chunk;
    }
  }
}

async function* chunksOf(read: (buffer: Buffer, at: number) => Promise<{ bytesRead: number }>): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const buffer = Buffer.allocUnsafe(CHUNK);
    const { bytesRead } = await read(buffer, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
