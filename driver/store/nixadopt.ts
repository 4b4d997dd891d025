// Taking note of a toolchain that is in /nix/store: read, hashed, compared with what is expected, recorded.
import { join } from 'node:path';
import { readAbout, toolchainName } from '../about.ts';
import { makeFolder } from '../folders.ts';
import { fromSri, toSri } from '../nar.ts';
import { PLATFORMS } from '../version/platform.ts';
import { cannotWrite } from './failure.ts';
import { statIfThere, writeJson } from './files.ts';
import { layoutOf } from './layout.ts';
import { FORMAT, isWhole, type NixPlaces, recordFile } from './nixrecord.ts';
import { hashTree } from './seal.ts';
import { stagingPath } from './staging.ts';
import type { StoredToolchain } from './store.ts';
import { storeBaseName } from './storepath.ts';

/**
 * The locked toolchain in Nix's store, though nobody told rto of it: it came by `nix develop`, another user or a binary
 * cache. Only a lock makes it known: anybody may give Nix a tree under any name, but not under a given content address.
 * @param nar what is locked for that name
 */
export function discovered(places: NixPlaces, name: string, nar: string): StoredToolchain | undefined {
  const base = storeBaseName(fromSri(nar), name, places.store);
  const found = isWhole(join(places.store, base)) ? describe(places, name, base) : undefined;
  return found?.nar === nar ? record(places, found, base) : undefined;
}

/** Records a store path that Nix has just made or fetched. Undefined where it is not the toolchain of that name. */
export function noted(places: NixPlaces, name: string, base: string): StoredToolchain | undefined {
  const described = describe(places, name, base);
  return described && record(places, described, base);
}

type Described = Omit<StoredToolchain, 'base' | 'goroot'>;

/** By the tree itself: its rto.json, which must fit the name, and its hash. */
function describe(places: NixPlaces, name: string, base: string): Described | undefined {
  const goroot = join(places.store, base);
  const about = readAbout(goroot);
  const platform = PLATFORMS.find((one) => one === about?.platform);
  if (about === undefined || platform === undefined || name !== toolchainName(about.go, about.recipe)) return undefined;
  const { go, recipe } = about;
  const { digest, size } = hashTree(goroot);
  const installed = new Date(statIfThere(goroot)?.ctimeMs ?? Date.now()).toISOString();
  return { name, nar: toSri(digest), size, version: go, platform, recipe, installed, source: undefined };
}

function record(places: NixPlaces, described: Described, base: string): StoredToolchain {
  const toolchain = { ...described, base, goroot: join(places.store, base) };
  const { goroot: _path, ...onDisk } = toolchain;
  try {
    makeFolder(places.records);
    makeFolder(layoutOf(places.data).staging);
    const draft = stagingPath(layoutOf(places.data));
    writeJson(draft, recordFile(places, described.name), { format: FORMAT, store: places.store, ...onDisk });
  } catch (error) {
    // Without a record it is hashed again next time, and works all the same.
    if (!cannotWrite(error)) throw error;
  }
  return toolchain;
}
