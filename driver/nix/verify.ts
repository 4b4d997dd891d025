// `rto verify`: makes a toolchain anew, here and by Nix, and compares it with the lock and with the installed one.
import { join } from 'node:path';
import { RtoError } from '../errors.ts';
import { fromSri, toSri } from '../nar.ts';
import { isWhole } from '../store/nixrecord.ts';
import { hashTree } from '../store/seal.ts';
import type { StoreKind } from '../store/store.ts';
import { storePath } from '../store/storepath.ts';
import { type BuildContext, makeToolchain } from '../toolchain/build.ts';
import type { Resolution } from '../version/resolution.ts';
import { nixBuild, nixOutput } from './build.ts';
import { treeOf } from './flake.ts';
import { flakeOf, type WayContext } from './installable.ts';
import { type Difference, treeDifferences } from './treediff.ts';
import { nixState } from './usable.ts';

export type VerifyEvent = { kind: 'verify build'; version: string; by: 'embedded' | 'nix' };

/** One hash of a toolchain, or the reason why there is none. */
interface Hash {
  of: 'lock' | 'installed' | 'embedded' | 'nix';
  /** SRI hash of the NAR; undefined where there is none. */
  nar: string | undefined;
  /** The origin of the hash, or the reason why there is none. */
  how: string;
}

/** The result of `rto verify` for one release, as --json prints it. */
export interface Proof {
  version: string;
  /** The toolchain's name: `rto-go-1.23.12-…`. */
  name: string;
  hashes: Hash[];
  /** Whether there are at least two hashes, and all are the same. */
  equal: boolean;
  /** The store path that Nix gives the tree that was made here. */
  path: string;
  /** The first 20 differences, where two trees could be compared. */
  differences: Difference[];
}

export interface VerifyContext extends BuildContext, WayContext {
  /** `embedded` leaves Nix out. With `nix`, a Nix that cannot be used is an error. With `auto`, the proof says so. */
  kind: StoreKind;
  cwd: string;
  onEvent: (event: Parameters<BuildContext['onEvent']>[0] | VerifyEvent) => void;
}

const SHOWN = 20;

/**
 * Makes a toolchain and compares it.
 * @throws what makeToolchain throws; RTO_NIX_… where a usable Nix fails, or where `nix` was asked for and is not
 *   usable; RTO_VERIFY_ABSENT
 */
export async function verifyToolchain(resolution: Resolution, context: VerifyContext): Promise<Proof> {
  const { store, onEvent, outputs } = context;
  const version = resolution.version.name;
  return await store.stage(async (folder) => {
    const tree = join(folder, 'go');
    onEvent({ kind: 'verify build', version, by: 'embedded' });
    const spec = await makeToolchain(resolution, tree, context);
    const nar = narOf(tree);
    const trees: { of: Hash['of']; path: string; nar: string }[] = [{ of: 'embedded', path: tree, nar }];
    const hashes: Hash[] = [lockHash(outputs.get(version), spec.recipe)];

    const installed = await store.find(spec.name);
    if (installed) {
      const { actual } = await store.verify(installed.base, context);
      hashes.push({ of: 'installed', nar: actual, how: installed.goroot });
      trees.push({ of: 'installed', path: installed.goroot, nar: actual });
    }
    hashes.push({ of: 'embedded', nar, how: 'made again' });
    const nix = await byNix(resolution, context);
    hashes.push(nix.hash);
    if (nix.path !== undefined && nix.hash.nar !== undefined)
      trees.push({ of: 'nix', path: nix.path, nar: nix.hash.nar });

    const known = hashes.flatMap((hash) => hash.nar ?? []);
    const other = trees.find((one) => one.nar !== nar);
    const differences =
      other === undefined
        ? []
        : take(treeDifferences({ label: 'embedded', path: tree }, { label: other.of, ...other }));
    const equal = known.length > 1 && new Set(known).size === 1;
    return { version, name: spec.name, hashes, equal, path: storePath(fromSri(nar), spec.name), differences };
  });
}

function lockHash(output: { recipe: string; nar: string } | undefined, recipe: string): Hash {
  if (output === undefined) return { of: 'lock', nar: undefined, how: 'not locked' };
  if (output.recipe !== recipe)
    return { of: 'lock', nar: undefined, how: `locked for another recipe, ${output.recipe.slice(0, 12)}` };
  return { of: 'lock', nar: output.nar, how: 'overlays/outputs' };
}

/** Has Nix build from a flake without a lock. A fixed-output derivation could only give what is locked, or nothing. */
async function byNix(resolution: Resolution, context: VerifyContext): Promise<{ hash: Hash; path?: string }> {
  const { kind, onEvent } = context;
  const none = (how: string): { hash: Hash } => ({ hash: { of: 'nix', nar: undefined, how } });
  if (kind === 'embedded') return none('not asked: --store embedded');
  if (resolution.pin === undefined) return none('Nix fetches only what the catalog has');
  const state = await nixState(context);
  if (!state.usable) {
    if (kind === 'nix') throw state.why;
    return none(`not usable: ${state.why.message}`);
  }
  const flake = flakeOf(resolution, context);
  const attribute = treeOf(resolution.version);
  onEvent({ kind: 'verify build', version: resolution.version.name, by: 'nix' });
  const rebuild = isWhole(await nixOutput(flake, attribute, context));
  const path = await nixBuild(flake, attribute, { rebuild }, context);
  if (!isWhole(path))
    throw new RtoError('RTO_VERIFY_ABSENT', `Nix built ${path}, and it is not there`, {
      try: 'rto verify --store embedded, which leaves Nix out',
    });
  return { path, hash: { of: 'nix', nar: narOf(path), how: rebuild ? 'built again' : 'built' } };
}

const narOf = (tree: string): string => toSri(hashTree(tree).digest);

function take(differences: Iterable<Difference>): Difference[] {
  const taken: Difference[] = [];
  for (const difference of differences) {
    taken.push(difference);
    if (taken.length === SHOWN) break;
  }
  return taken;
}
