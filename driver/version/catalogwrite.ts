// Writes one catalog file: stable bytes, re-read before it replaces the old one.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { messageOf, RtoError } from '../errors.ts';
import { type CatalogFamily, type CatalogPatch, decodeFamily, type FamilyConfig } from './catalogfamily.ts';
import { compareGoVersions } from './goversion.ts';
import { PLATFORMS } from './platform.ts';
import { formatToml, type Section, type Settings, type Table } from './toml.ts';

/**
 * Rewrites go1.NN.toml of `folder` in one step: a reader sees the old file or the new one, never a part.
 * The comment lines at the file's head stay; other comments do not. Same family, same bytes.
 * Throws RTO_CATALOG or RTO_CATALOG_WRITE, and then leaves the file as it was.
 */
export function writeCatalogFamily(folder: string, family: CatalogFamily): void {
  const file = join(folder, `go${family.series}.toml`);
  const head = leadingComments(readIfThere(file));
  const text =
    (head || `# Go ${family.series}: its base configuration, then each release with its source's hashes.\n`) +
    body(family);
  const written = decodeFamily(text, family.series, file);
  const given = { ...family, patches: ascending(family.patches) };
  // A mistake of the caller's, not of a file: names, hashes and settings were all well formed.
  if (!isDeepStrictEqual(written, given)) throw new Error(`${file} would not read back as it was given`);
  replaceFile(file, text);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw notWritten(file, cause);
  }
}

function notWritten(file: string, cause: unknown): RtoError {
  return new RtoError('RTO_CATALOG_WRITE', `could not write ${file}: ${messageOf(cause)}`, { cause });
}

function leadingComments(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const end = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
  const comments = lines
    .slice(0, end === -1 ? lines.length : end)
    .join('\n')
    .trim();
  return comments && `${comments}\n`;
}

const ascending = (patches: readonly CatalogPatch[]): CatalogPatch[] =>
  [...patches].sort((a, b) => compareGoVersions(a.version, b.version));

function body(family: CatalogFamily): string {
  const sections: Section[] = [[['base'], baseTable(family.base)]];
  for (const patch of ascending(family.patches)) {
    const path = ['patches', patch.version.name];
    for (const platform of PLATFORMS) {
      const pin = patch.sources[platform];
      if (pin) sections.push([[...path, platform], { h1: pin.h1, nar: pin.nar }]);
    }
    if (patch.overridden.length)
      sections.push([[...path, 'override'], pick(patch.family, [...patch.overridden].sort())]);
  }
  return formatToml(sections);
}

function baseTable(base: FamilyConfig): Table {
  const others = Object.keys(base).filter((key) => key !== 'family' && key !== 'runtime');
  return pick(base, ['family', 'runtime', ...others.sort()]);
}

function pick(table: Table, keys: readonly string[]): Table {
  return Object.fromEntries(
    keys.flatMap((key): [string, Settings][] => (table[key] === undefined ? [] : [[key, table[key]]])),
  );
}

function replaceFile(file: string, text: string): void {
  // A random name, not a process id: containers that share a folder may have the same ids.
  const staged = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = openSync(staged, 'wx', 0o644);
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(staged, file);
  } catch (cause) {
    rmSync(staged, { force: true });
    throw notWritten(file, cause);
  }
}
