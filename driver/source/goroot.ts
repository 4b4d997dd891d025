// A GOROOT folder on this machine as the source: what a release holds of it, copied in normal form.
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RtoError } from '../errors.ts';
import { onDisk } from './disk.ts';
import { NameSet } from './names.ts';
import { isDistributed, normalFile } from './normal.ts';
import type { Source } from './source.ts';
import { type StockFile, writeStock } from './stock.ts';
import { checkTree, treeFault, vouched } from './tree.ts';

/**
 * The folder at `path` as a source. `unpack` throws RTO_SOURCE_TREE when it is not that release, RTO_SOURCE_LINK for
 * links that lead in a circle, RTO_SOURCE_HASH for other contents than the catalog's, RTO_UNPROVED for a release that it does
 * not know, RTO_SOURCE_DISK when it cannot be read or `into` cannot be written.
 */
export function openGoroot(path: string, options: { allowUnproved?: boolean } = {}): Source {
  return {
    kind: 'goroot',
    async exists(version, platform) {
      return onDisk(path, () => treeFault(path, version, platform) === undefined);
    },
    async unpack(version, platform, into, unpacking) {
      const { onEvent, signal } = unpacking;
      onDisk(path, () => checkTree(path, path, version, platform));
      const files = onDisk(path, () => gorootFiles(path));
      const onFile = (_file: StockFile, _data: Buffer, done: number) =>
        onEvent?.({ kind: 'unpack', done, total: files.length });
      const nar = await writeStock(files, into, onFile, signal);
      return { h1: undefined, nar, origin: path, ...vouched(path, nar, unpacking, options) };
    },
  };
}

/** What of a GOROOT belongs to a release. Links are followed: Debian's GOROOT is made of links to /usr/share. */
function gorootFiles(root: string): StockFile[] {
  const files: StockFile[] = [];
  const names = new NameSet();
  const walk = (folder: string, prefix: string, above: readonly string[]): void => {
    const real = realpathSync(folder);
    if (above.includes(real))
      throw new RtoError('RTO_SOURCE_LINK', `${folder} is a link that leads back to a folder above it`, {
        try: 'remove that link, or name another GOROOT folder',
      });
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const below = prefix + name;
      const stat = statSync(path);
      if (stat.isDirectory()) {
        if (!LEFT_OUT.has(below)) walk(path, `${below}/`, [...above, real]);
        continue;
      }
      const normal = normalFile(below);
      // A second file of the same name in normal form (`_go.mod` beside `go.mod`) is not the release's.
      if (!isDistributed(normal.path) || !stat.isFile() || names.add(normal.path) !== undefined) continue;
      files.push({ ...normal, size: stat.size, read: () => onDisk(path, () => readFileSync(path)) });
    }
  };
  walk(root, '', []);
  return files;
}

/** Large folders of which nothing is taken. */
const LEFT_OUT = new Set(['.git', 'api', 'doc', 'misc', 'test', 'pkg/mod', 'pkg/obj', 'pkg/bootstrap']);
