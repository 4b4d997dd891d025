// `rto lock`: builds toolchains and writes down their hashes, for Nix and for `rto verify`.
import { existsSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import { EXIT, RtoError } from '../errors.ts';
import { toSri } from '../nar.ts';
import { hashTree } from '../store/seal.ts';
import { type BuildContext, makeToolchain, pinnedSpec } from '../toolchain/build.ts';
import { type CatalogPatch, openCatalogs } from '../version/catalog.ts';
import { type Output, outputsFile, readOutputs, writeOutputs } from '../version/outputs.ts';
import type { Platform } from '../version/platform.ts';
import type { Resolution } from '../version/resolution.ts';

export type LockEvent = { kind: 'locked'; done: number; total: number };

/** The result of `rto lock`. */
export interface LockReport {
  /** Path of the file with the locks. */
  file: string;
  /**
   * `built`: built now. `installed`: the hash that was recorded at the install. `current`: locked already. `nar` is an
   * SRI hash.
   */
  locked: { version: string; nar: string; how: 'built' | 'installed' | 'current' }[];
  /** Releases whose locks were taken out: the recipe is another one, or the catalog no longer has the release. */
  dropped: string[];
}

export interface LockContext extends BuildContext {
  platform: Platform;
  onEvent: (event: Parameters<BuildContext['onEvent']>[0] | LockEvent) => void;
}

/**
 * Locks releases of the catalog. The file is written after each, so a failure or a kill loses no finished one.
 * @param folder holds the `<system>.toml` files
 * @throws RTO_LOCK_FOLDER without the folder, RTO_LOCK_UNKNOWN for a release that the catalog does not pin,
 *   RTO_OUTPUTS, RTO_OUTPUTS_WRITE, and what makeToolchain throws
 */
export async function lockOutputs(
  resolutions: readonly Resolution[],
  folder: string,
  context: LockContext,
): Promise<LockReport> {
  const { platform, onEvent } = context;
  if (!existsSync(folder))
    throw new RtoError('RTO_LOCK_FOLDER', `there is no folder ${folder}`, {
      try: `mkdir -p ${folder}`,
      exit: EXIT.usage,
    });
  const file = join(folder, outputsFile(platform));
  const outputs = new Map(readOutputs(file));
  const report: LockReport = { file, locked: [], dropped: await dropStale(outputs, context) };
  if (report.dropped.length > 0) writeOutputs(file, outputs);
  const failures: unknown[] = [];
  await inParallel(resolutions, makers(), async (resolution) => {
    if (failures.length > 0) return;
    try {
      const { output, how } = await outputOf(resolution, outputs, context);
      const version = resolution.version.name;
      outputs.set(version, output);
      if (how !== 'current') writeOutputs(file, outputs);
      report.locked.push({ version, nar: output.nar, how });
      onEvent({ kind: 'locked', done: report.locked.length, total: resolutions.length });
    } catch (error) {
      failures.push(error);
    }
  });
  if (failures.length > 0) throw failures[0];
  // The report has the order of the request. Builds finish in another.
  const order = resolutions.map(({ version }) => version.name);
  report.locked.sort((a, b) => order.indexOf(a.version) - order.indexOf(b.version));
  return report;
}

/** Memory in bytes that one build may take. Compiling cmd/go for Go 1.19 takes most. */
const MEMORY = 1.5e9;

/** How many toolchains are made at a time. While one is fetched or hashed, another can be compiled. */
const makers = (): number => Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / MEMORY)));

async function outputOf(
  resolution: Resolution,
  outputs: ReadonlyMap<string, Output>,
  context: LockContext,
): Promise<{ output: Output; how: LockReport['locked'][number]['how'] }> {
  const { store } = context;
  const spec = pinnedSpec(resolution);
  if (spec === undefined)
    throw new RtoError('RTO_LOCK_UNKNOWN', `the catalog does not have Go ${resolution.version.name} for this system`, {
      try: `rto catalog update ${resolution.version.series}`,
    });
  const { recipe, version, name } = spec;
  const there = outputs.get(version);
  if (there?.recipe === recipe) return { output: there, how: 'current' };
  const installed = await store.find(name);
  if (installed) return { output: { recipe, nar: installed.nar }, how: 'installed' };
  const nar = await store.stage(async (folder) => {
    const tree = join(folder, 'go');
    await makeToolchain(resolution, tree, context);
    return toSri(hashTree(tree).digest);
  });
  return { output: { recipe, nar }, how: 'built' };
}

/** Takes out locks whose recipe is not today's. Gives their releases. */
async function dropStale(outputs: Map<string, Output>, context: LockContext): Promise<string[]> {
  const catalog = openCatalogs(context.data);
  const stale: string[] = [];
  for (const [name, { recipe }] of outputs) {
    const series =
      name
        .split(/rc|beta/)[0]
        ?.split('.')
        .slice(0, 2)
        .join('.') ?? '';
    const patch = catalog.family(series)?.patches.find(({ version }) => version.name === name);
    const pin = patch?.sources[context.platform];
    const known = patch && pin && pinnedSpec(asResolution(patch, pin, context.platform));
    if (known?.recipe !== recipe) stale.push(name);
  }
  for (const name of stale) outputs.delete(name);
  return stale;
}

function asResolution(
  { version, family }: CatalogPatch,
  pin: NonNullable<Resolution['pin']>,
  platform: Platform,
): Resolution {
  const nothing = { request: undefined, goroot: undefined, archive: undefined, project: undefined, atLeast: undefined };
  return { version, platform, family, pin, steps: [], notices: [], near: [], ...nothing };
}

async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
