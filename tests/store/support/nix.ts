// A Nix in a folder: it does to a store's folder what Nix would, and writes down what it was asked.
import { chmodSync, cpSync, lutimesSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RtoError } from '../../../driver/errors.ts';
import { toSri } from '../../../driver/nar.ts';
import { type NixPlaces, nixPlaces } from '../../../driver/store/nixrecord.ts';
import type { NixActions } from '../../../driver/store/nixstore.ts';
import { hashTree, seal } from '../../../driver/store/seal.ts';
import { storeBaseName } from '../../../driver/store/storepath.ts';
import { SPEC } from './toolchain.ts';

export interface FakeNix {
  actions: NixActions;
  places: NixPlaces;
  /** What was asked, in order. */
  asked: string[];
  /** Trees that a binary cache has: path -> tree. */
  cache: Map<string, string>;
}

export function fakeNix(folder: string): FakeNix {
  const store = join(folder, 'nix', 'store');
  mkdirSync(store, { recursive: true });
  const asked: string[] = [];
  const cache = new Map<string, string>();
  const actions: NixActions = {
    async add(tree, name, root) {
      asked.push(`add ${name}`);
      const path = enter(store, tree, name);
      symlinkSync(path, root);
      return path;
    },
    async fetch(path, root) {
      asked.push(`fetch ${basename(path)}`);
      const tree = cache.get(path);
      if (tree === undefined) return false;
      put(tree, path);
      symlinkSync(path, root);
      return true;
    },
    async keep(path, root) {
      asked.push(`keep ${basename(path)}`);
      symlinkSync(path, root);
    },
    async remove(path) {
      asked.push(`remove ${basename(path)}`);
      if (cache.has('alive')) throw new RtoError('RTO_NIX', 'still alive');
      chmodSync(path, 0o755);
      rmSync(path, { recursive: true });
    },
  };
  return { actions, places: nixPlaces(join(folder, 'data'), store), asked, cache };
}

/** Puts a tree into a store under its content address, as Nix leaves it. Gives its path. */
export function enter(store: string, tree: string, name: string): string {
  const path = join(store, storeBaseName(hashTree(tree).digest, name, store));
  put(tree, path);
  return path;
}

function put(tree: string, path: string): void {
  cpSync(tree, path, { recursive: true, verbatimSymlinks: true });
  finish(path);
}

/** What Nix does last: read-only, one second after the epoch. */
export function finish(path: string): void {
  seal(path);
  chmodSync(path, 0o555);
  lutimesSync(path, 1, 1);
}

/** A tree that says it is the toolchain of SPEC, with `contents` in it. */
export function toolchainTree(folder: string, contents = 'go', about: object = {}): { tree: string; nar: string } {
  const tree = join(folder, `tree-${contents}`);
  mkdirSync(join(tree, 'bin'), { recursive: true });
  writeFileSync(join(tree, 'bin/go'), contents, { mode: 0o755 });
  const { version: go, platform, recipe } = SPEC;
  writeFileSync(join(tree, 'rto.json'), JSON.stringify({ go, platform, recipe, ...about }));
  return { tree, nar: toSri(hashTree(tree).digest) };
}
