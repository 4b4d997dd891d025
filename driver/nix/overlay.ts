// `rto overlay`: writes the overlay and the lock of some releases into a folder of a project.
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EXIT, messageOf, RtoError } from '../errors.ts';
import { version as ownVersion } from '../package.ts';
import type { StoredToolchain } from '../store/store.ts';
import { pinnedSpec } from '../toolchain/build.ts';
import { lockOf, type Output, type Outputs } from '../version/outputs.ts';
import type { Platform } from '../version/platform.ts';
import type { Resolution } from '../version/resolution.ts';
import { attributeOf, flakeFiles, writeFlake } from './flake.ts';
import { chosenOf } from './installable.ts';

/** The result of `rto overlay`. */
export interface OverlayReport {
  folder: string;
  /** A Nix user builds `rto.<attribute>`. `nar` is an SRI hash, `path` the name below the store's folder. */
  toolchains: { attribute: string; version: string; nar: string; path: string }[];
}

export interface OverlayContext {
  data: string;
  /** The locks that came with this rto, for every system. */
  outputs: ReadonlyMap<Platform, Outputs>;
  /** Finds the toolchain of a release, or makes it. */
  ensure: (resolution: Resolution) => Promise<StoredToolchain>;
}

const MARK = '# Written by `rto overlay';

/**
 * Writes the folder whole or not at all. It takes the place of what an earlier run wrote there. A flake.lock that nix
 * wrote into it stays.
 * @throws RTO_OVERLAY_EXISTS for a folder that rto did not write, RTO_OVERLAY_UNKNOWN for a release that the catalog
 *   does not pin, RTO_OVERLAY_WRITE, RTO_FLAKE, and what `ensure` throws
 */
export async function writeOverlay(
  resolutions: readonly Resolution[],
  folder: string,
  context: OverlayContext,
): Promise<OverlayReport> {
  refuseOthers(folder);
  const report: OverlayReport = { folder, toolchains: [] };
  const locks = new Map<string, Output>();
  for (const resolution of resolutions) {
    const { name } = resolution.version;
    const spec = pinnedSpec(resolution);
    if (spec === undefined)
      throw new RtoError('RTO_OVERLAY_UNKNOWN', `the catalog does not have Go ${name} for this system`, {
        try: `rto catalog update ${resolution.version.series}`,
      });
    const known = lockOf(context.outputs.get(resolution.platform) ?? new Map(), name, spec.recipe);
    const { base, nar } = known === undefined ? await context.ensure(resolution) : await named(spec.name, known);
    locks.set(name, { recipe: spec.recipe, nar });
    report.toolchains.push({ attribute: attributeOf(resolution.version), version: name, nar, path: base });
  }
  const platform = resolutions[0]?.platform;
  const outputs = new Map([...context.outputs].map(([one, all]) => [one, only(all, locks)] as const));
  if (platform) outputs.set(platform, locks);
  const files = new Map(flakeFiles(resolutions.map(chosenOf), outputs));
  files.set('default.nix', overlayText(resolutions, basename(folder)));
  replaceFolder(folder, files);
  return report;
}

async function named(name: string, nar: string): Promise<{ base: string; nar: string }> {
  const { storeBaseName } = await import('../store/storepath.ts');
  const { fromSri } = await import('../nar.ts');
  return { base: storeBaseName(fromSri(nar), name), nar };
}

const only = (outputs: Outputs, chosen: ReadonlyMap<string, unknown>): Outputs =>
  new Map([...outputs].filter(([version]) => chosen.has(version)));

function overlayText(resolutions: readonly Resolution[], folder: string): string {
  const names = resolutions.map(({ version }) => version.name).join(' ');
  const [first] = resolutions;
  const attribute = first ? attributeOf(first.version) : 'latest';
  return [
    `${MARK} ${names}\` of rto ${ownVersion()}. Write it anew rather than edit it.`,
    `# An overlay of nixpkgs, complete in this folder: overlays = [ (import ./${folder}) ];`,
    `# gives pkgs.rto.${attribute}. It is a flake as well: nix develop ./${folder}#${attribute}`,
    'import ./overlays',
    '',
  ].join('\n');
}

function refuseOthers(folder: string): void {
  if (!existsSync(folder)) return;
  const file = join(folder, 'default.nix');
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(MARK)) return;
  throw new RtoError('RTO_OVERLAY_EXISTS', `${folder} is there and was not written by rto overlay`, {
    try: `rto overlay --output ${basename(folder)}-overlay …`,
    exit: EXIT.usage,
  });
}

function replaceFolder(folder: string, files: ReadonlyMap<string, string | Buffer>): void {
  const aside = (what: string) => `${folder}.${what}.${randomBytes(6).toString('hex')}`;
  const [staging, old] = [aside('new'), aside('old')];
  try {
    writeFlake(staging, files);
    const lock = join(folder, 'flake.lock');
    if (existsSync(lock) && !files.has('flake.lock')) cpSync(lock, join(staging, 'flake.lock'));
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(staging, folder);
  } catch (cause) {
    if (existsSync(old) && !existsSync(folder)) renameSync(old, folder);
    throw new RtoError('RTO_OVERLAY_WRITE', `could not write ${folder}: ${messageOf(cause)}`, {
      try: 'rto overlay --output FOLDER, a folder that you can write to',
      cause,
    });
  } finally {
    for (const path of [staging, old]) rmSync(path, { recursive: true, force: true });
  }
}
