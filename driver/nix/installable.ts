// How Nix comes by a toolchain that rto asks for: by its lock, else by the flake that rto writes for that release alone.
import type { NixWay, ToolchainSpec } from '../store/store.ts';
import { openCatalog } from '../version/catalog.ts';
import { lockOf, type Outputs } from '../version/outputs.ts';
import type { Resolution } from '../version/resolution.ts';
import { type NixContext, nixBuild } from './build.ts';
import { type Chosen, cachedFlake, flakeFiles, treeOf } from './flake.ts';

export interface WayContext extends NixContext {
  /** Locks of this system. */
  outputs: Outputs;
}

export function nixWay(resolution: Resolution, spec: ToolchainSpec, context: WayContext): NixWay {
  const { version } = resolution;
  return {
    locked: lockOf(context.outputs, version.name, spec.recipe),
    build: (root) => nixBuild(flakeOf(resolution, context, context.outputs), treeOf(version), { root }, context),
  };
}

/** The folder of a flake that has this release and no other. Without outputs nothing in it is locked. */
export function flakeOf(
  resolution: Resolution,
  { cache }: Pick<WayContext, 'cache'>,
  outputs: Outputs = new Map(),
): string {
  const { name } = resolution.version;
  const own: Outputs = new Map([...outputs].filter(([version]) => version === name));
  return cachedFlake(cache, flakeFiles([chosenOf(resolution)], new Map([[resolution.platform, own]])));
}

/** The catalog's entry; for a release outside it, one of what was learnt. */
export function chosenOf({ version, platform, family, pin }: Resolution): Chosen {
  const known = openCatalog().family(version.series);
  const patch = known?.patches.find((one) => one.version.name === version.name);
  if (known && patch?.sources[platform]) return { patch, base: known.base };
  const sources = pin === undefined ? {} : { [platform]: pin };
  return { patch: { version, sources, family, overridden: [] }, base: family };
}
