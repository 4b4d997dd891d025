// What rto knows of toolchains in /nix/store: a record each, so that a warm run needs no Nix.
import { join } from 'node:path';
import { ownFault, requireOwn } from '../owned.ts';
import { namesIn, readJson, statIfThere } from './files.ts';
import { isTable, parseSource, parseToolchain } from './record.ts';
import type { StoredToolchain } from './store.ts';
import { checkName, isName } from './storepath.ts';

export interface NixPlaces {
  /** rto's data folder. */
  data: string;
  /** "/nix/store". */
  store: string;
  /** `rto-go-….json`: a record each. */
  records: string;
  /** `rto-go-…`: links that keep Nix from collecting what rto had it make. */
  roots: string;
}

/** @param store where this machine's Nix keeps store paths */
export const nixPlaces = (data: string, store: string): NixPlaces => ({
  ...{ data, store },
  records: join(data, 'nix', 'db'),
  roots: join(data, 'nix', 'roots'),
});

/** Of the record's form; a record of another form counts as missing. */
export const FORMAT = 2;

export const recordFile = ({ records }: NixPlaces, name: string): string => join(records, `${checkName(name)}.json`);

/** The recorded toolchain of that name, where it is still there and whole. */
export function recorded(places: NixPlaces, name: string): StoredToolchain | undefined {
  for (const path of [places.data, places.records, recordFile(places, name)])
    requireOwn(path, 'RTO_HOME', path === places.data);
  const json = readJson(recordFile(places, name));
  // The hashed path stood in one store folder: NIX_STORE_DIR may name another today.
  if (!isTable(json) || json['format'] !== FORMAT || json['store'] !== places.store) return undefined;
  const toolchain = parseToolchain(json);
  if (toolchain?.name !== name) return undefined;
  const goroot = join(places.store, toolchain.base);
  return isWhole(goroot) ? { ...toolchain, goroot, source: parseSource(json['source']) } : undefined;
}

/** Names of the records there are, sound or not. */
export const recordedNames = ({ records }: NixPlaces): string[] =>
  namesIn(records)
    .flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []))
    .filter(isName);

/**
 * Whether a store path is finished. Nix takes the write permission from a path and sets its time to one second after the
 * epoch only when all of it is there, so what a killed build or download left behind does not look like this.
 */
export function isWhole(path: string): boolean {
  const stat = statIfThere(path);
  const whole = stat?.isDirectory() === true && (stat.mode & 0o222) === 0 && stat.mtimeMs === 1000;
  // Of one user's Nix, say, that all others see: its owner may change it.
  return whole && ownFault(stat) === undefined;
}
