// Builds toolchains by Nix, and starts the shells around them.
import { RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { moduleSettings } from '../source/modulesettings.ts';
import { ALWAYS, nixProgram, runNix } from './command.ts';
import { HERE } from './flake.ts';

/** The variable that names another nixpkgs than the flake's own: "github:NixOS/nixpkgs/nixos-25.11", "path:/…". */
export const NIXPKGS_VARIABLE = 'RTO_NIXPKGS';

export interface NixContext {
  env: Environment;
  /** rto's cache folder, absolute. */
  cache: string;
  offline: boolean;
  signal?: AbortSignal | undefined;
}

interface BuildOptions {
  /** Path of a link to be made. It keeps Nix from collecting the result. */
  root?: string;
  /** Whether an output that exists is built again and compared. */
  rebuild?: boolean;
}

/**
 * Builds one attribute of the flake in `folder` and gives its store path.
 * @throws what runNix throws (command.ts), and RTO_NIX_ANSWER
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

/**
 * The store path that the attribute's output has or would have. Nothing is built.
 * @throws what runNix throws (command.ts)
 */
export async function nixOutput(folder: string, attribute: string, context: NixContext): Promise<string> {
  const args = ['eval', '--raw', `${HERE}#${attribute}.outPath`, ...common(context)];
  const { env, signal } = context;
  return (await runNix('nix', args, { env, cwd: folder, signal })).trim();
}

/** The start of a command in the shell of `nix develop`. */
export interface Development {
  command: string;
  args: string[];
  cwd: string;
}

/**
 * Plans a command in the shell of a devShell attribute of the flake in `folder`. The shell is started in that folder;
 * it goes to `cwd` before it starts the command.
 * @throws RTO_NIX_ABSENT
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
 * The environment with GOPROXY as rto takes it, also where only a host go knows it. rto's own downloads come first,
 * because a zip is 100 MB. Nix verifies what it gets by the catalog's hash. A Nix daemon does not see this variable.
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
