// The client of a Go checksum database: the hash of a module version, proved to be in the signed public log.
// Protocol: https://go.dev/ref/mod#checksum-database.
import { messageOf, RtoError } from '../../errors.ts';
import { redact } from '../../text/redact.ts';
import { Unserved } from '../responses.ts';
import { openHead, openHeadMemory, type TreeHead } from './head.ts';
import { leafHash } from './merkle.ts';
import type { Verifier } from './note.ts';
import { parseRecord } from './record.ts';
import { type Tile, TileTree, tilePath } from './tile.ts';

/** Gives the bytes at `path` below the database's root (`lookup/…`, `tile/8/…`); throws Unserved. */
type ReadRemote = (path: string, signal?: AbortSignal) => Promise<Buffer>;

export interface Sumdb {
  /** Whose it is. */
  readonly verifier: Verifier;
  /**
   * The `h1:` of a module version. Throws RTO_SUMDB_UNKNOWN when the log has no such version, RTO_SUMDB_UNREACHABLE,
   * RTO_SUMDB_PROOF when an answer is forged or damaged, RTO_SUMDB_FORK when the log was rewritten.
   */
  lookup(module: string, version: string, signal?: AbortSignal): Promise<string>;
}

export interface SumdbOptions {
  verifier: Verifier;
  read: ReadRemote;
  /** Where the newest tree head is remembered. */
  folder: string;
  onNotice: (text: string) => void;
}

export function openSumdb({ verifier, read, folder, onNotice }: SumdbOptions): Sumdb {
  const memory = openHeadMemory(folder, verifier, onNotice);
  let newest: { head: TreeHead; tree: TileTree } | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const treeOf = (head: TreeHead): TileTree =>
    newest?.head.note === head.note ? newest.tree : new TileTree(head.size, head.hash, (tile) => readTile(read, tile));

  /** The newest of what is remembered and `head`, after each was found to lie on the other's history. */
  async function advance(head: TreeHead): Promise<TileTree> {
    const known = await memory.latest();
    const [older, newer] = known === undefined || known.size > head.size ? [head, known ?? head] : [known, head];
    const tree = treeOf(newer);
    if (!(await tree.hashAt(older.size)).equals(older.hash)) throw forked(verifier.name, older, newer);
    if (newer === head && known?.size !== head.size) await memory.keep(head);
    newest = { head: newer, tree };
    return tree;
  }

  async function lookup(module: string, version: string, signal?: AbortSignal): Promise<string> {
    const what = `${module}@${version}`;
    try {
      const record = parseRecord(await read(`lookup/${what}`, signal));
      const tree = await advance(openHead(record.head, verifier));
      if (record.id >= tree.size)
        throw new Error(`record ${record.id} is not in the signed tree of ${tree.size} records`);
      if (!leafHash(record.data).equals(await tree.hash({ level: 0, index: record.id })))
        throw new Error(`record ${record.id} is not what the signed tree holds there`);
      const prefix = `${module} ${version} h1:`;
      const line = record.data
        .toString('utf8')
        .split('\n')
        .find((text) => text.startsWith(prefix));
      if (line === undefined) throw new Error(`record ${record.id} is about something else`);
      return line.slice(prefix.length - 3);
    } catch (error) {
      throw failure(verifier.name, what, error);
    }
  }

  return {
    verifier,
    /** One after the other: each may move the newest head on. */
    lookup(module, version, signal) {
      const result = queue.then(() => lookup(module, version, signal));
      queue = result.catch(() => {});
      return result;
    },
  };
}

/** A tile that is not full may be gone when the tree has grown: then the full one is there, and begins with it. */
async function readTile(read: ReadRemote, tile: Tile): Promise<Buffer> {
  try {
    return await read(tilePath(tile));
  } catch (error) {
    if (tile.width === 256 || !(error instanceof Unserved)) throw error;
    return (await read(tilePath({ ...tile, width: 256 }))).subarray(0, tile.width * 32);
  }
}

function forked(name: string, older: TreeHead, newer: TreeHead): RtoError {
  const show = ({ note }: TreeHead) => redact(note.trim());
  return new RtoError(
    'RTO_SUMDB_FORK',
    `the checksum database ${name} has rewritten its history: it shows different logs`,
    {
      facts: { 'signed head': show(older), 'another signed head': show(newer) },
      try: 'trust no download now; keep both heads, each is signed, and report them to security@golang.org',
    },
  );
}

function failure(name: string, what: string, error: unknown): unknown {
  if (error instanceof RtoError || (error instanceof Error && error.name === 'AbortError')) return error;
  if (!(error instanceof Unserved))
    return new RtoError('RTO_SUMDB_PROOF', `${what} could not be proved by the checksum database ${name}`, {
      facts: { reason: redact(messageOf(error)) },
      try: 'set GOPROXY to another proxy; what answered is damaged or lies',
      cause: error,
    });
  if (error.kind === 'missing')
    return new RtoError('RTO_SUMDB_UNKNOWN', `the checksum database ${name} does not know ${what}`, {
      facts: { answer: error.message },
      try: 'name a release that Go has published: rto resolve stable',
      cause: error,
    });
  return new RtoError('RTO_SUMDB_UNREACHABLE', `the checksum database ${name} could not be asked about ${what}`, {
    facts: { answer: error.message },
    try: 'check the network, or set GOPROXY to a proxy that serves the checksum database too',
    cause: error,
  });
}
