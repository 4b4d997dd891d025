// Whether a tree is the instrumented toolchain that it is to be: its own description, its hooks, the answer of its compiler.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAbout } from '../about.ts';
import { RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { CommandError, capture } from '../process/command.ts';

/** What is wrong with it, without running anything of it; undefined where nothing is seen. */
export function describeFault(goroot: string, recipe: string): string | undefined {
  const about = readAbout(goroot);
  if (about === undefined) return 'it has no rto.json that can be read';
  if (about.recipe !== recipe) return 'its rto.json is that of another toolchain';
  if (compilerOf(goroot) === undefined) return 'it has no instrumented compiler';
  if (!HOOKS.every((path) => existsSync(join(goroot, path)))) return 'it has no hooks in package runtime';
  return undefined;
}

/** The hub's beginning, and the stamp. */
const HOOKS = ['src/runtime/rto.go', 'src/internal/goos/rto_stamp.go'];

/** The same, and what its compiler says of itself. */
export async function instrumentationFault(
  goroot: string,
  recipe: string,
  env: Environment,
): Promise<string | undefined> {
  const fault = describeFault(goroot, recipe);
  const compiler = compilerOf(goroot);
  if (fault !== undefined || compiler === undefined) return fault;
  try {
    const answer = await capture(compiler, ['-V=full'], { cwd: goroot, env: unasked(env) });
    return answer.includes(` rto=${recipe}:`) ? undefined : `its compiler answers ${answer.trim().slice(0, 200)}`;
  } catch (error) {
    if (!(error instanceof RtoError)) throw error;
    return compilerFails(error);
  }
}

/** The first that it said, else its status; why it could not be started. */
export function compilerFails(error: RtoError): string {
  const why = error instanceof CommandError ? error.words || `status ${error.status}` : error.message;
  return `its compiler fails: ${why.split('\n')[0]}`;
}

/**
 * Without the settings of Go: a selection, a platform, an experiment that the compiler refuses, or what its runtime does
 * (GOMEMLIMIT), is not the toolchain's fault.
 */
export function unasked(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name === 'GOROOT' || !name.startsWith('GO')));
}

/** The stand-in, where the real compiler is beside it. */
export function compilerOf(goroot: string): string | undefined {
  const tools = join(goroot, 'pkg', 'tool');
  const folders = existsSync(tools) ? readdirSync(tools) : [];
  const compilers = folders.map((folder) => join(tools, folder, 'compile'));
  return compilers.find((path) => existsSync(path) && existsSync(`${path}.stock`));
}
