// The catalog: which Go releases rto knows, one file a minor under overlays/catalog, read when that minor is asked for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../errors.ts';
import { brokenCatalog, type CatalogFamily, decodeFamily } from './catalogfamily.ts';

export type { CatalogFamily, CatalogPatch, FamilyConfig, SourcePin } from './catalogfamily.ts';
export { formatCatalogFamily, writeCatalogFamily } from './catalogwrite.ts';

export interface Catalog {
  /** Ascending: "1.19" … */
  readonly series: readonly string[];
  /** Reads that minor's file on first use; undefined where there is none. Throws RTO_CATALOG. */
  family(series: string): CatalogFamily | undefined;
}

// Two up both from driver/version and from dist/version.
const INSTALLED = fileURLToPath(new URL('../../overlays/catalog', import.meta.url));

/** Opens a folder of go1.NN.toml files; only their names are read yet. Throws RTO_CATALOG where there are none. */
export function openCatalog(folder: string = INSTALLED): Catalog {
  const series = read(folder, () => readdirSync(folder))
    .flatMap((name) => /^go1\.(0|[1-9]\d*)\.toml$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
    .map((minor) => `1.${minor}`);
  if (series.length === 0) throw brokenCatalog(folder, undefined, 'the folder has no go1.NN.toml');
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
