// Writes one catalog file: stable bytes, re-read before it replaces the old one.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { messageOf, RtoError } from '../errors.ts';
import { readIfThere, replaceFile } from '../replacefile.ts';
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
  const head = leadingComments(onFile(file, () => readIfThere(file)) ?? '');
  const text = formatCatalogFamily(family, head);
  const written = decodeFamily(text, family.series, file);
  const given = { ...family, patches: ascending(family.patches) };
  // A mistake of the caller's, not of a file: names, hashes and settings were all well formed.
  if (!isDeepStrictEqual(written, given)) throw new Error(`${file} would not read back as it was given`);
  onFile(file, () => replaceFile(file, text));
}

/** The text of such a file. @param head comment lines of its own */
export function formatCatalogFamily(family: CatalogFamily, head = ''): string {
  const usual = `# Go ${family.series}: its base configuration, then each release with its source's hashes.\n`;
  return (head || usual) + body(family);
}

/** Runs `work` on the file; what the system says of it becomes RTO_CATALOG_WRITE. */
function onFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new RtoError('RTO_CATALOG_WRITE', `could not write ${file}: ${messageOf(cause)}`, {
      try: 'rto catalog update --folder FOLDER, a folder that you can write to',
      cause,
    });
  }
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
