// What rto keeps in its cache, and cleaning it: downloads can be fetched again, logs cannot.
import { lstatSync, readdirSync, rmSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { sizeOnDisk } from '../store/files.ts';
import { liveRuns } from './scratch.ts';

/** Kinds that can be cleaned. The heads that the checksum database signed are no kind: later answers are compared with them. */
export const CACHE_KINDS = ['downloads', 'logs', 'nix'] as const;
export type CacheKind = (typeof CACHE_KINDS)[number];

// `proxy` holds links to the downloads, for Nix.
const FOLDERS: Readonly<Record<CacheKind, readonly string[]>> = {
  downloads: ['download', 'proxy'],
  logs: ['logs'],
  nix: ['nix'],
};

export interface CacheEntry {
  kind: CacheKind;
  /** Of a file, or of a folder that belongs together. */
  path: string;
  /** Bytes. */
  size: number;
  /** ISO 8601: when it was last written to. */
  written: string;
}

export interface CleanReport {
  dryRun: boolean;
  removed: CacheEntry[];
  /** What is in use. */
  kept: (CacheEntry & { because: string })[];
  /** Bytes, freed or to be freed. */
  freed: number;
}

export interface CleanOptions {
  /** By default all. */
  kinds?: readonly CacheKind[] | undefined;
  /** Only what was not written to for so many days. */
  olderThan?: number | undefined;
  dryRun?: boolean | undefined;
}

/** What is there, by kind and name. Unfinished downloads are not: they go by themselves. */
export function cacheEntries(cache: string, kinds: readonly CacheKind[] = CACHE_KINDS): CacheEntry[] {
  return kinds.flatMap((kind) =>
    FOLDERS[kind].flatMap((name) => {
      const folder = join(cache, name);
      return namesIn(folder).flatMap((entry) => {
        const path = join(folder, entry);
        const stat = entry.startsWith('.') ? undefined : look(path);
        if (stat === undefined) return [];
        return [{ kind, path, size: sizeOnDisk(path), written: stat.mtime.toISOString() }];
      });
    }),
  );
}

export function cleanCache(cache: string, options: CleanOptions = {}, now: number = Date.now()): CleanReport {
  const { kinds = CACHE_KINDS, olderThan = 0, dryRun = false } = options;
  const before = now - olderThan * 86_400_000;
  // A program that runs writes to a log that is younger than its run.
  const running = Math.min(...liveRuns(cache));
  const report: CleanReport = { dryRun, removed: [], kept: [], freed: 0 };
  for (const entry of cacheEntries(cache, kinds)) {
    const written = Date.parse(entry.written);
    if (olderThan > 0 && written > before) continue;
    if (entry.kind === 'logs' && written >= running) {
      report.kept.push({ ...entry, because: 'a program that runs now may write to it' });
      continue;
    }
    if (!dryRun) rmSync(entry.path, { recursive: true, force: true });
    report.removed.push(entry);
    report.freed += entry.size;
  }
  return report;
}

function namesIn(folder: string): string[] {
  return look(folder)?.isDirectory() ? readdirSync(folder).sort() : [];
}

const look = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });
