// Learning releases that the catalog does not have yet: listed by the proxy, proved by the checksum database, measured.
import { rm } from 'node:fs/promises';
import { RtoError } from '../errors.ts';
import type { SourcePin } from '../version/catalog.ts';
import { compareGoVersions, type GoVersion, moduleVersion, parseReleaseName } from '../version/goversion.ts';
import { PLATFORMS, type Platform } from '../version/platform.ts';
import { onDisk } from './disk.ts';
import { expectHash, unproved } from './expected.ts';
import { fetchZip, listVersions } from './modproxy.ts';
import { type Network, type NetworkOptions, openNetwork } from './network.ts';
import { openProver, type Prover } from './prove.ts';
import type { FetchEvent } from './source.ts';
import { openZipCache, type ZipCache } from './zipcache.ts';

export interface Release {
  version: GoVersion;
  platform: Platform;
}

export interface LearnOptions extends NetworkOptions {
  cacheDir: string;
  dataDir: string;
  isCatalogued: (version: GoVersion, platform: Platform) => boolean;
  platforms?: readonly Platform[];
  onEvent?: (event: FetchEvent | { kind: 'learned'; release: Release; done: number; total: number }) => void;
  signal?: AbortSignal;
}

export interface Learned {
  learned: (Release & { pin: SourcePin })[];
  /** Listed, but refused or out of reach; they can be learned another time. */
  skipped: (Release & { error: RtoError })[];
}

const OLDEST_MINOR = 19;
/** Zips on disk at a time; each is removed when it has been measured. */
const AT_ONCE = 2;
/** What concerns one release alone; anything else (a forged proof, a full disk) ends the whole. */
const SKIPPABLE = new Set([
  'RTO_SOURCE_MISSING',
  'RTO_SOURCE_HTTP',
  'RTO_SOURCE_NETWORK',
  'RTO_SOURCE_GARBAGE',
  'RTO_SUMDB_UNKNOWN',
  'RTO_SUMDB_UNREACHABLE',
]);

/**
 * Pins of every listed release since 1.19 that is not catalogued, in order. Throws RTO_UNPROVED where GOSUMDB
 * switches the checksum database off: a catalog holds nothing unproved. Else throws as the proxy source does.
 */
export async function learnReleases(options: LearnOptions): Promise<Learned> {
  const { cacheDir, dataDir, isCatalogued, platforms = PLATFORMS, onEvent } = options;
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const network = openNetwork(options);
  const releases = selectReleases(await listVersions(network, signal), isCatalogued, platforms);
  const tools = { network, prover: openProver(network, { dataDir }), cache: openZipCache(cacheDir), onEvent, signal };
  const result: Learned = { learned: [], skipped: [] };
  const queue = releases.values();
  const worker = async () => {
    for (const release of queue) {
      signal?.throwIfAborted();
      try {
        result.learned.push({ ...release, pin: await learn(release, tools) });
      } catch (error) {
        if (!(error instanceof RtoError) || !SKIPPABLE.has(error.code)) {
          failed.abort(error);
          throw error;
        }
        result.skipped.push({ ...release, error });
      }
      onEvent?.({
        kind: 'learned',
        release,
        done: result.learned.length + result.skipped.length,
        total: releases.length,
      });
    }
  };
  // All are waited for: none may go on, or leave a file, after this has failed.
  await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  signal.throwIfAborted();
  result.learned.sort(byVersion);
  result.skipped.sort(byVersion);
  return result;
}

/** Which of a proxy's module versions to learn: releases, and candidates of minors that have no release in the list. */
export function selectReleases(
  listed: readonly string[],
  isCatalogued: LearnOptions['isCatalogued'],
  platforms: readonly Platform[] = PLATFORMS,
): Release[] {
  const all = listed.flatMap((text): Release[] => {
    const [, name = '', platformName] = /^v0\.0\.1-go([^-]+)\.([a-z0-9]+-[a-z0-9]+)$/.exec(text) ?? [];
    const version = parseReleaseName(name);
    const platform = platforms.find((known) => known === platformName);
    return version && platform && version.minor >= OLDEST_MINOR ? [{ version, platform }] : [];
  });
  const released = new Set(all.filter(({ version }) => version.kind === 'release').map(({ version }) => version.minor));
  return all
    .filter(({ version: { kind, minor } }) => kind === 'release' || (kind === 'rc' && !released.has(minor)))
    .filter(({ version, platform }) => !isCatalogued(version, platform))
    .sort(byVersion);
}

const byVersion = (a: Release, b: Release): number =>
  compareGoVersions(a.version, b.version) || PLATFORMS.indexOf(a.platform) - PLATFORMS.indexOf(b.platform);

interface Tools {
  network: Network;
  prover: Prover;
  cache: ZipCache;
  onEvent: LearnOptions['onEvent'];
  signal: AbortSignal;
}

async function learn(
  { version, platform }: Release,
  { network, prover, cache, onEvent, signal }: Tools,
): Promise<SourcePin> {
  const what = `Go ${version.name} for ${platform}`;
  const name = moduleVersion(version.name, platform);
  const proved = await prover.prove(name, { onEvent, signal });
  // Not so: only where unproved ones are allowed is there none.
  if (proved === undefined) throw unproved(what, 'the checksum database was not asked');
  const { zip, h1, path, origin } = await fetchZip(network, what, name, () => cache.temporary(name), {
    onEvent,
    signal,
  });
  try {
    // It stays readable while it is open, and nothing is left behind however this ends.
    await onDisk(path, () => rm(path, { force: true }));
    expectHash(what, proved, h1, 'the checksum database', origin);
    const pin = zip.measure();
    expectHash(what, proved, pin.h1, 'the checksum database', origin);
    return pin;
  } finally {
    zip.close();
  }
}
