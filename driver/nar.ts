// Nix Archives (NAR): the canonical serialisation whose SHA-256 names a tree.
// Format: E. Dolstra, "The Purely Functional Software Deployment Model", figure 5.2; checked against real Nix in tests/store.
import { createHash, type Hash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { RtoError } from './errors.ts';
import { takeSlowly } from './eventloop.ts';
import { compare } from './text/order.ts';

/** A file system object as a NAR sees it: no times, owners or modes but the executable bit. */
export type NarNode =
  | { type: 'regular'; executable: boolean; size: number; read: () => Iterable<Buffer> }
  | { type: 'symlink'; target: string }
  | { type: 'directory'; entries: Iterable<readonly [name: string, node: NarNode]> };

export interface NarHash {
  /** SHA-256 of the archive: 32 bytes. */
  digest: Buffer;
  /** Length of the archive in bytes. */
  size: number;
}

/** `sha256-<base64>`, as Nix and the web write it. */
export const toSri = (digest: Buffer): string => `sha256-${digest.toString('base64')}`;

/** The 32 bytes of `sha256-<base64>`; throws RTO_HASH_FORMAT for any other text. */
export function fromSri(text: string): Buffer {
  const digest = Buffer.from(text.replace(/^sha256-/, ''), 'base64');
  if (digest.length !== 32 || toSri(digest) !== text)
    throw new RtoError('RTO_HASH_FORMAT', `not a sha256- hash: ${JSON.stringify(text)}`);
  return digest;
}

/** Hash of the NAR of a tree. Entries may come in any order: they are sorted bytewise, as the format asks. */
export function hashNar(root: NarNode): NarHash {
  const sink = new NarSink();
  for (const _ of sink.archive(root));
  return sink.done();
}

/** The same, which awaits now and then so that signals are seen; throws the reason of `signal`. */
export async function hashNarSlowly(root: NarNode, signal?: AbortSignal): Promise<NarHash> {
  const sink = new NarSink();
  await takeSlowly(sink.archive(root), () => {}, { signal });
  return sink.done();
}

/** The tree at `path` on disk. Read lazily; sockets, devices and the like throw RTO_NAR_KIND. */
export function diskNode(path: string): NarNode {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return { type: 'symlink', target: readlinkSync(path) };
  if (stat.isDirectory()) return { type: 'directory', entries: diskEntries(path) };
  if (stat.isFile())
    return {
      type: 'regular',
      executable: (stat.mode & 0o100) !== 0,
      size: stat.size,
      read: () => readChunks(path, stat.size),
    };
  throw new RtoError('RTO_NAR_KIND', `${path} is neither a file, a folder nor a symbolic link`);
}

function* diskEntries(folder: string): Iterable<readonly [string, NarNode]> {
  for (const name of readdirSync(folder)) yield [name, diskNode(join(folder, name))];
}

const CHUNK = 1 << 20;

function* readChunks(path: string, size: number): Iterable<Buffer> {
  if (size <= CHUNK) {
    yield readFileSync(path);
    return;
  }
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) yield buffer.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

const PADDING = Buffer.alloc(8);

class NarSink {
  readonly hash: Hash = createHash('sha256');
  size = 0;

  bytes(data: Buffer): void {
    this.hash.update(data);
    this.size += data.length;
  }

  length(count: number): void {
    const word = Buffer.alloc(8);
    word.writeBigUInt64LE(BigInt(count));
    this.bytes(word);
  }

  pad(count: number): void {
    if (count % 8) this.bytes(PADDING.subarray(count % 8));
  }

  string(text: string): void {
    const data = Buffer.from(text);
    this.length(data.length);
    this.bytes(data);
    this.pad(data.length);
  }

  done(): NarHash {
    return { digest: this.hash.digest(), size: this.size };
  }

  /** Yields after each file. */
  *archive(root: NarNode): Generator<void, void, void> {
    this.string('nix-archive-1');
    yield* this.node(root);
  }

  *node(node: NarNode): Generator<void, void, void> {
    this.string('(');
    this.string('type');
    this.string(node.type);
    if (node.type === 'symlink') {
      this.string('target');
      this.string(node.target);
    } else if (node.type === 'regular') {
      if (node.executable) {
        this.string('executable');
        this.string('');
      }
      this.contents(node.size, node.read());
      yield;
    } else {
      for (const [name, child] of sortedByBytes(node.entries)) {
        for (const token of ['entry', '(', 'name', name, 'node']) this.string(token);
        yield* this.node(child);
        this.string(')');
      }
    }
    this.string(')');
  }

  contents(size: number, chunks: Iterable<Buffer>): void {
    this.string('contents');
    this.length(size);
    let seen = 0;
    for (const chunk of chunks) {
      this.bytes(chunk);
      seen += chunk.length;
    }
    if (seen !== size)
      throw new RtoError('RTO_NAR_SIZE', `a file changed while it was hashed: ${seen} bytes, not ${size}`);
    this.pad(size);
  }
}

function sortedByBytes(entries: Iterable<readonly [string, NarNode]>): (readonly [string, NarNode])[] {
  return [...entries].sort(([a], [b]) => compare(a, b));
}
