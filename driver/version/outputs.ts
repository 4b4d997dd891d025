// Locked outputs: the NAR hash that a recipe gave, one file a system under overlays/outputs, read by Nix and TypeScript.
// A lock counts for the recipe it names and no other: Nix would take an old output for a new recipe without a word.
import { messageOf, RtoError } from '../errors.ts';
import { readIfThere, replaceFile } from '../replacefile.ts';
import { compareGoVersions, parseReleaseName } from './goversion.ts';
import type { Platform } from './platform.ts';
import { formatToml, isTable, parseToml, type Table } from './toml.ts';

export interface Output {
  /** 64 hex digits. */
  recipe: string;
  /** SRI of the toolchain's NAR. */
  nar: string;
}

/** By the release's name: "1.23.12". */
export type Outputs = ReadonlyMap<string, Output>;

const SYSTEMS = {
  'linux-amd64': 'x86_64-linux',
  'linux-arm64': 'aarch64-linux',
  'darwin-amd64': 'x86_64-darwin',
  'darwin-arm64': 'aarch64-darwin',
} as const satisfies Record<Platform, string>;

/** What Nix calls a platform: "x86_64-linux". */
const nixSystem = (platform: Platform): string => SYSTEMS[platform];

export const outputsFile = (platform: Platform): string => `${nixSystem(platform)}.toml`;

/** Reads an outputs file; a missing one counts as empty. Throws RTO_OUTPUTS naming file and entry. */
export function readOutputs(file: string): Outputs {
  const broken = (why: string, cause?: unknown) =>
    new RtoError('RTO_OUTPUTS', `the locked outputs are broken: ${why}`, {
      facts: { file },
      try: 'rto lock, after the file was removed',
      cause,
    });
  let document: Table;
  try {
    document = parseToml(readIfThere(file) ?? '');
  } catch (cause) {
    throw broken(messageOf(cause), cause);
  }
  return new Map(
    Object.entries(document).map(([name, entry]) => {
      if (parseReleaseName(name)?.name !== name)
        throw broken(`${JSON.stringify(name)} is not the name of a Go release`);
      if (!isTable(entry)) throw broken(`${JSON.stringify(name)} is not a table`);
      const { recipe, nar, ...rest } = entry;
      if (typeof recipe !== 'string' || !/^[0-9a-f]{64}$/.test(recipe))
        throw broken(`recipe of ${JSON.stringify(name)} is missing, or is not 64 hex digits`);
      if (typeof nar !== 'string' || !/^sha256-[A-Za-z0-9+/]{43}=$/.test(nar))
        throw broken(`nar of ${JSON.stringify(name)} is missing, or is not sha256-<base64 of 32 bytes>`);
      const extra = Object.keys(rest)[0];
      if (extra !== undefined) throw broken(`only recipe and nar belong into ${JSON.stringify(name)}, not ${extra}`);
      return [name, { recipe, nar }];
    }),
  );
}

const HEAD = '# Locked outputs: the NAR hash that each recipe gave. Written by `rto lock`, proved by `rto verify`.\n';

/** The text of an outputs file, oldest release first. Same outputs, same bytes. */
export function formatOutputs(outputs: Outputs): string {
  const sorted = [...outputs].sort(([a], [b]) => compareGoVersions(versionOf(a), versionOf(b)));
  const sections = sorted.map(([name, { recipe, nar }]) => [[name], { recipe, nar }] as const);
  return [HEAD, ...(sections.length > 0 ? [formatToml(sections)] : [])].join('\n');
}

/** Rewrites an outputs file in one step. Throws RTO_OUTPUTS_WRITE. */
export function writeOutputs(file: string, outputs: Outputs): void {
  try {
    replaceFile(file, formatOutputs(outputs));
  } catch (cause) {
    throw new RtoError('RTO_OUTPUTS_WRITE', `could not write ${file}: ${messageOf(cause)}`, {
      try: 'name a folder that you can write to: rto lock --folder FOLDER',
      cause,
    });
  }
}

function versionOf(name: string) {
  const version = parseReleaseName(name);
  if (version === undefined) throw new Error(`${name} is not the name of a Go release`);
  return version;
}

/** The lock of a release where it is one of that recipe, or of one that begins so; undefined where it is another's. */
export function lockOf(outputs: Outputs, version: string, recipe: string): string | undefined {
  const output = outputs.get(version);
  return output?.recipe.startsWith(recipe) ? output.nar : undefined;
}
