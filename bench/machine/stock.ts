// A stock Go of a catalogued release to compare with, unpacked once.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openSource } from '../../driver/source/sources.ts';
import { openCatalog } from '../../driver/version/catalog.ts';
import { hostPlatform } from '../../driver/version/platform.ts';
import { ROOT } from './root.ts';

/** GOROOT of the stock release of that name ("1.24.13"), which the catalog must know; verified before it is used. */
export async function stockGoroot(name: string, cacheDir: string): Promise<string> {
  const goroot = join(cacheDir, 'stock', `go${name}`);
  if (existsSync(goroot)) return goroot;
  const platform = hostPlatform();
  const patch = openCatalog(join(ROOT, 'overlays', 'catalog'))
    .family(name.split('.').slice(0, 2).join('.'))
    ?.patches.find(({ version }) => version.name === name);
  if (!patch) throw new Error(`the catalog has no ${name}`);
  const source = openSource({ kind: 'proxy' }, { env: process.env, cacheDir, dataDir: cacheDir, offline: false });
  const staging = `${goroot}.${process.pid}`;
  mkdirSync(dirname(goroot), { recursive: true });
  try {
    await source.unpack(patch.version, platform, staging, { pin: patch.sources[platform] });
    renameSync(staging, goroot);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(goroot)) throw error; // else another process was faster
  }
  return goroot;
}
