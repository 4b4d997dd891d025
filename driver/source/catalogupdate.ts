// `rto catalog update`: releases that a catalog does not have yet, each proved before it is written, a file after each minor.
import { messageOf } from '../errors.ts';
import { makeFolder } from '../folders.ts';
import { type Catalog, type CatalogFamily, openCatalogOrNone } from '../version/catalog.ts';
import { writeCatalogFamily } from '../version/catalogwrite.ts';
import { PLATFORMS, type Platform } from '../version/platform.ts';
import { type Learned, type LearnOptions, learnReleases, type Release } from './learn.ts';

export interface UpdateOptions
  extends Pick<LearnOptions, 'env' | 'cacheDir' | 'dataDir' | 'offline' | 'http' | 'origin' | 'onEvent' | 'signal'> {
  /** Of go1.NN.toml files; absolute, made where it is not there. */
  folder: string;
  /** The catalog that came with rto: where the configuration of a minor is taken from. */
  shipped: Catalog;
  /** Leave out what the catalog that came has. */
  extend?: boolean;
  /** Only these minors: "1.24"; if the list is empty, all, and those that are new. */
  series: readonly string[];
  /** By default all. */
  platforms?: readonly Platform[] | undefined;
}

interface Named {
  version: string;
  platform: Platform;
}

export interface UpdateReport {
  folder: string;
  added: Named[];
  /** Not served, or out of reach. */
  skipped: (Named & { why: string })[];
  /** Minors that the catalog did not have: their configuration is that of the newest one before, untested. */
  newSeries: string[];
}

/** Throws as learnReleases and writeCatalogFamily do; files that were written before stay and are sound. */
export async function updateCatalog(options: UpdateOptions): Promise<UpdateReport> {
  const { folder, series, shipped, extend = false, platforms = PLATFORMS } = options;
  makeFolder(folder);
  const catalog = openCatalogOrNone(folder);
  const minors = [...new Set([...shipped.series, ...catalog.series])];
  const report: UpdateReport = { folder, added: [], skipped: [], newSeries: [] };
  const learn = async (wanted: (series: string) => boolean) => {
    const isCatalogued: LearnOptions['isCatalogued'] = (version, platform) =>
      !wanted(version.series) ||
      hasPin(catalog, { version, platform }) ||
      (extend && hasPin(shipped, { version, platform }));
    write({ catalog, shipped }, await learnReleases({ ...options, platforms, isCatalogued, known }), report);
  };
  const known = [shipped, catalog].flatMap((one) =>
    one.series.flatMap((name) => one.family(name)?.patches.map(({ version }) => version) ?? []),
  );
  const asked = (one: string) => series.length === 0 || series.includes(one);
  // One minor at a time: zips are large, and what was learned must not be lost to an error in the next.
  for (const known of minors.filter(asked)) await learn((one) => one === known);
  if (series.some((one) => !minors.includes(one)) || series.length === 0)
    await learn((one) => !minors.includes(one) && asked(one));
  return report;
}

interface Catalogs {
  /** Of the folder that is written. */
  catalog: Catalog;
  shipped: Catalog;
}

function hasPin(catalog: Catalog, { version, platform }: Release): boolean {
  const patches = catalog.family(version.series)?.patches ?? [];
  return patches.some((patch) => patch.version.name === version.name && patch.sources[platform] !== undefined);
}

function write({ catalog, shipped }: Catalogs, { learned, skipped }: Learned, report: UpdateReport): void {
  for (const series of new Set(learned.map(({ version }) => version.series))) {
    const base = shipped.family(series)?.base;
    const known = catalog.family(series) ?? (base && { series, base, patches: [] });
    const family = known ?? unknownFamily(series, catalog.series.length > 0 ? catalog : shipped);
    const own = learned.filter(({ version }) => version.series === series);
    writeCatalogFamily(report.folder, own.reduce(withPin, family));
    if (known === undefined) report.newSeries.push(series);
    report.added.push(...own.map(named));
  }
  report.skipped.push(...skipped.map((one) => ({ ...named(one), why: messageOf(one.error) })));
}

/** A minor that is new begins with what the newest known one needs: the next release rarely needs something else. */
function unknownFamily(series: string, catalog: Catalog): CatalogFamily {
  const newest = catalog.family(catalog.series.at(-1) ?? '');
  if (newest === undefined) throw new Error('a catalog has at least one minor');
  return { series, base: newest.base, patches: [] };
}

function withPin(family: CatalogFamily, { version, platform, pin }: Learned['learned'][number]): CatalogFamily {
  const patch = family.patches.find((one) => one.version.name === version.name);
  const others = family.patches.filter((one) => one !== patch);
  const grown = patch ?? { version, sources: {}, family: family.base, overridden: [] };
  return { ...family, patches: [...others, { ...grown, sources: { ...grown.sources, [platform]: pin } }] };
}

const named = ({ version, platform }: Release): Named => ({ version: version.name, platform });
