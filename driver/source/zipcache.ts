// The folder of downloaded zips: verified before they get their name, and again whenever they are used.
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, symlinkSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RtoError } from '../errors.ts';
import { makeFolder } from '../folders.ts';
import { requireOwn } from '../owned.ts';
import { errnoOf, onDisk } from './disk.ts';
import type { FetchEvent } from './source.ts';
import { openStockZip, type StockZip } from './stockzip.ts';

function requireOwnCache(cacheDir: string): void {
  requireOwn(cacheDir, 'RTO_CACHE', true);
  for (const name of ['download', 'proxy']) requireOwn(join(cacheDir, name), 'RTO_CACHE');
}

const DAY = 24 * 60 * 60 * 1000;

export interface ZipCache {
  has(version: string): boolean;
  /**
   * The zip of that module version when it is there and its h1 is `expected` (or anything, when undefined). A zip that
   * is damaged or has another h1 is removed and said in a notice; the caller fetches it anew.
   */
  open(version: string, expected: string | undefined, options: VerifyOptions): Promise<Verified | undefined>;
  /** A new path to download to; left-overs of processes that were killed a day ago are removed. */
  temporary(version: string): Promise<string>;
  /** Gives a verified download its name, in place of another if there is one. */
  adopt(temporary: string, version: string): Promise<void>;
}

export interface Verified {
  /** Open: it stays readable whatever other processes do to the file. */
  zip: StockZip;
  h1: string;
}

export interface VerifyOptions {
  onEvent?: ((event: FetchEvent) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export function openZipCache(cacheDir: string): ZipCache {
  const folder = join(cacheDir, 'download');
  const pathOf = (version: string) => join(folder, `${version}.zip`);
  return {
    has: (version) => existsSync(pathOf(version)),
    async open(version, expected, options) {
      requireOwnCache(cacheDir);
      const path = pathOf(version);
      const found = await openVerified(path, version, options).catch(damaged);
      if (found === undefined) return undefined;
      if (found instanceof RtoError) return removeDamaged(path, found.message, options);
      if (expected === undefined || found.h1 === expected) return found;
      found.zip.close();
      return removeDamaged(path, `the hash of ${path} is ${found.h1}, not ${expected}`, options);
    },
    async temporary(version) {
      requireOwnCache(cacheDir);
      return onDisk(folder, async () => {
        makeFolder(folder);
        await sweep(folder);
        return join(folder, `.${version}.${randomBytes(6).toString('hex')}.part`);
      });
    },
    adopt: (temporary, version) => onDisk(folder, () => rename(temporary, pathOf(version))),
  };
}

/**
 * The cache as a module proxy of plain files, for others that fetch Go and verify what they get; its URL. Makes one link.
 */
export function cacheAsProxy(cacheDir: string): string {
  requireOwnCache(cacheDir);
  const proxy = join(cacheDir, 'proxy');
  onDisk(proxy, () => {
    const modules = join(proxy, 'golang.org', 'toolchain');
    makeFolder(modules);
    const link = join(modules, '@v');
    // Relative: the cache may be moved, or seen at another path.
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) return;
    try {
      symlinkSync('../../../download', link);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error; // another process was quicker
    }
  });
  // A comma, which a URL may hold, would end it in a list of proxies.
  return pathToFileURL(proxy).href.replaceAll(',', '%2C');
}

/** Opens a zip and computes its h1. @param label names it in errors, when not its path */
export async function openVerified(
  path: string,
  version: string,
  { onEvent, signal }: VerifyOptions,
  label = path,
): Promise<Verified> {
  const zip = onDisk(path, () => openStockZip(path, version, label));
  try {
    const h1 = await zip.h1((done, total) => onEvent?.({ kind: 'verify', done, total }), signal);
    return { zip, h1 };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** The error of a damaged zip; undefined if another process has just removed it. */
function damaged(error: unknown): RtoError | undefined {
  if (!(error instanceof RtoError)) throw error;
  if (error.code === 'RTO_ZIP' || error.code === 'RTO_ZIP_ENTRY') return error;
  if (errnoOf(error.cause) === 'ENOENT') return undefined;
  throw error;
}

async function removeDamaged(path: string, reason: string, { onEvent }: VerifyOptions): Promise<undefined> {
  onEvent?.({ kind: 'notice', text: `a damaged file is removed from the download cache: ${reason}` });
  await onDisk(path, () => rm(path, { force: true }));
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\..*\.part$/.test(name)) continue;
    const path = join(folder, name);
    try {
      if (Date.now() - (await stat(path)).mtimeMs > DAY) await rm(path, { force: true });
    } catch (error) {
      // Gone meanwhile, or another user's: no reason to stop a download.
      if (errnoOf(error) === undefined) throw error;
    }
  }
}
