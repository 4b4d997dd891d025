// Runs nix: finds it, gives it its options, and puts its errors into rto's words.
import { RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { CommandError, capture, lastLines } from '../process/command.ts';
import { findProgram } from '../programs.ts';
import { nixFailure } from './failures.ts';

/**
 * The options of every nix command. Flakes are still experimental, and many nix.conf do not enable them. Nix 2.8 calls
 * an attribute missing when two evaluations fill one cache, so the cache is off.
 */
export const ALWAYS = [
  ...['--extra-experimental-features', 'nix-command flakes'],
  ...['--option', 'eval-cache', 'false'],
] as const;

export interface NixOptions {
  env: Environment;
  cwd: string;
  signal?: AbortSignal | undefined;
}

/**
 * Runs `nix` or `nix-store` and returns its standard output.
 * @throws RTO_NIX_ABSENT; RTO_NIX_… for the failures that failures.ts knows; RTO_NIX, with nix's own words, for others
 */
export async function runNix(
  program: 'nix' | 'nix-store',
  args: readonly string[],
  { env, cwd, signal }: NixOptions,
): Promise<string> {
  const path = nixProgram(program, env);
  const all = program === 'nix' ? [...ALWAYS, ...args] : args;
  try {
    // Messages have to be in a known language, so that failures.ts can tell them apart.
    return await capture(path, all, { cwd, env: { ...env, LC_ALL: 'C' }, signal });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const facts = { command: [program, ...args].join(' '), said: fromFirstError(lastLines(error.words)) };
    throw (
      nixFailure(fromFirstError(error.words), facts, error) ??
      new RtoError('RTO_NIX', `${program} failed`, {
        facts,
        try: 'rto doctor, or --store embedded, which needs no Nix',
        cause: error,
      })
    );
  }
}

/** The text from nix's first error on, without the warnings and the progress before it. */
function fromFirstError(said: string): string {
  const at = said.search(/^error:/m);
  return at > 0 ? said.slice(at) : said;
}

/**
 * Path of `nix` or another of its programs.
 * @throws RTO_NIX_ABSENT where it is not on PATH
 */
export function nixProgram(program: string, env: Environment): string {
  const path = findProgram(program, env);
  if (path !== undefined) return path;
  throw new RtoError('RTO_NIX_ABSENT', `there is no ${program} on PATH`, {
    facts: { PATH: env['PATH'] ?? '(not set)' },
    try: 'install Nix, or --store embedded, which needs none and makes the same bits',
  });
}
