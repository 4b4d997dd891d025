// Running nix: which one, with which options, and its errors in rto's words.
import { RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { CommandError, capture, lastLines } from '../process/command.ts';
import { findProgram } from '../programs.ts';
import { nixFailure } from './failures.ts';

/**
 * What every nix command is given. Flakes are still called experimental, and many nix.conf do not have them; Nix 2.8 calls an
 * attribute missing when two evaluations fill one cache.
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
 * Runs `nix` or `nix-store` and returns what it prints.
 * @throws RTO_NIX_ABSENT, and RTO_NIX_… for what failures.ts knows; RTO_NIX with nix's own words for the rest
 */
export async function runNix(
  program: 'nix' | 'nix-store',
  args: readonly string[],
  { env, cwd, signal }: NixOptions,
): Promise<string> {
  const path = nixProgram(program, env);
  const all = program === 'nix' ? [...ALWAYS, ...args] : args;
  try {
    // Messages of a known language, so that they can be told apart.
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

/** Without the warnings and the progress before it. */
function fromFirstError(said: string): string {
  const at = said.search(/^error:/m);
  return at > 0 ? said.slice(at) : said;
}

/** Path of the program. Throws RTO_NIX_ABSENT. */
export function nixProgram(program: string, env: Environment): string {
  const path = findProgram(program, env);
  if (path !== undefined) return path;
  throw new RtoError('RTO_NIX_ABSENT', `there is no ${program} on PATH`, {
    facts: { PATH: env['PATH'] ?? '(not set)' },
    try: 'install Nix, or --store embedded, which needs none and makes the same bits',
  });
}
