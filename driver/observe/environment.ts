// The environment of an instrumented toolchain: it puts `go` on PATH, and says what is observed and where the log is.
import { join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Changes of an environment. A text sets the variable, undefined removes it. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** The selection by default. --observe, the environment and rto.toml override it. */
export const DEFAULT_OBSERVED = 'reflect,unsafe,crypto';

/** The variable with the path of the event log. The instrumented program itself reads it. */
export const LOG_VARIABLE = 'INSTRUMENTATION_LOG_PATH';

const LIST = 'GO_INSTRUMENT';
const SWITCHES = ['GO_INSTRUMENT_REFLECT', 'GO_INSTRUMENT_UNSAFE', 'GO_INSTRUMENT_CRYPTO'];

// execvp searches these folders where PATH is not set. A PATH that rto sets must not lose sh and git.
const UNSET_PATH = '/usr/local/bin:/usr/bin:/bin';

/**
 * The changes that make `goroot` the Go in use. Its bin folder comes first on PATH and nowhere else on it. GOROOT is
 * set. GOTOOLCHAIN=local keeps a go.mod from switching to a stock Go. Everything else of the user's stays as it is.
 */
export function goEnvironment(goroot: string, env: Environment): Changes {
  const bin = join(goroot, 'bin');
  const others = (env['PATH'] ?? UNSET_PATH).split(':').filter((entry) => entry !== bin);
  return { PATH: [bin, ...others].join(':'), GOROOT: goroot, GOTOOLCHAIN: 'local' };
}

/** Whether the environment says what is observed: a GO_INSTRUMENT* variable is set, even to the empty text. */
export function observesByEnvironment(env: Environment): boolean {
  return [LIST, ...SWITCHES].some((name) => env[name] !== undefined);
}

/**
 * The changes for what is observed. The first of these that is given counts:
 * - the list `observe`, which replaces all that the environment says,
 * - the GO_INSTRUMENT* variables of the environment, which are kept as they are,
 * - the list `project`, or the default.
 */
export function observeEnvironment(
  observe: string | undefined,
  env: Environment,
  project: string = DEFAULT_OBSERVED,
): Changes {
  if (observe !== undefined) {
    const set = SWITCHES.filter((name) => env[name] !== undefined);
    return { [LIST]: observe, ...Object.fromEntries(set.map((name) => [name, undefined])) };
  }
  return observesByEnvironment(env) ? {} : { [LIST]: project };
}

/** Paths of the project's files that decided something; undefined where no file did. */
export interface Decided {
  /** The go.mod or go.work that chose the Go. */
  go: string | undefined;
  /** The rto.toml that says what is observed. */
  observe: string | undefined;
}

const DECIDED = { go: 'RTO_GO_FROM', observe: 'RTO_OBSERVE_FROM' } as const satisfies Record<keyof Decided, string>;

/** The changes that name these files to readers: `rto env`, a script in `rto shell`. */
export function decidedEnvironment(decided: Decided, env: Environment): Changes {
  const named = (['go', 'observe'] as const).map((what) => [DECIDED[what], decided[what]] as const);
  return Object.fromEntries(named.filter(([name, file]) => file !== undefined || env[name] !== undefined));
}

/** The change for --log FILE. Its path is made absolute, because the program may run in another folder than `cwd`. */
export function logEnvironment(log: string | undefined, cwd: string): Changes {
  return log === undefined ? {} : { [LOG_VARIABLE]: resolve(cwd, log) };
}

/** The changes that keep go from the network. GONOPROXY counts too: go fetches private modules past GOPROXY. */
export const OFFLINE: Changes = { GOPROXY: 'off', GONOPROXY: 'none' };

/** The changes that keep rto's folders in place for a program that runs in another folder. Relative ones would move. */
export function homesEnvironment(env: Environment, homes: { data: string; cache: string }): Changes {
  const moves = (name: string): boolean => !['', '/'].includes((env[name] ?? '').slice(0, 1));
  return {
    ...(moves('RTO_HOME') ? { RTO_HOME: homes.data } : {}),
    ...(moves('RTO_CACHE') ? { RTO_CACHE: homes.cache } : {}),
  };
}

/** A copy of `env` with the changes made. Variables that are undefined are left out. */
export function applyChanges(env: Environment, changes: Changes): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...env, ...changes })) {
    if (value !== undefined) result[name] = value;
  }
  return result;
}
