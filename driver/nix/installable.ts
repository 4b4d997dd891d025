// The way in which Nix gets a toolchain: by its lock, else by a flake that rto writes for that release alone.
import type { NixWay, ToolchainSpec } from '../store/store.ts';
import { openCatalog } from '../version/catalog.ts';
import { lockOf, type Outputs } from '../version/outputs.ts';
import type { Resolution } from '../version/resolution.ts';
import { type NixContext, nixBuild } from './build.ts';
import { type Chosen, cachedFlake, flakeFiles, treeOf } from './flake.ts';

export interface WayContext extends NixContext {
  /** The locks of this system. */
  outputs: Outputs;
}

/** The way for one release. Its `build` throws what nixBuild throws. */
export function nixWay(resolution: Resolution, spec: ToolchainSpec, context: WayContext): NixWay {
  const { version } = resolution;
  return {
    locked: lockOf(context.outputs, version.name, spec.recipe),
    build: (root) => nixBuild(flakeOf(resolution, context, context.outputs), treeOf(version), { root }, context),
  };
}

/** The folder of a flake that has this release and no other. Without `outputs` nothing in it is locked. */
export function flakeOf(
  resolution: Resolution,
  { cache }: Pick<WayContext, 'cache'>,
  outputs: Outputs = new Map(),
): string {
  const { name } = resolution.version;
  const own: Outputs = new Map([...outputs].filter(([version]) => version === name));
  return cachedFlake(cache, flakeFiles([chosenOf(resolution)], new Map([[resolution.platform, own]])));
}

/** The catalog's entry of a release. For a release that is not in the catalog, one made from the resolution. */
export function chosenOf({ version, platform, family, pin }: Resolution): Chosen {
  const known = openCatalog().family(version.series);
  const patch = known?.patches.find((one) => one.version.name === version.name);
  if (known && patch?.sources[platform]) return { patch, base: known.base };
  const sources = pin === undefined ? {} : { [platform]: pin };
  return { patch: { version, sources, family, overridden: [] }, base: family };
}
