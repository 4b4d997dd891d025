// Nix builds of toolchains, and the shells around them.
import { RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { moduleSettings } from '../source/modulesettings.ts';
import { ALWAYS, nixProgram, runNix } from './command.ts';
import { HERE } from './flake.ts';

/** The variable that names a nixpkgs to take in place of the flake's own: "github:NixOS/nixpkgs/nixos-25.11", "path:/…". */
export const NIXPKGS_VARIABLE = 'RTO_NIXPKGS';

export interface NixContext {
  env: Environment;
  /** rto's cache folder. */
  cache: string;
  offline: boolean;
  signal?: AbortSignal | undefined;
}

interface BuildOptions {
  /** A link to be made, which keeps Nix from collecting the result. */
  root?: string;
  /** Build again what is there, and compare. */
  rebuild?: boolean;
}

/**
 * Builds one attribute of the flake in `folder` and gives its store path.
 * Throws RTO_NIX_… (command.ts).
 */
export async function nixBuild(
  folder: string,
  attribute: string,
  { root, rebuild = false }: BuildOptions,
  context: NixContext,
): Promise<string> {
  const args = [
    ...['build', `${HERE}#${attribute}`, '--json'],
    ...(root === undefined ? ['--no-link'] : ['--out-link', root]),
    ...(rebuild ? ['--rebuild'] : []),
    ...common(context),
  ];
  const { signal } = context;
  const said = await runNix('nix', args, { env: await fetchEnvironment(context), cwd: folder, signal });
  const path = outPath(said);
  if (path !== undefined) return path;
  throw new RtoError('RTO_NIX_ANSWER', 'nix build did not say what it built', {
    facts: { said },
    try: 'a newer Nix (2.4 is the oldest with flakes), or --store embedded',
  });
}

/** Whether the attribute's output is there already, without building it. */
export async function nixOutput(folder: string, attribute: string, context: NixContext): Promise<string> {
  const args = ['eval', '--raw', `${HERE}#${attribute}.outPath`, ...common(context)];
  const { env, signal } = context;
  return (await runNix('nix', args, { env, cwd: folder, signal })).trim();
}

/** How a command is started in the shell of `nix develop`. */
export interface Development {
  command: string;
  args: string[];
  cwd: string;
}

/**
 * The command that starts `command` in the shell of a devShell attribute of the flake in `folder`, where it has to be
 * started. From there it goes to `cwd`.
 */
export function developCommand(
  folder: string,
  attribute: string,
  command: readonly string[],
  cwd: string,
  context: NixContext,
): Development {
  const inner = ['sh', '-c', 'cd -- "$1" && shift && unset OLDPWD && exec "$@"', 'rto', cwd, ...command];
  return {
    command: nixProgram('nix', context.env),
    args: [...ALWAYS, 'develop', `${HERE}#${attribute}`, ...common(context), '--command', ...inner],
    cwd: folder,
  };
}

function common({ env, offline }: NixContext): string[] {
  const nixpkgs = env[NIXPKGS_VARIABLE];
  return [...(nixpkgs ? ['--override-input', 'nixpkgs', nixpkgs] : []), ...(offline ? ['--offline'] : [])];
}

/**
 * GOPROXY as rto takes it, also where only a host go knows it, behind what rto has downloaded. A daemon does not see it.
 * A zip is 100 MB; Nix verifies what it gets by the catalog's hash.
 */
async function fetchEnvironment({ env, cache, offline }: NixContext): Promise<Environment> {
  const { cacheAsProxy } = await import('../source/zipcache.ts');
  const others = offline ? 'off' : (await moduleSettings(env)).GOPROXY;
  return { ...env, GOPROXY: `${cacheAsProxy(cache)}|${others}` };
}

function outPath(said: string): string | undefined {
  const [first]: { outputs?: { out?: string } }[] = JSON.parse(said);
  return first?.outputs?.out;
}
