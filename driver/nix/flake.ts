// Writes an overlay: rto's own Nix files and Go sources, with a catalog and a lock of the chosen releases alone. It is
// complete. A project may commit it and build from it later without rto. Such a build fetches stock Go and nixpkgs
// only.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { makeFolder } from '../folders.ts';
import { requireOwn } from '../owned.ts';
import { packageRoot } from '../package.ts';
import { compare } from '../text/order.ts';
import { readWrappers } from '../toolchain/recipe.ts';
import type { CatalogFamily, CatalogPatch } from '../version/catalog.ts';
import { formatCatalogFamily } from '../version/catalogwrite.ts';
import type { GoVersion } from '../version/goversion.ts';
import { formatOutputs, type Outputs, outputsFile } from '../version/outputs.ts';
import type { Platform } from '../version/platform.ts';

/** A release for an overlay, with the base configuration of its minor. */
export interface Chosen {
  /** The catalog's entry. A release that is not in the catalog has one that was made for it. */
  patch: CatalogPatch;
  base: CatalogFamily['base'];
}

/** Path below the overlay's folder -> contents. */
export type FlakeFiles = ReadonlyMap<string, string | Buffer>;

/**
 * The files of an overlay.
 * @param outputs the locks, for each system that has any
 * @throws RTO_FLAKE where rto's own files cannot be read
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

/** The attribute of a release: `go_1_23_12`, `go_1_24rc1`. The first of 1.20 is `go_1_20_0`; `go_1_20` is the minor. */
export function attributeOf({ minor, kind, number }: GoVersion): string {
  return kind === 'release' ? `go_1_${minor}_${number}` : `go_1_${minor}${kind}${number}`;
}

/** The attribute of the tree itself, whose store path follows from its contents. attributeOf is a package around it. */
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

/** Writes the files below `folder`, which is made where needed. Other files that are in it stay. */
export function writeFlake(folder: string, files: FlakeFiles): void {
  for (const [path, contents] of files) {
    const target = join(folder, path);
    makeFolder(dirname(target));
    writeFileSync(target, contents, { mode: 0o644 });
  }
}

/**
 * A folder in the cache with these files and no others. Its name is their digest. It is made where it does not exist or
 * holds something else.
 * @param cache absolute
 */
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
    // The name alone proves nothing about the contents.
    if (existsSync(folder)) renameSync(folder, `${staging}.old`);
    renameSync(staging, folder);
  } catch (error) {
    // Another process was quicker, and wrote the same files.
    if (!holds(folder, files)) throw error;
  } finally {
    for (const path of [staging, `${staging}.old`]) rmSync(path, { recursive: true, force: true });
  }
  return folder;
}

/** Whether a folder has these files with these contents, and no others. nix may have added a flake.lock. */
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

/** The flake in the current folder. Nix 2.8 takes no path with a space or an umlaut in a reference, even encoded. */
export const HERE = 'path:.';
