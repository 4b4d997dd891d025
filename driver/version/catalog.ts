// The catalog: which Go releases rto knows, one file a minor under overlays/catalog, read when that minor is asked for.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../errors.ts';
import { brokenCatalog, type CatalogFamily, decodeFamily, type FamilyConfig } from './catalogfamily.ts';
import { compareGoVersions } from './goversion.ts';

export type { CatalogFamily, CatalogPatch, FamilyConfig, SourcePin } from './catalogfamily.ts';

export interface Catalog {
  /** Ascending: "1.19" … */
  readonly series: readonly string[];
  /** Reads that minor's file on first use; undefined if the catalog has no such file. Throws RTO_CATALOG. */
  family(series: string): CatalogFamily | undefined;
}

// Two up both from driver/version and from dist/version.
const INSTALLED = fileURLToPath(new URL('../../overlays/catalog', import.meta.url));

/** Opens a folder of go1.NN.toml files; only their names are read yet. Throws RTO_CATALOG if there are no such files. */
export function openCatalog(folder: string = INSTALLED): Catalog {
  const catalog = openFolder(folder);
  if (catalog.series.length === 0) throw brokenCatalog(folder, undefined, 'the folder has no go1.NN.toml');
  return catalog;
}

/** Below rto's data folder: what `rto catalog update` learned for this user. */
export const ownCatalogFolder = (data: string): string => join(data, 'catalog');

/** The catalog that came with this rto, and what its user added. Where both know a release, the one that came counts. */
export function openCatalogs(data: string): Catalog {
  return extendCatalog(openCatalog(), openCatalogOrNone(ownCatalogFolder(data)));
}

/** Like openCatalog; an empty one where there is no such folder, or nothing in it. */
export const openCatalogOrNone = (folder: string): Catalog =>
  existsSync(folder) ? openFolder(folder) : { series: [], family: () => undefined };

function extendCatalog(first: Catalog, second: Catalog): Catalog {
  if (second.series.length === 0) return first;
  const minor = (series: string) => Number(series.split('.')[1]);
  return {
    series: [...new Set([...first.series, ...second.series])].sort((a, b) => minor(a) - minor(b)),
    family(wanted) {
      const [known, more] = [first.family(wanted), second.family(wanted)];
      if (known === undefined || more === undefined) return known ?? more;
      const named = new Map(known.patches.map((patch) => [patch.version.name, patch]));
      for (const patch of more.patches) {
        const own = named.get(patch.version.name);
        // The configuration of a minor is that of the catalog that came: it is tested with these sources of rto.
        const family = own?.family ?? { ...known.base, ...pick(patch.family, patch.overridden) };
        named.set(patch.version.name, { ...patch, ...own, family, sources: { ...patch.sources, ...own?.sources } });
      }
      return { ...known, patches: [...named.values()].sort((a, b) => compareGoVersions(a.version, b.version)) };
    },
  };
}

const pick = (table: FamilyConfig, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(table).filter(([key]) => keys.includes(key)));

function openFolder(folder: string): Catalog {
  const series = read(folder, () => readdirSync(folder))
    .flatMap((name) => /^go1\.(0|[1-9]\d*)\.toml$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
    .map((minor) => `1.${minor}`);
  const families = new Map<string, CatalogFamily>();
  return {
    series,
    family(wanted) {
      if (!series.includes(wanted)) return undefined;
      const file = join(folder, `go${wanted}.toml`);
      const family =
        families.get(wanted) ??
        decodeFamily(
          read(file, () => readFileSync(file, 'utf8')),
          wanted,
          file,
        );
      families.set(wanted, family);
      return family;
    },
  };
}

function read<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw brokenCatalog(path, undefined, messageOf(cause), cause);
  }
}
