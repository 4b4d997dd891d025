// Checks of the machine: Node, the system, the folders that rto writes to.
import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import semver from 'semver';
import { messageOf } from '../errors.ts';
import { statOf } from '../stat.ts';
import type { Platform } from '../version/platform.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

/** @param range package.json's engines.node */
export function checkNode(version: string, range: string): Finding {
  if (semver.satisfies(version, range)) return ok('node', `Node ${version}`);
  return fault('node', `Node ${version} does not run rto, which needs ${range}`, 'install a newer Node');
}

// What the tests of rto run on.
const TESTED: readonly Platform[] = ['linux-amd64'];

export function checkPlatform(platform: Platform): Finding {
  if (TESTED.includes(platform)) return ok('platform', platform);
  return warning('platform', `${platform}: rto has hashes for it, but was not tested on it`);
}

/** Bytes: a toolchain, its download and the staging of both. */
const ROOM = 1e9;

/** Whether a folder, or the nearest there is above it, can be written, and has room. Makes nothing. */
export function checkFolder(check: 'store' | 'cache', folder: string, variable: string): Finding {
  try {
    const there = nearest(folder);
    accessSync(there, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(there);
    return roomFinding(check, folder, bavail * bsize, variable);
  } catch (error) {
    const remedy = `set ${variable} to a folder that you can write to`;
    // Toolchains installed there work; rto run needs a cache that it can write to.
    if (check === 'store' && isReadable(folder))
      return warning(
        check,
        `${folder} can be read and not written: what is installed works, nothing can be added`,
        remedy,
      );
    return fault(check, `${folder} cannot be written: ${messageOf(error)}`, remedy);
  }
}

function isReadable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** @param free bytes */
export function roomFinding(check: string, folder: string, free: number, variable: string): Finding {
  const text = `${folder}, ${(free / 1e9).toFixed(1)} GB free`;
  if (free >= ROOM) return ok(check, text);
  return warning(
    check,
    `${text}: too little to install a toolchain`,
    `rto ${check === 'cache' ? 'cache clean' : 'prune'}, or set ${variable} to another disk`,
  );
}

function nearest(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const stats = statOf(at);
    if (stats?.isDirectory()) return at;
    if (stats !== undefined) throw new Error(`${at} is not a folder`);
    if (dirname(at) === at) throw new Error('there is no such disk');
  }
}
