// One catalog file: the base configuration of a Go minor, and its patches with source hashes and overrides.
import { messageOf, RtoError } from '../errors.ts';
import { compareGoVersions, type GoVersion, parseReleaseName } from './goversion.ts';
import { PLATFORMS, type Platform } from './platform.ts';
import { isTable, parseToml, type Settings, type Table } from './toml.ts';

/** What decides a toolchain's bits beside its source and the wrappers. Goes into the recipe digest as canonical JSON. */
export interface FamilyConfig {
  family: string;
  /** Folders under wrappers/runtime whose files are added to package runtime, in this order. */
  runtime: string[];
  [key: string]: Settings;
}

export interface SourcePin {
  /** "h1:…=": the module's hash as in go.sum, over names and contents (golang.org/x/mod/sumdb/dirhash). */
  h1: string;
  /** "sha256-…=": SRI of the NAR of the unpacked stock tree in its normal form. */
  nar: string;
}

export interface CatalogPatch {
  version: GoVersion;
  sources: Partial<Record<Platform, SourcePin>>;
  /** The base with this patch's override laid over it, key by key (as Nix's `base // override`). */
  family: FamilyConfig;
  /** The keys that the override set, sorted. */
  overridden: string[];
}

export interface CatalogFamily {
  series: string;
  base: FamilyConfig;
  /** Ascending. */
  patches: CatalogPatch[];
}

/** The one place that says a catalog is broken. */
export function brokenCatalog(file: string, entry: string | undefined, why: string, cause?: unknown): RtoError {
  return new RtoError('RTO_CATALOG', `the catalog is broken: ${why}`, {
    facts: { file, ...(entry === undefined ? {} : { entry }) },
    try: 'reinstall rto, or mend the file where you edited it',
    cause,
  });
}

/** Reads the text of go1.NN.toml; `file` is for messages. Throws RTO_CATALOG naming file and entry. */
export function decodeFamily(text: string, series: string, file: string): CatalogFamily {
  const broken = (entry: string | undefined, why: string) => brokenCatalog(file, entry, why);
  let document: Table;
  try {
    document = parseToml(text);
  } catch (cause) {
    throw brokenCatalog(file, undefined, messageOf(cause), cause);
  }
  const extra = Object.keys(document).find((key) => key !== 'base' && key !== 'patches');
  if (extra !== undefined) throw broken(extra, 'only [base] and [patches.…] belong here');
  if (!isTable(document['base'])) throw broken('base', 'it has no table [base]');
  const base = decodeConfig(document['base'], (why) => broken('base', why));
  const entries = document['patches'] ?? {};
  if (!isTable(entries)) throw broken('patches', 'it is not a table');
  const patches = Object.entries(entries).map(([name, entry]) =>
    decodePatch(name, entry, series, base, (why) => broken(`patches."${name}"`, why)),
  );
  patches.sort((a, b) => compareGoVersions(a.version, b.version));
  return { series, base, patches };
}

type Complain = (why: string) => RtoError;

function decodeConfig(table: Table, broken: Complain): FamilyConfig {
  const { family, runtime, ...rest } = table;
  if (typeof family !== 'string' || family === '') throw broken('family is missing, or is not a string');
  if (!isStrings(runtime)) throw broken('runtime is missing, or is not a list of strings');
  return { family, runtime, ...rest };
}

function isStrings(value: Settings | undefined): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function decodePatch(name: string, entry: Settings, series: string, base: FamilyConfig, broken: Complain) {
  const version = parseReleaseName(name);
  if (!version || name.startsWith('go')) throw broken('it is not the name of a Go release, as 1.20, 1.21.0 or 1.23rc1');
  if (version.series !== series) throw broken(`it is a release of ${version.series}, not of ${series}`);
  if (!isTable(entry) || Object.keys(entry).length === 0) throw broken('it has no source');
  const patch: CatalogPatch = { version, sources: {}, family: base, overridden: [] };
  for (const [key, value] of Object.entries(entry)) {
    const platform = PLATFORMS.find((known) => known === key);
    if (!platform && key !== 'override') throw broken(`${key} is none of ${PLATFORMS.join(', ')}, override`);
    if (!isTable(value)) throw broken(`${key} is not a table`);
    if (platform) {
      patch.sources[platform] = decodePin(value, (why) => broken(`${key}: ${why}`));
    } else {
      patch.family = decodeConfig({ ...base, ...value }, (why) => broken(`override: ${why}`));
      patch.overridden = Object.keys(value).sort();
    }
  }
  return patch;
}

function decodePin(table: Table, broken: Complain): SourcePin {
  const { h1, nar, ...rest } = table;
  if (!isSha256(h1, 'h1:')) throw broken('h1 is missing, or is not h1:<base64 of 32 bytes>');
  if (!isSha256(nar, 'sha256-')) throw broken('nar is missing, or is not sha256-<base64 of 32 bytes>');
  const extra = Object.keys(rest)[0];
  if (extra !== undefined) throw broken(`only h1 and nar belong here, not ${extra}`);
  return { h1, nar };
}

function isSha256(value: Settings | undefined, prefix: string): value is string {
  if (typeof value !== 'string' || !value.startsWith(prefix)) return false;
  const digest = Buffer.from(value.slice(prefix.length), 'base64');
  return digest.length === 32 && prefix + digest.toString('base64') === value;
}
