// Small catalogs in temp folders, and contexts over them, for the tests of this folder.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalog } from '../../driver/version/catalog.ts';
import type { GoVersion } from '../../driver/version/goversion.ts';
import type { Platform } from '../../driver/version/platform.ts';
import type { ResolveContext } from '../../driver/version/resolve.ts';
import { tempFolder } from '../support/temp.ts';

export const H1 = `h1:${Buffer.alloc(32, 1).toString('base64')}`;
export const NAR = `sha256-${Buffer.alloc(32, 2).toString('base64')}`;

/** minor -> releases for linux-amd64, or minor -> platform -> releases. */
export type SmallCatalog = Record<string, readonly string[] | Record<string, readonly string[]>>;

export function catalogFolder(small: SmallCatalog): string {
  const folder = tempFolder();
  for (const [series, releases] of Object.entries(small)) {
    const lines = ['[base]', `family = "${series}"`, 'runtime = ["common"]'];
    const platforms: Record<string, readonly string[]> = isList(releases) ? { 'linux-amd64': releases } : releases;
    for (const [platform, names] of Object.entries(platforms))
      for (const name of names) lines.push(`[patches."${name}".${platform}]`, `h1 = "${H1}"`, `nar = "${NAR}"`);
    writeFileSync(join(folder, `go${series}.toml`), `${lines.join('\n')}\n`);
  }
  return folder;
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

export interface Asking {
  catalog: SmallCatalog;
  platform?: Platform | undefined;
  /** What the source has; it cannot be asked where this is left out. */
  source?: readonly string[] | undefined;
  allowUntested?: boolean | undefined;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** A context, and the names that its source was asked for. */
export function contextOf(asking: Asking): ResolveContext & { asked: string[] } {
  const asked: string[] = [];
  return {
    catalog: openCatalog(catalogFolder(asking.catalog)),
    platform: asking.platform ?? 'linux-amd64',
    cwd: asking.cwd ?? tempFolder(),
    allowUntested: asking.allowUntested ?? false,
    env: asking.env ?? {},
    asked,
    async exists(version: GoVersion) {
      asked.push(version.name);
      return asking.source?.includes(version.name) ?? { unasked: 'the test says so' };
    },
  };
}
