// The records of finished toolchains: one small JSON file each, written only after the tree was moved into place.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, RtoError } from '../errors.ts';
import { fromSri } from '../nar.ts';
import { requireOwn } from '../owned.ts';
import { PLATFORMS } from '../version/platform.ts';
import { namesIn, readJson, renameIfThere, statIfThere, syncFolder, writeJson } from './files.ts';
import type { Layout } from './layout.ts';
import { stagingPath } from './staging.ts';
import type { SourceRecord, StoredToolchain } from './store.ts';
import { checkName, isName, nameOfBase, storeBaseName } from './storepath.ts';

/** Of the record's form; another number is another rto's, whose record counts as missing. */
const FORMAT = 1;

export type RecordOnDisk = Omit<StoredToolchain, 'goroot'>;

export const recordPath = (layout: Layout, name: string): string => join(layout.db, `${checkName(name)}.json`);
const newPath = (layout: Layout, name: string): string => `${recordPath(layout, name)}.new`;

/** The finished toolchain of that name: its record is sound and its tree is there. Throws RTO_FOREIGN where they are another user's. */
export function readToolchain(layout: Layout, name: string): StoredToolchain | undefined {
  const record = readRecord(recordPath(layout, name), name);
  if (!record) return undefined;
  const goroot = join(layout.store, record.base);
  const go = join(goroot, 'bin', 'go');
  // Not only the folder: without its go another one would be found on PATH, and used without a word.
  const whole = statIfThere(goroot)?.isDirectory() && existsSync(go);
  for (const path of whole ? [recordPath(layout, name), goroot, go] : []) requireOwn(path, 'RTO_HOME');
  return whole ? { ...record, goroot } : undefined;
}

/** Notes what is about to be moved into place, so that a process killed in between has not lost what it knew. */
export function announce(layout: Layout, record: RecordOnDisk): void {
  const json = { format: FORMAT, ...record };
  if (!parseRecord(json))
    throw new RtoError(
      'RTO_STORE_RECORD',
      `a record of ${record.name} was to be written that could not be read again`,
      {
        facts: { record: JSON.stringify(json) },
        exit: EXIT.bug,
      },
    );
  writeJson(stagingPath(layout), newPath(layout, record.name), json);
}

/** What was announced and not finished. */
export const readAnnounced = (layout: Layout, name: string): RecordOnDisk | undefined =>
  readRecord(newPath(layout, name), name);

/** Makes the announced record the toolchain's record. */
export function settle(layout: Layout, record: RecordOnDisk): void {
  while (!renameIfThere(newPath(layout, record.name), recordPath(layout, record.name))) {
    // Another process that announced the same settled it, or pruned it.
    if (readToolchain(layout, record.name)) return;
    announce(layout, record);
  }
  syncFolder(layout.db);
}

/** Names of the records there are, sound or not, and those only announced. */
export function recordNames(layout: Layout): { settled: string[]; announced: string[] } {
  const files = namesIn(layout.db);
  const named = (end: string) =>
    files.flatMap((file) => (file.endsWith(end) ? [file.slice(0, -end.length)] : [])).filter(isName);
  return { settled: named('.json'), announced: named('.json.new') };
}

function readRecord(path: string, name: string): RecordOnDisk | undefined {
  const record = parseRecord(readJson(path));
  return record?.name === name ? record : undefined;
}

/** Undefined for anything but a whole record that agrees with itself: a damaged one must not lead anywhere. */
function parseRecord(json: unknown): RecordOnDisk | undefined {
  if (!isTable(json) || json['format'] !== FORMAT) return undefined;
  const [toolchain, source] = [parseToolchain(json), parseSource(json['source'])];
  return toolchain && source && isBaseOf(toolchain) ? { ...toolchain, source } : undefined;
}

/** What the records of both stores have in common; undefined where it is not of the record's form. */
export function parseToolchain(json: unknown): Omit<StoredToolchain, 'goroot' | 'source'> | undefined {
  if (!isTable(json)) return undefined;
  const { base, name, nar, size, version, platform, recipe, installed } = json;
  const known = PLATFORMS.find((one) => one === platform);
  if (known === undefined || typeof size !== 'number') return undefined;
  if (typeof base !== 'string' || typeof name !== 'string' || typeof nar !== 'string') return undefined;
  if (typeof version !== 'string' || typeof recipe !== 'string' || typeof installed !== 'string') return undefined;
  if (!SRI.test(nar) || nameOfBase(base) !== name) return undefined;
  return { base, name, nar, version, recipe, installed, size, platform: known };
}

const SRI = /^sha256-[A-Za-z0-9+/]{43}=$/;

export function parseSource(json: unknown): SourceRecord | undefined {
  if (!isTable(json)) return undefined;
  const { h1, nar, origin } = json;
  if (typeof nar !== 'string' || !SRI.test(nar) || typeof origin !== 'string') return undefined;
  if (h1 !== undefined && typeof h1 !== 'string') return undefined;
  return { h1, nar, origin, ...(json['unproved'] === true ? { unproved: true } : {}) };
}

function isBaseOf({ base, name, nar }: { base: string; name: string; nar: string }): boolean {
  try {
    return base === storeBaseName(fromSri(nar), name);
  } catch {
    // Not a hash, or not a name.
    return false;
  }
}

export const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
