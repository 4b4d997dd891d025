// Tree hashes against published vectors, and tiles of every awkward width against plain computation.
import { describe, expect, it } from 'vitest';
import { leafHash, nodeHash, peaks, rootHash } from '../../../driver/source/sumdb/merkle.ts';
import { type Tile, TileError, TileTree, tilePath } from '../../../driver/source/sumdb/tile.ts';
import { filler, Log, makeSigner } from './logmaker.ts';

describe('tree hash', () => {
  // The leaves and roots that Certificate Transparency's implementations share as their test vectors.
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const hashes = leaves.map((leaf) => leafHash(Buffer.from(leaf, 'hex')));

  function complete(level: number, index: number): Buffer {
    const leaf = hashes[index];
    if (level === 0 && leaf) return leaf;
    return nodeHash(complete(level - 1, 2 * index), complete(level - 1, 2 * index + 1));
  }

  it.each(roots.map((root, size) => [size, root] as const))('of %i leaves', (size, root) => {
    expect(rootHash(peaks(size).map(({ level, index }) => complete(level, index))).toString('hex')).toBe(root);
  });
});

describe('a tile path', () => {
  it.each<[Tile, string]>([
    [{ level: 0, index: 0, width: 256 }, 'tile/8/0/000'],
    [{ level: 1, index: 999, width: 17 }, 'tile/8/1/999.p/17'],
    [{ level: 0, index: 1000, width: 256 }, 'tile/8/0/x001/000'],
    [{ level: 2, index: 123456789, width: 1 }, 'tile/8/2/x123/x456/789.p/1'],
  ])('%o is %s', (tile, path) => expect(tilePath(tile)).toBe(path));
});

describe('a tree of tiles', () => {
  const log = new Log(makeSigner(), filler(66_000));
  const tree = (size: number, read = (tile: Tile) => log.read(tilePath(tile))) => {
    // The log at that size, with its own partial tiles.
    const then = size === log.records.length ? log : new Log(makeSigner(), log.records.slice(0, size));
    return new TileTree(size, log.root(size), async (tile) => (then === log ? read(tile) : then.read(tilePath(tile))));
  };

  it.each([1, 2, 3, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 66_000])(
    'of %i records proves them',
    async (size) => {
      const tiles = tree(size);
      for (const index of new Set([0, 1, 255, 256, size >> 1, size - 2, size - 1]))
        if (index >= 0 && index < size)
          expect(await tiles.hash({ level: 0, index })).toEqual(leafHash(Buffer.from(log.records[index] ?? '')));
      for (const older of [1, 2, 255, 256, 257, size - 1, size])
        if (older > 0 && older <= size) expect(await tiles.hashAt(older), `${older}`).toEqual(log.root(older));
    },
  );

  it('refuses what is not in it', async () => {
    await expect(tree(257).hash({ level: 0, index: 257 })).rejects.toThrow(/not in a tree/);
    await expect(tree(257).hashAt(258)).rejects.toThrow(/258 records/);
  });

  it.each([
    'tile/8/0/000',
    'tile/8/0/256',
    'tile/8/0/257.p/208',
    'tile/8/1/000',
    'tile/8/1/001.p/1',
    'tile/8/2/000.p/1',
  ])('a flipped bit in %s is seen', async (path) => {
    const tiles = tree(66_000, (tile) => {
      const data = Buffer.from(log.read(tilePath(tile)));
      if (tilePath(tile) === path) data.writeUInt8(data.readUInt8(5) ^ 1, 5);
      return data;
    });
    const asked = [0, 65_536, 65_999].map((index) => tiles.hash({ level: 0, index }));
    expect((await Promise.allSettled(asked)).some(({ status }) => status === 'rejected')).toBe(true);
    await Promise.all(asked.map((hash) => hash.catch((error) => expect(error).toBeInstanceOf(TileError))));
  });

  it('a tile of another length is refused', async () => {
    const tiles = tree(66_000, (tile) => log.read(tilePath(tile)).subarray(1));
    await expect(tiles.hash({ level: 0, index: 0 })).rejects.toThrow(/bytes, not/);
  });
});
