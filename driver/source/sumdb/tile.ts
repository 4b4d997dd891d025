// Reading hashes of a Merkle tree from tiles of height 8, each proved to belong to a signed tree before it is believed.
// Layout: golang.org/x/mod/sumdb/tlog; idea: https://research.swtch.com/tlog#tiling_a_log.
import { HASH_SIZE, type Node, peaks, rootHash, subtreeHash } from './merkle.ts';

const HEIGHT = 8;
const FULL = 2 ** HEIGHT;

/** `hashes` of one level of the tree, from index * 256 on, at a height of level * 8 above the records. */
export interface Tile {
  level: number;
  index: number;
  /** 1 to 256; less than 256 only at the right edge of the tree. */
  width: number;
}

/** `tile/8/0/x001/234.p/17`. */
export function tilePath({ level, index, width }: Tile): string {
  let name = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    name = `x${String(rest % 1000).padStart(3, '0')}/${name}`;
  return `tile/${HEIGHT}/${level}/${name}${width === FULL ? '' : `.p/${width}`}`;
}

/** Gives a tile's bytes, unproved: `width` hashes. */
export type ReadTile = (tile: Tile) => Promise<Buffer>;

/** Thrown when tiles do not belong to the tree: a plain error whose message says which. */
export class TileError extends Error {}

/** The tree of `size` records with hash `root`. Every hash it gives is proved to lie in that tree. */
export class TileTree {
  readonly size: number;
  readonly #root: Buffer;
  readonly #read: ReadTile;
  readonly #raw = new Map<string, Promise<Buffer[]>>();
  readonly #proved = new Map<string, Promise<Buffer[]>>();
  #edge: Promise<void> | undefined;

  constructor(size: number, root: Buffer, read: ReadTile) {
    this.size = size;
    this.#root = root;
    this.#read = read;
  }

  /** Inclusion: the hash of a complete subtree of this tree. */
  async hash(node: Node): Promise<Buffer> {
    const { tile, start, count } = this.#place(node);
    return subtreeHash((await this.#prove(tile)).slice(start, start + count));
  }

  /** Consistency: the hash that the tree had when it held `size` records, if its history is this tree's. */
  async hashAt(size: number): Promise<Buffer> {
    if (size > this.size) throw new RangeError(`${size} records of a tree of ${this.size}`);
    return rootHash(await Promise.all(peaks(size).map((node) => this.hash(node))));
  }

  #place({ level, index }: Node): { tile: Tile; start: number; count: number } {
    if ((index + 1) * 2 ** level > this.size) throw new RangeError(`record ${index} is not in a tree of ${this.size}`);
    const tileLevel = Math.floor(level / HEIGHT);
    const count = 2 ** (level % HEIGHT);
    const first = index * count;
    return { tile: this.#tile(tileLevel, Math.floor(first / FULL)), start: first % FULL, count };
  }

  /** The tile at that place, as wide as this tree makes it. */
  #tile(level: number, index: number): Tile {
    const hashes = Math.floor(this.size / 2 ** (level * HEIGHT));
    return { level, index, width: Math.min(FULL, hashes - index * FULL) };
  }

  #load(tile: Tile): Promise<Buffer[]> {
    return remember(this.#raw, tile, async () => {
      const data = await this.#read(tile);
      if (data.length !== tile.width * HASH_SIZE)
        throw new TileError(`${tilePath(tile)} has ${data.length} bytes, not ${tile.width * HASH_SIZE}`);
      return Array.from({ length: tile.width }, (_, i) => data.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE));
    });
  }

  /** A full tile is proved by its parent, which holds its hash; those that are not full by the root, all together. */
  #prove(tile: Tile): Promise<Buffer[]> {
    return remember(this.#proved, tile, async () => {
      const loading = this.#load(tile);
      if (tile.width < FULL) {
        this.#edge ??= this.#proveEdge();
        const [hashes] = await Promise.all([loading, this.#edge]);
        return hashes;
      }
      const parent = this.#prove(this.#tile(tile.level + 1, Math.floor(tile.index / FULL)));
      const [hashes, above] = await Promise.all([loading, parent]);
      if (!above[tile.index % FULL]?.equals(subtreeHash(hashes)))
        throw new TileError(`${tilePath(tile)} does not belong to the signed tree of ${this.size} records`);
      return hashes;
    });
  }

  /** Every peak lies in the last tile of its level, which is not full, and every such tile holds a peak. */
  async #proveEdge(): Promise<void> {
    const hashes = peaks(this.size).map(async (node) => {
      const { tile, start, count } = this.#place(node);
      return subtreeHash((await this.#load(tile)).slice(start, start + count));
    });
    if (!rootHash(await Promise.all(hashes)).equals(this.#root))
      throw new TileError(`the tiles at the edge do not give the hash of the signed tree of ${this.size} records`);
  }
}

function remember(cache: Map<string, Promise<Buffer[]>>, tile: Tile, make: () => Promise<Buffer[]>): Promise<Buffer[]> {
  const key = tilePath(tile);
  let value = cache.get(key);
  if (value === undefined) {
    value = make();
    cache.set(key, value);
  }
  return value;
}
