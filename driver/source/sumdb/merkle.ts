// Merkle tree hashes. Definitions: RFC 6962, section 2.1.
import { createHash } from 'node:crypto';

/** Bytes of a hash. */
export const HASH_SIZE = 32;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const leafHash = (record: Buffer): Buffer => createHash('sha256').update(LEAF).update(record).digest();

export const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest();

/** A complete subtree: at level 0 a record, at level k the 2^k records from index * 2^k on. */
export interface Node {
  level: number;
  index: number;
}

/** The complete subtrees, largest first, that make up a tree of `size` records (a safe integer). */
export function peaks(size: number): Node[] {
  const nodes: Node[] = [];
  let start = 0;
  for (let level = 52; level >= 0; level--) {
    const width = 2 ** level;
    if (size - start < width) continue;
    nodes.push({ level, index: start / width });
    start += width;
  }
  return nodes;
}

/** The hash of a tree from those of its peaks, in the order of `peaks`. */
export function rootHash(hashes: readonly Buffer[]): Buffer {
  const last = hashes.at(-1);
  if (last === undefined) return createHash('sha256').digest();
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** The hash of a complete subtree from its 2^k leaves or lower nodes. */
export function subtreeHash(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    const next: Buffer[] = [];
    for (let i = 0; i + 1 < row.length; i += 2) next.push(nodeHash(row[i] ?? LEAF, row[i + 1] ?? LEAF));
    row = next;
  }
  const [only] = row;
  if (only === undefined) throw new RangeError('a subtree of nothing');
  return only;
}
