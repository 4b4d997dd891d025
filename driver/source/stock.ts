// A stock Go tree as a list of files in normal form: its NAR hash, and writing it to a folder in the same pass.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashNar, hashNarSlowly, type NarNode, toSri } from '../nar.ts';
import { onDisk } from './disk.ts';

export interface StockFile {
  /** Path below GOROOT, in normal form. */
  path: string;
  executable: boolean;
  /** Bytes. */
  size: number;
  read(): Buffer;
}

/** Called with each file and its content, in the order of the archive; must not change the content. */
export type FileVisitor<F extends StockFile> = (file: F, data: Buffer, done: number) => void;

/** The NAR hash (SRI) of the tree; every file is read once and shown to `visit`. */
export function hashStock<F extends StockFile>(files: readonly F[], visit: FileVisitor<F>): string {
  return toSri(hashNar(stockNode(files, visit)).digest);
}

function stockNode<F extends StockFile>(files: readonly F[], visit: FileVisitor<F>): NarNode {
  let done = 0;
  const leaf = (file: F): NarNode => ({
    type: 'regular',
    executable: file.executable,
    size: file.size,
    read: () => {
      const data = file.read();
      visit(file, data, ++done);
      return [data];
    },
  });
  return treeOf(files, leaf);
}

/**
 * Writes the tree below `into` (absent or empty) and returns its NAR hash (SRI). Nothing is overwritten or followed:
 * each file is created anew. Throws RTO_SOURCE_DISK when the disk refuses, and the reason of `signal`; what was written
 * until then stays.
 */
export async function writeStock<F extends StockFile>(
  files: readonly F[],
  into: string,
  onFile: FileVisitor<F>,
  signal?: AbortSignal,
): Promise<string> {
  const folders = new Set<string>();
  const root = stockNode(files, (file, data, done) => {
    const target = join(into, file.path);
    onDisk(into, () => {
      const folder = dirname(target);
      if (!folders.has(folder)) {
        mkdirSync(folder, { recursive: true, mode: 0o755 });
        folders.add(folder);
      }
      writeFileSync(target, data, { flag: 'wx', mode: file.executable ? 0o755 : 0o644 });
    });
    onFile(file, data, done);
  });
  return toSri((await hashNarSlowly(root, signal)).digest);
}

type Folder<F> = Map<string, F | Folder<F>>;

/** Paths must be free of collisions (names.ts). */
function treeOf<F extends StockFile>(files: readonly F[], leaf: (file: F) => NarNode): NarNode {
  const root: Folder<F> = new Map();
  for (const file of files) {
    const parts = file.path.split('/');
    const name = parts.pop() ?? '';
    let folder = root;
    for (const part of parts) {
      let next = folder.get(part);
      if (!(next instanceof Map)) {
        next = new Map();
        folder.set(part, next);
      }
      folder = next;
    }
    folder.set(name, file);
  }
  const node = (folder: Folder<F>): NarNode => ({
    type: 'directory',
    entries: [...folder].map(([name, child]) => [name, child instanceof Map ? node(child) : leaf(child)] as const),
  });
  return node(root);
}
