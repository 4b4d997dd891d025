// A stock Go to compare with, unpacked once beside the shared toolchains.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSource } from '../../driver/source/source.ts';
import { openCatalog } from '../../driver/version/catalog.ts';
import { hostPlatform } from '../../driver/version/platform.ts';
import { SHARED } from './rto.ts';

/** GOROOT of the stock release of that name, which the catalog must know. */
export async function stockGoroot(name: string): Promise<string> {
  const goroot = join(SHARED, 'stock', name);
  if (existsSync(goroot)) return goroot;
  const platform = hostPlatform();
  const patch = openCatalog()
    .family(name.split('.').slice(0, 2).join('.'))
    ?.patches.find(({ version }) => version.name === name);
  if (!patch) throw new Error(`the catalog has no ${name}`);
  const source = openSource({ kind: 'proxy' }, { env: process.env, cacheDir: join(SHARED, 'cache'), offline: false });
  const staging = `${goroot}.${process.pid}`;
  mkdirSync(join(SHARED, 'stock'), { recursive: true });
  await source.unpack(patch.version, platform, staging, { pin: patch.sources[platform] });
  try {
    renameSync(staging, goroot);
  } catch (error) {
    if (!existsSync(goroot)) throw error;
    rmSync(staging, { recursive: true }); // another test was faster
  }
  return goroot;
}
