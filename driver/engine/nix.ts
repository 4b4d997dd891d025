// The operations on Nix's data and on the bits of toolchains: lock, verify, overlay, and the shell of `nix develop`.
import { resolve as absolute } from 'node:path';
import { interruptible } from '../interrupt.ts';
import type { Development } from '../nix/build.ts';
import type { LockContext, LockReport } from '../nix/lock.ts';
import type { OverlayReport } from '../nix/overlay.ts';
import type { Proof, VerifyContext } from '../nix/verify.ts';
import type { Environment } from '../observe/environment.ts';
import type { StoredToolchain, StoreKind, Verification } from '../store/store.ts';
import type { BuildContext } from '../toolchain/build.ts';
import { PLATFORMS, type Platform } from '../version/platform.ts';
import type { Resolution } from '../version/resolution.ts';
import { installedOutputs, ownOutputsFolder } from './stores.ts';

interface LockOptions {
  /** If the list is empty, the newest release of every minor. */
  requests: readonly string[];
  /** Every release of the catalog. */
  all: boolean;
  /** Of `<system>.toml` files; by default one below rto's data folder. */
  folder?: string | undefined;
}

/** A toolchain on disk, hashed again. */
export interface InstalledProof extends Verification {
  name: string;
  version: string;
  /** What its recipe is locked to give; undefined where nothing is locked. */
  locked: string | undefined;
  /** It hashes to what its record, its name and the lock say, and all of it is mine or root's. */
  sound: boolean;
}

export interface NixEngine {
  /** Makes toolchains and writes down what they hash to; see nix/lock.ts. */
  lock(options: LockOptions): Promise<LockReport>;
  /** Makes toolchains again and compares, one after another; see nix/verify.ts. */
  verify(requests: readonly (string | undefined)[]): AsyncGenerator<Proof>;
  /** Hashes what is installed again: of these requests, or all there is. */
  verifyInstalled(requests: readonly string[]): AsyncGenerator<InstalledProof>;
  /** Writes the overlay of some releases for a project; see nix/overlay.ts. */
  overlay(requests: readonly (string | undefined)[], folder: string): Promise<OverlayReport>;
  /** How `command` is started in the shell of `nix develop` for that release; undefined where Nix has no part in it. */
  develop(resolution: Resolution, command: readonly string[]): Promise<Development | undefined>;
}

export interface Parts
  extends Pick<BuildContext, 'store' | 'data' | 'allowUnproved' | 'locked' | 'openSource' | 'nixWay'> {
  env: Environment;
  cwd: string;
  cache: string;
  platform: Platform;
  kind: StoreKind;
  offline: boolean;
  resolve(request: string | undefined): Promise<Resolution>;
  ensure(resolution: Resolution): Promise<StoredToolchain>;
  /** Throws RTO_NOT_INSTALLED. */
  installed(request: string): Promise<StoredToolchain>;
  onEvent: LockContext['onEvent'] & VerifyContext['onEvent'];
}

export function nixEngine(parts: Parts): NixEngine {
  const { platform, data, resolve } = parts;
  return {
    async lock({ requests, all, folder }) {
      const { lockOutputs } = await import('../nix/lock.ts');
      // A folder that was named must be there: it may be a slip. A checkout without locks has none yet.
      if (folder === undefined) (await import('../folders.ts')).makeFolder(ownOutputsFolder(data));
      const wanted = requests.length > 0 ? requests : await catalogued(platform, data, all);
      const resolutions: Resolution[] = [];
      for (const request of wanted) resolutions.push(await resolve(request));
      // Several are fetched and compiled at a time: only how many are done is worth a line.
      const onEvent: LockContext['onEvent'] = (event) => {
        if (event.kind === 'locked' || event.kind === 'notice') parts.onEvent(event);
      };
      const into = absolute(parts.cwd, folder ?? ownOutputsFolder(data));
      return interruptible((signal) => lockOutputs(resolutions, into, { ...parts, onEvent, signal }));
    },
    async *verify(requests) {
      const { verifyToolchain } = await import('../nix/verify.ts');
      const outputs = await installedOutputs(platform, data);
      for (const request of requests) {
        const resolution = await resolve(request);
        yield await interruptible((signal) => verifyToolchain(resolution, { ...parts, outputs, signal }));
      }
    },
    async *verifyInstalled(requests) {
      const { store, locked, onEvent } = parts;
      const found = requests.length === 0 ? await store.list() : [];
      for (const request of requests) found.push(await parts.installed(request));
      for (const { base, name, version, recipe } of found) {
        const proof = await store.verify(base, { onEvent });
        const wanted = await locked(version, recipe);
        const asLocked = wanted === undefined || wanted === proof.actual;
        yield { ...proof, name, version, locked: wanted, sound: proof.same && asLocked && proof.foreign.length === 0 };
      }
    },
    async overlay(requests, folder) {
      const { writeOverlay } = await import('../nix/overlay.ts');
      const resolutions: Resolution[] = [];
      for (const request of requests) resolutions.push(await resolve(request));
      const outputs = new Map(
        await Promise.all(PLATFORMS.map(async (one) => [one, await installedOutputs(one, data)] as const)),
      );
      return writeOverlay(resolutions, absolute(parts.cwd, folder), { ...parts, outputs });
    },
    async develop(resolution, command) {
      if (parts.kind !== 'nix' || resolution.pin === undefined) return undefined;
      const { developCommand } = await import('../nix/build.ts');
      const { attributeOf } = await import('../nix/flake.ts');
      const { flakeOf } = await import('../nix/installable.ts');
      const flake = flakeOf(resolution, parts, await installedOutputs(platform, data));
      return developCommand(flake, attributeOf(resolution.version), command, parts.cwd, parts);
    },
  };
}

/** Requests for the newest release of each minor, or for every release, that the catalog pins for a system. */
async function catalogued(platform: Platform, data: string, all: boolean): Promise<string[]> {
  const { openCatalogs } = await import('../version/catalog.ts');
  const catalog = openCatalogs(data);
  return catalog.series.flatMap((series) => {
    const pinned = (catalog.family(series)?.patches ?? []).filter(({ sources }) => sources[platform] !== undefined);
    if (!all) return pinned.length > 0 ? [series] : [];
    // "1.20" would be the minor, "1.20.0" is its first release.
    return pinned.map(({ version: { kind, number, name } }) => (kind === 'release' ? `${series}.${number}` : name));
  });
}
