// Which releases of a minor come into question on a platform, and which of them is the newest.
import type { CatalogFamily, CatalogPatch } from './catalog.ts';
import { compareGoVersions, type GoVersion, goVersion } from './goversion.ts';
import type { ResolveContext, Step, Unasked } from './resolution.ts';

/** A choice with its reason, or why nothing could be chosen: the source does not have it, or cannot be asked. */
export type Found = { version: GoVersion; step: Step } | { version?: undefined; miss: 'absent' | Unasked };

export const isRelease = (patch: CatalogPatch): boolean => patch.version.kind === 'release';

export const isPinned =
  ({ platform }: Pick<ResolveContext, 'platform'>) =>
  (patch: CatalogPatch): boolean =>
    patch.sources[platform] !== undefined;

/**
 * The newest release of a minor, or its newest pre-release where it has no release at all.
 * Releases that the catalog pins for the platform are taken unasked. For those of other platforms the source is asked.
 * @param floor only that version and newer ones; a series is no floor
 */
export async function newestIn(family: CatalogFamily, context: ResolveContext, floor?: GoVersion): Promise<Found> {
  const { series, patches } = family;
  if (patches.length === 0) return probe(series, context, floor);
  const enough = patches.filter((patch) => !floor?.explicit || compareGoVersions(patch.version, floor) >= 0);
  for (const [kind, fits] of [
    ['release', isRelease],
    ['pre-release', (patch: CatalogPatch) => !isRelease(patch)],
  ] as const) {
    const group = enough.filter(fits);
    const pinned = group.filter(isPinned(context)).at(-1);
    const only = kind === 'release' ? '' : ', which has no release yet';
    if (pinned)
      return chosen(pinned.version, `newest ${kind} of ${series} in the catalog for ${context.platform}${only}`);
    const asked = await firstServed(group, context);
    if (asked.version || asked.miss !== 'absent') return asked;
  }
  return { miss: 'absent' };
}

/** The newest of these that the source has for the platform; the catalog knows them for other platforms only. */
export async function firstServed(patches: readonly CatalogPatch[], context: ResolveContext): Promise<Found> {
  for (const { version } of patches.toReversed()) {
    const there = await context.exists(version);
    if (typeof there === 'object') return { miss: there };
    if (there)
      return chosen(
        version,
        `newest that the source has for ${context.platform}; the catalog pins it for other systems only`,
      );
  }
  return { miss: 'absent' };
}

// No minor came near this; a server that says yes to everything must not keep us asking.
const MOST_PATCHES = 100;

// Go numbers its releases without gaps, so asking upward until one is missing finds the newest.
async function probe(series: string, context: ResolveContext, floor?: GoVersion): Promise<Found> {
  const minor = Number(series.slice(2));
  for (const [kind, first] of [
    ['release', 0],
    ['rc', 1],
  ] as const) {
    let last: GoVersion | undefined;
    for (let number = floor?.explicit && floor.kind === kind ? floor.number : first; number < MOST_PATCHES; number++) {
      const version = goVersion(minor, kind, number);
      const there = await context.exists(version);
      if (typeof there === 'object') return { miss: there };
      if (!there) break;
      last = version;
    }
    if (last) return chosen(last, `the catalog lists no release of ${series}; the source has none newer than this`);
    if (floor?.explicit && floor.kind === 'release') break;
  }
  return { miss: 'absent' };
}

const chosen = (version: GoVersion, reason: string): Found => ({ version, step: { text: version.name, reason } });

/** The minors of the catalog, newest first, each read only when the loop reaches it. */
export function* newestFirst(context: ResolveContext): Iterable<CatalogFamily> {
  for (const series of context.catalog.series.toReversed()) {
    const family = context.catalog.family(series);
    if (family) yield family;
  }
}

/** The newest release in the catalog for the platform. Reads as many files as it needs. */
export function newestKnown(context: ResolveContext): GoVersion | undefined {
  for (const family of newestFirst(context)) {
    const newest = family.patches.filter(isRelease).filter(isPinned(context)).at(-1);
    if (newest) return newest.version;
  }
  return undefined;
}

/** Up to three catalogued releases of the same minor around a version, ascending. */
export function nearestTo(version: GoVersion | undefined, context: ResolveContext): GoVersion[] {
  if (!version) return [];
  const known = (context.catalog.family(version.series)?.patches ?? []).filter(isPinned(context));
  const at = known.findIndex((patch) => compareGoVersions(patch.version, version) > 0);
  const start = at === -1 ? known.length - 3 : at - 2;
  return known.slice(Math.max(0, start), Math.max(0, start) + 3).map((patch) => patch.version);
}
