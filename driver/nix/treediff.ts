// Finds the differences of two trees that a NAR would show: names, kinds, executable bits, contents.
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../text/order.ts';

/** One difference of two trees. */
export interface Difference {
  /** The path below both trees; "" for the trees themselves. */
  path: string;
  /** The difference in words: "only in nix", "executable in embedded alone", "byte 512: 00 in embedded, 7f in nix". */
  what: string;
}

export interface Tree {
  /** The tree's name in the words of a difference. */
  label: string;
  path: string;
}

/**
 * The differences, in bytewise order of their paths. A folder that only one tree has counts once. A file counts by its
 * first different byte.
 */
export function* treeDifferences(a: Tree, b: Tree, path = ''): Iterable<Difference> {
  const [statA, statB] = [a, b].map((tree) => lstatSync(join(tree.path, path))) as [Stats, Stats];
  const [kindA, kindB] = [kindOf(statA), kindOf(statB)];
  if (kindA !== kindB) yield { path, what: `${kindA} in ${a.label}, ${kindB} in ${b.label}` };
  else if (kindA === 'a folder') yield* folderDifferences(a, b, path);
  else if (kindA === 'a link') {
    const [toA, toB] = [a, b].map((tree) => readlinkSync(join(tree.path, path)));
    if (toA !== toB) yield { path, what: `leads to ${toA} in ${a.label}, to ${toB} in ${b.label}` };
  } else {
    const [runsA, runsB] = [statA, statB].map(({ mode }) => (mode & 0o100) !== 0);
    if (runsA !== runsB) yield { path, what: `executable in ${(runsA ? a : b).label} alone` };
    const what = contentDifference(a, b, path);
    if (what !== undefined) yield { path, what };
  }
}

function* folderDifferences(a: Tree, b: Tree, path: string): Iterable<Difference> {
  const [inA, inB] = [a, b].map((tree) => new Set(readdirSync(join(tree.path, path)))) as [Set<string>, Set<string>];
  for (const name of [...new Set([...inA, ...inB])].sort(compare)) {
    const below = path === '' ? name : `${path}/${name}`;
    if (inA.has(name) && inB.has(name)) yield* treeDifferences(a, b, below);
    else yield { path: below, what: `only in ${(inA.has(name) ? a : b).label}` };
  }
}

const kindOf = (stat: Stats): string =>
  stat.isDirectory() ? 'a folder' : stat.isSymbolicLink() ? 'a link' : stat.isFile() ? 'a file' : 'something odd';

const CHUNK = 1 << 16;

function contentDifference(a: Tree, b: Tree, path: string): string | undefined {
  const files = [a, b].map((tree) => openSync(join(tree.path, path), 'r')) as [number, number];
  try {
    const buffers = [Buffer.alloc(CHUNK), Buffer.alloc(CHUNK)] as const;
    for (let offset = 0; ; offset += CHUNK) {
      const partA = buffers[0].subarray(0, readFull(files[0], buffers[0], offset));
      const partB = buffers[1].subarray(0, readFull(files[1], buffers[1], offset));
      if (!partA.equals(partB)) return differenceAt(offset, partA, partB, a, b);
      if (partA.length < CHUNK) return undefined;
    }
  } finally {
    for (const file of files) closeSync(file);
  }
}

function readFull(file: number, buffer: Buffer, offset: number): number {
  let done = 0;
  for (let read = -1; done < buffer.length && read !== 0; done += read)
    read = readSync(file, buffer, done, buffer.length - done, offset + done);
  return done;
}

function differenceAt(offset: number, partA: Buffer, partB: Buffer, a: Tree, b: Tree): string {
  const shorter = Math.min(partA.length, partB.length);
  let at = 0;
  while (at < shorter && partA[at] === partB[at]) at++;
  if (at === shorter) return `ends at byte ${offset + at} in ${(partA.length < partB.length ? a : b).label}`;
  const hex = (part: Buffer) => (part[at] ?? 0).toString(16).padStart(2, '0');
  return `byte ${offset + at}: ${hex(partA)} in ${a.label}, ${hex(partB)} in ${b.label}`;
}
