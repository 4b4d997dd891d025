// The overlay that rto writes: its own Nix files and Go sources, with a catalog and a lock of the chosen releases alone.
// Complete in itself, so that a project may commit it and build from it later without rto, and without a network but for
// stock Go and nixpkgs.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { makeFolder } from '../folders.ts';
import { requireOwn } from '../owned.ts';
import { packageRoot } from '../package.ts';
import { compare } from '../text/order.ts';
import { readWrappers } from '../toolchain/recipe.ts';
import { type CatalogFamily, type CatalogPatch, formatCatalogFamily } from '../version/catalog.ts';
import type { GoVersion } from '../version/goversion.ts';
import { formatOutputs, type Outputs, outputsFile } from '../version/outputs.ts';
import type { Platform } from '../version/platform.ts';

export interface Chosen {
  /** The catalog's entry, or one made for a release that was learnt of elsewhere. */
  patch: CatalogPatch;
  base: CatalogFamily['base'];
}

/** Path below the overlay's folder -> contents. */
export type FlakeFiles = ReadonlyMap<string, string | Buffer>;

/**
 * @param outputs what is locked, for each system that has locks
 * @throws RTO_FLAKE where the files of this rto are not there
 */
export function flakeFiles(chosen: readonly Chosen[], outputs: ReadonlyMap<Platform, Outputs>): FlakeFiles {
  const files = new Map<string, string | Buffer>(ownFiles());
  const series = new Set(chosen.map(({ patch }) => patch.version.series));
  for (const one of series) {
    const ofSeries = chosen.filter(({ patch }) => patch.version.series === one);
    const base = ofSeries[0]?.base;
    const patches = ofSeries.map(({ patch }) => patch);
    if (base) files.set(`overlays/catalog/go${one}.toml`, formatCatalogFamily({ series: one, base, patches }));
  }
  for (const [platform, locks] of outputs)
    if (locks.size > 0) files.set(`overlays/outputs/${outputsFile(platform)}`, formatOutputs(locks));
  return files;
}

/** `go_1_23_12`, `go_1_24rc1`; `go_1_20_0` for the first release of 1.20, since `go_1_20` is the minor. */
export function attributeOf({ minor, kind, number }: GoVersion): string {
  return kind === 'release' ? `go_1_${minor}_${number}` : `go_1_${minor}${kind}${number}`;
}

/** The tree itself, whose store path follows from its contents; the attribute is a package around it. */
export const treeOf = (version: GoVersion): string => `${attributeOf(version)}.unwrapped`;

function ownFiles(): [string, Buffer][] {
  const root = packageRoot();
  try {
    const read = (path: string): [string, Buffer] => [path, readFileSync(join(root, path))];
    const below = (folder: string, end: RegExp) =>
      readdirSync(join(root, folder))
        .sort()
        .filter((name) => end.test(name))
        .map((name) => `${folder}/${name}`);
    return [
      ...['flake.lock'].filter((path) => existsSync(join(root, path))).map(read),
      // rto's own flake has its tests, its command and its template too.
      ['flake.nix', read('overlays/project/flake.nix')[1]],
      ...[...below('overlays', /\.nix$/), ...below('overlays/builders', /\.sh$/), ...below('overlays/go', /\.sh$/)].map(
        read,
      ),
      ...readWrappers(join(root, 'wrappers')).map(([path, contents]): [string, Buffer] => [
        `wrappers/${path}`,
        contents,
      ]),
    ];
  } catch (cause) {
    if (cause instanceof RtoError) throw cause;
    throw new RtoError('RTO_FLAKE', "rto's own Nix files cannot be read", {
      facts: { folder: root, why: messageOf(cause) },
      try: 'install rto again',
      cause,
    });
  }
}

/** Writes the files below `folder`, which is made; files that are there already are left. */
export function writeFlake(folder: string, files: FlakeFiles): void {
  for (const [path, contents] of files) {
    const target = join(folder, path);
    makeFolder(dirname(target));
    writeFileSync(target, contents, { mode: 0o644 });
  }
}

/** The folder in the cache that holds these files and no others: named by their digest, made where it is not so. */
export function cachedFlake(cache: string, files: FlakeFiles): string {
  const digest = createHash('sha256');
  for (const [path, contents] of [...files].sort(([a], [b]) => compare(a, b)))
    digest.update(`${path}\0${Buffer.byteLength(contents)}\0`).update(contents);
  const folder = join(cache, 'nix', digest.digest('hex').slice(0, 32));
  requireOwn(cache, 'RTO_CACHE', true);
  requireOwn(dirname(folder), 'RTO_CACHE');
  if (holds(folder, files)) return folder;
  const staging = `${folder}.${randomBytes(6).toString('hex')}`;
  writeFlake(staging, files);
  try {
    // A name is no proof of what stands below it.
    if (existsSync(folder)) renameSync(folder, `${staging}.old`);
    renameSync(staging, folder);
  } catch (error) {
    // Another process was quicker, with the same files.
    if (!holds(folder, files)) throw error;
  } finally {
    for (const path of [staging, `${staging}.old`]) rmSync(path, { recursive: true, force: true });
  }
  return folder;
}

/** Whether a folder has these files, these alone and with these contents. nix adds a missing flake.lock. */
function holds(folder: string, files: FlakeFiles): boolean {
  if (!existsSync(folder)) return false;
  const there = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const names = there.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  if (names.some((name) => !files.has(name) && name !== 'flake.lock') || there.some((entry) => !entry.isFile()))
    return false;
  return [...files].every(
    ([path, contents]) => names.includes(path) && readFileSync(join(folder, path)).equals(Buffer.from(contents)),
  );
}

/** The flake in the current folder. Nix 2.8 takes no path with a space or an umlaut in a reference, encoded or not. */
export const HERE = 'path:.';
