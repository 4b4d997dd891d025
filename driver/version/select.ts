// The ways to settle on one release: the newest of a minor, one by name, a word such as stable.
import { isPinned, isRelease, newestFirst, newestIn } from './candidates.ts';
import type { CatalogFamily, CatalogPatch } from './catalog.ts';
import { missingVersion, tooOld, unaskedVersion, unknownVersion } from './failures.ts';
import { compareGoVersions, type GoVersion, goSeries } from './goversion.ts';
import type { Word } from './request.ts';
import { type Asked, OLDEST, type ResolveContext, type Step } from './resolution.ts';

/** What a way of asking settles; the rest of a Resolution follows from it. */
export interface Settled {
  version: GoVersion;
  steps: Step[];
  goroot?: string;
  archive?: string;
  project?: string;
  atLeast?: GoVersion | undefined;
}

/**
 * The catalog's family of a version. A minor it does not have takes the base of the nearest below (else above) it
 * where untested ones are allowed, and then has no patches. Throws RTO_VERSION_OLD or RTO_VERSION_UNKNOWN.
 */
export function familyOf(version: GoVersion, asked: Asked, context: ResolveContext): CatalogFamily {
  const { catalog, allowUntested } = context;
  if (version.minor < OLDEST) throw tooOld(version, asked, context);
  const known = catalog.family(version.series);
  if (known) return known;
  if (!allowUntested) throw unknownVersion(version, asked, context);
  const below = catalog.series.filter((series) => Number(series.slice(2)) < version.minor).at(-1);
  const lender = catalog.family(below ?? catalog.series[0] ?? '');
  if (!lender) throw unknownVersion(version, asked, context);
  return { series: version.series, base: lender.base, patches: [] };
}

/** What the catalog says about one release, for any platform. */
export function patchOf(family: CatalogFamily, version: GoVersion): CatalogPatch | undefined {
  return family.patches.find((patch) => compareGoVersions(patch.version, version) === 0);
}

/** "1.23": the newest of that minor. */
export async function newestOf(version: GoVersion, asked: Asked, context: ResolveContext): Promise<Settled> {
  return newestOfFamily(familyOf(version, asked, context), version, asked, context);
}

async function newestOfFamily(family: CatalogFamily, version: GoVersion, asked: Asked, context: ResolveContext) {
  const found = await newestIn(family, context);
  if (found.version) return { version: found.version, steps: [found.step] };
  if (found.miss === 'absent') throw missingVersion(version, asked, context);
  throw unaskedVersion(version, found.miss, asked, context);
}

/** "1.23.4": that release, as the catalog pins it, else as the source has it. */
export async function exactly(version: GoVersion, asked: Asked, context: ResolveContext): Promise<Settled> {
  const family = familyOf(version, asked, context);
  const patch = patchOf(family, version);
  const settled = (reason: string): Settled => ({ version, steps: [{ text: version.name, reason }] });
  if (patch && isPinned(context)(patch)) return settled(`that release; the catalog has it for ${context.platform}`);
  const there = await context.exists(version);
  if (typeof there === 'object') throw unaskedVersion(version, there, asked, context);
  if (!there) throw missingVersion(version, asked, context);
  return settled(`that release; the catalog does not have it for ${context.platform}, the source does`);
}

/** "latest", "stable", "oldstable". */
export async function byWord(word: Word, asked: Asked, context: ResolveContext): Promise<Settled> {
  const nth = word === 'oldstable' ? 1 : 0;
  const family = nthReleased(nth, context);
  if (!family) throw unknownVersion(word, asked, context);
  const reason = nth === 0 ? 'newest minor that has a release' : 'the minor before the newest that has a release';
  const { steps, ...settled } = await newestOfFamily(family, goSeries(Number(family.series.slice(2))), asked, context);
  return { ...settled, steps: [{ text: family.series, reason }, ...steps] };
}

// Minors with a release pinned for this platform; if no minor has one, those with any release; without any, all.
function nthReleased(nth: number, context: ResolveContext): CatalogFamily | undefined {
  const pinned = isPinned(context);
  const tests = [
    (family: CatalogFamily) => family.patches.some((patch) => isRelease(patch) && pinned(patch)),
    (family: CatalogFamily) => family.patches.some(isRelease),
    () => true,
  ];
  for (const test of tests) {
    let seen = 0;
    for (const family of newestFirst(context)) if (test(family) && seen++ === nth) return family;
    if (seen) return undefined;
  }
  return undefined;
}
