// Learning releases that the catalog does not have yet: listed by the proxy, proved by the checksum database, measured.
import { rm } from 'node:fs/promises';
import type { ErrorCode } from '../codes.ts';
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
  /** Releases that are known to be, besides the proxy's list: what lies before them is asked for too. */
  known?: readonly GoVersion[];
  onEvent?: (event: FetchEvent | { kind: 'learned'; release: Release; done: number; total: number }) => void;
  signal?: AbortSignal;
}

export interface Learned {
  learned: (Release & { pin: SourcePin })[];
  /** Refused, never released or out of reach; they can be learned another time. */
  skipped: (Release & { error: RtoError })[];
}

const OLDEST_MINOR = 19;
/** No minor of Go has had so many releases: a list that names one cannot make us ask for millions. */
const MOST_NUMBER = 99;
/** Zips on disk at a time; each is removed when it has been measured. */
const AT_ONCE = 2;
/** What concerns one release alone; anything else (a forged proof, a full disk) ends the whole. */
const SKIPPABLE: ReadonlySet<ErrorCode> = new Set([
  'RTO_SOURCE_MISSING',
  'RTO_SOURCE_HTTP',
  'RTO_SOURCE_NETWORK',
  'RTO_SOURCE_GARBAGE',
  'RTO_SUMDB_UNKNOWN',
  'RTO_SUMDB_UNREACHABLE',
]);

/**
 * Pins of every release since 1.19 that is served and not catalogued, in order. Throws RTO_UNPROVED where GOSUMDB
 * switches the checksum database off: a catalog holds nothing unproved. Else throws as the proxy source does.
 */
export async function learnReleases(options: LearnOptions): Promise<Learned> {
  const { cacheDir, dataDir, isCatalogued, platforms = PLATFORMS, known = [], onEvent } = options;
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const network = openNetwork(options);
  const releases = selectReleases(await listVersions(network, signal), isCatalogued, platforms, known);
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

/**
 * Which module versions to ask a proxy for: each number of a minor up to the newest release that is known for any
 * platform, because a list leaves out what the proxy serves all the same; and candidates of minors without a release.
 */
export function selectReleases(
  listed: readonly string[],
  isCatalogued: LearnOptions['isCatalogued'],
  platforms: readonly Platform[] = PLATFORMS,
  known: readonly GoVersion[] = [],
): Release[] {
  const all = listed.flatMap((text): Release[] => {
    const [, name = '', platformName] = /^v0\.0\.1-go([^-]+)\.([a-z0-9]+-[a-z0-9]+)$/.exec(text) ?? [];
    const version = parseReleaseName(name);
    const platform = PLATFORMS.find((one) => one === platformName);
    return version && platform && version.minor >= OLDEST_MINOR ? [{ version, platform }] : [];
  });
  const newest = new Map<number, number>();
  for (const { kind, minor, number } of [...all.map(({ version }) => version), ...known])
    if (kind === 'release' && number <= MOST_NUMBER) newest.set(minor, Math.max(number, newest.get(minor) ?? 0));
  const releases = [...newest].flatMap(([minor, last]) =>
    Array.from({ length: last + 1 }, (_, number) => releaseOf(minor, number)),
  );
  const candidates = all.filter(({ version: { kind, minor } }) => kind === 'rc' && !newest.has(minor));
  return [...releases.flatMap((version) => platforms.map((platform) => ({ version, platform }))), ...candidates]
    .filter(({ platform }) => platforms.includes(platform))
    .filter(({ version, platform }) => !isCatalogued(version, platform))
    .sort(byVersion);
}

function releaseOf(minor: number, number: number): GoVersion {
  const name = number === 0 && minor <= 20 ? `1.${minor}` : `1.${minor}.${number}`;
  const version = parseReleaseName(name);
  if (version === undefined) throw new Error(`${name} is not the name of a Go release`);
  return version;
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
