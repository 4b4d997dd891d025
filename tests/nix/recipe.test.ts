// Nix and TypeScript give every catalogued patch the same recipe, hence the same name.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { toolchainName } from '../../driver/about.ts';
import { recipeDigest, wrappersDigest } from '../../driver/toolchain/recipe.ts';
import { openCatalog } from '../../driver/version/catalog.ts';
import { copyFlake, nixJson, SYSTEMS } from '../support/nix.ts';

type Named = Record<string, { name: string; recipe: string; version: string }>;

const NAMES =
  'packages: builtins.mapAttrs (_: p: { inherit (p.unwrapped) name recipe version; }) (removeAttrs packages [ "default" "rto" ])';

/** What TypeScript makes of the catalog of a flake: attribute of the patch -> name and recipe. */
function expected(flake: string, platform: (typeof SYSTEMS)[keyof typeof SYSTEMS]): Named {
  const wrappers = wrappersDigest(join(flake, 'wrappers'));
  const catalog = openCatalog(join(flake, 'overlays', 'catalog'));
  const patches = catalog.series.flatMap((series) => catalog.family(series)?.patches ?? []);
  return Object.fromEntries(
    patches.flatMap(({ version, sources, family }) => {
      const pin = sources[platform];
      if (pin === undefined) return [];
      const recipe = recipeDigest(pin.nar, wrappers, family);
      const kind = version.kind === 'release' ? '_' : version.kind;
      const attribute = `go_1_${version.minor}${kind}${version.number}`;
      return [[attribute, { name: toolchainName(version.name, recipe), recipe, version: version.name }]];
    }),
  );
}

const ofPatches = (named: Named): Named =>
  Object.fromEntries(Object.entries(named).filter(([attribute]) => /^go_1_\d+(_|rc|beta)\d+$/.test(attribute)));

describe.each(Object.entries(SYSTEMS))('%s', (system, platform) => {
  const flake = copyFlake();
  let named: Named = {};
  beforeAll(async () => {
    named = await nixJson<Named>('eval', [`path:${flake}#packages.${system}`, '--apply', NAMES]);
  });

  it('has every catalogued patch, named as by TypeScript', () => {
    const want = expected(flake, platform);
    expect(Object.keys(want).length).toBeGreaterThan(3);
    expect(ofPatches(named)).toEqual(want);
  });

  it('names the newest of each minor and of all by its series and by default', () => {
    for (const [attribute, { version }] of Object.entries(named)) {
      const series = /^(go_1_\d+)_\d+$/.exec(attribute)?.[1];
      if (series === undefined) continue;
      expect(openCatalog().series).toContain(version.split('.').slice(0, 2).join('.'));
      expect(Number(named[series]?.version.split('.')[2] ?? 0)).toBeGreaterThanOrEqual(
        Number(version.split('.')[2] ?? 0),
      );
    }
    const newest = openCatalog().series.findLast((series) => named[`go_${series.replace('.', '_')}`] !== undefined);
    expect(named['latest']).toEqual(named[`go_${newest?.replace('.', '_')}`]);
  });
});

it('lays overrides over the base as TypeScript does, and keeps the order of nothing', async () => {
  const flake = copyFlake();
  const nar = `sha256-${Buffer.alloc(32, 7).toString('base64')}`;
  const h1 = `h1:${Buffer.alloc(32, 7).toString('base64')}`;
  mkdirSync(join(flake, 'overlays', 'catalog'), { recursive: true });
  writeFileSync(
    join(flake, 'overlays/catalog/go1.28.toml'),
    `[base]
runtime = ["common", "é"]
family = "1.28"
z = { b = 1, a = true }

[patches."1.28rc2"]
override = { runtime = [], added = "\\"q\\" \\\\ \u{10000} \u{E000}" }
linux-amd64 = { h1 = "${h1}", nar = "${nar}" }
`,
  );
  const named = await nixJson<Named>('eval', [`path:${flake}#packages.x86_64-linux`, '--apply', NAMES]);
  expect(ofPatches(named)).toEqual(expected(flake, 'linux-amd64'));
  expect(named['go_1_28rc2']?.version).toBe('1.28rc2');
  expect(named['go_1_28']).toEqual(named['go_1_28rc2']);
  expect(named['latest']?.version).toMatch(/^1\.27\./);
});
