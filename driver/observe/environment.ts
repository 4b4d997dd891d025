// The environment that makes an instrumented toolchain the `go` on PATH, says what is observed and where the log is.
import { join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What to change in an environment: a text sets the variable, undefined removes it. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** By default the driver observes this; --observe and the environment override it. */
export const DEFAULT_OBSERVED = 'reflect,unsafe,crypto';

/** Where the event log of an instrumented program goes; read by the program itself. */
export const LOG_VARIABLE = 'INSTRUMENTATION_LOG_PATH';

const LIST = 'GO_INSTRUMENT';
const SWITCHES = ['GO_INSTRUMENT_REFLECT', 'GO_INSTRUMENT_UNSAFE', 'GO_INSTRUMENT_CRYPTO'];

// What execvp searches where PATH is not set at all: setting PATH must not lose sh and git.
const UNSET_PATH = '/usr/local/bin:/usr/bin:/bin';

/**
 * The changes that make `goroot` the Go in use: its bin folder first on PATH and nowhere else on it, GOROOT, and
 * GOTOOLCHAIN=local, so that no go.mod switches to a stock Go. Everything else of the user's stays as it is.
 */
export function goEnvironment(goroot: string, env: Environment): Changes {
  const bin = join(goroot, 'bin');
  const others = (env['PATH'] ?? UNSET_PATH).split(':').filter((entry) => entry !== bin);
  return { PATH: [bin, ...others].join(':'), GOROOT: goroot, GOTOOLCHAIN: 'local' };
}

/** Whether the environment says itself what is observed: any GO_INSTRUMENT* variable is set, be it to nothing. */
export function observesByEnvironment(env: Environment): boolean {
  return [LIST, ...SWITCHES].some((name) => env[name] !== undefined);
}

/**
 * The changes for what is observed. A given list replaces whatever the environment says; without one the
 * environment's own GO_INSTRUMENT* variables, when any is set, are kept; else the project's list or the default is asked for.
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

/** Files of a project that decided something; undefined where none did. */
export interface Decided {
  /** The go.mod or go.work that chose the Go. */
  go: string | undefined;
  /** The rto.toml that says what is observed. */
  observe: string | undefined;
}

const DECIDED = { go: 'RTO_GO_FROM', observe: 'RTO_OBSERVE_FROM' } as const satisfies Record<keyof Decided, string>;

/** Says them to readers: `rto env`, a script in `rto shell`. */
export function decidedEnvironment(decided: Decided, env: Environment): Changes {
  const named = (['go', 'observe'] as const).map((what) => [DECIDED[what], decided[what]] as const);
  return Object.fromEntries(named.filter(([name, file]) => file !== undefined || env[name] !== undefined));
}

/** The change for --log FILE: an absolute path, because the program may run elsewhere. */
export function logEnvironment(log: string | undefined, cwd: string): Changes {
  return log === undefined ? {} : { [LOG_VARIABLE]: resolve(cwd, log) };
}

/** What keeps go from the network: it takes what is in its module cache. Private modules would be fetched past GOPROXY. */
export const OFFLINE: Changes = { GOPROXY: 'off', GONOPROXY: 'none' };

/** The changes that keep rto's folders where they are for what is run in other folders: a relative one moves with them. */
export function homesEnvironment(env: Environment, homes: { data: string; cache: string }): Changes {
  const moves = (name: string): boolean => !['', '/'].includes((env[name] ?? '').slice(0, 1));
  return {
    ...(moves('RTO_HOME') ? { RTO_HOME: homes.data } : {}),
    ...(moves('RTO_CACHE') ? { RTO_CACHE: homes.cache } : {}),
  };
}

/** `env` with the changes made; neither argument is touched. */
export function applyChanges(env: Environment, changes: Changes): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...env, ...changes })) {
    if (value !== undefined) result[name] = value;
  }
  return result;
}
