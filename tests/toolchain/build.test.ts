// Which toolchains of a release outside the catalog are used because they are there: those whose source was proved.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toolchainName } from '../../driver/about.ts';
import { packageRoot } from '../../driver/package.ts';
import { openEmbeddedStore } from '../../driver/store/embedded.ts';
import { openSources } from '../../driver/store/sources.ts';
import { findToolchain } from '../../driver/toolchain/build.ts';
import { recipeDigest, wrappersDigest } from '../../driver/toolchain/recipe.ts';
import { goVersion } from '../../driver/version/goversion.ts';
import type { Resolution } from '../../driver/version/resolution.ts';
import { tempFolder } from '../support/temp.ts';

const top = tempFolder('build');

const NAR = `sha256-${Buffer.alloc(32, 7).toString('base64')}`;
const resolution: Resolution = {
  request: '1.23.99',
  version: goVersion(23, 'release', 99),
  platform: 'linux-amd64',
  family: { family: '1.23', runtime: ['common'] },
  pin: undefined,
  near: [],
  steps: [],
  notices: [],
  goroot: undefined,
  archive: undefined,
  project: undefined,
  atLeast: undefined,
};

it.each<[string, { unproved?: true }, allowUnproved: boolean, found: boolean]>([
  ['proved', {}, false, true],
  ['proved, where unproved ones are allowed', {}, true, true],
  ['unproved, and that is allowed', { unproved: true }, true, true],
  ['unproved when that was allowed, which it is no more', { unproved: true }, false, false],
])('a source that was %s', async (why, unproved, allowUnproved, found) => {
  const data = join(top, why);
  const source = { h1: undefined, nar: NAR, origin: 'a test', ...unproved };
  await openSources(data).remember('v0.0.1-go1.23.99.linux-amd64', source);
  const store = openEmbeddedStore(data);
  const recipe = recipeDigest(NAR, wrappersDigest(join(packageRoot(), 'wrappers')), {
    ...resolution.family,
    ...unproved,
  });
  const { version, platform } = resolution;
  const name = toolchainName(version.name, recipe);
  await store.add({ name, version: version.name, platform, recipe }, async (staging) => {
    mkdirSync(join(staging, 'bin'));
    writeFileSync(join(staging, 'bin', 'go'), '');
    return { source };
  });
  const toolchain = await findToolchain(resolution, { store, data, allowUnproved, locked: async () => undefined });
  expect(toolchain?.name).toBe(found ? name : undefined);
});
