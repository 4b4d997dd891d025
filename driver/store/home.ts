// Where rto keeps its data (toolchains) and its cache (downloads, logs).
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { RtoError } from '../errors.ts';

export interface Homes {
  /** The embedded store: toolchains, records, leases, roots. */
  data: string;
  /** What may be deleted at any time. */
  cache: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `$RTO_HOME` and `$RTO_CACHE`, else the XDG folders, else the system's habit. Creates nothing.
 * Throws RTO_HOME_UNKNOWN if a folder hangs on the user's home and no home is known, RTO_HOME_PATH where toolchains could not
 * stand on PATH.
 */
export function homes(env: Environment = process.env, platform: NodeJS.Platform = process.platform): Homes {
  const mac = platform === 'darwin';
  return {
    data: forPath(own(env, 'RTO_HOME') ?? xdg(env, 'XDG_DATA_HOME') ?? below(env, mac ? MAC.data : XDG.data)),
    cache: own(env, 'RTO_CACHE') ?? xdg(env, 'XDG_CACHE_HOME') ?? below(env, mac ? MAC.cache : XDG.cache),
  };
}

/** PATH has no way to hold a colon: its parts would be searched, and another go be found and used without a word. */
function forPath(folder: string): string {
  if (!/[:\n]/.test(folder)) return folder;
  throw new RtoError('RTO_HOME_PATH', `toolchains cannot be kept in ${JSON.stringify(folder)}: PATH cannot hold it`, {
    facts: { why: 'it has a colon or a newline, which ends an element of PATH' },
    try: 'set RTO_HOME to a folder without one',
  });
}

const XDG = { data: '.local/share/rto', cache: '.cache/rto' };
const MAC = { data: 'Library/Application Support/rto', cache: 'Library/Caches/rto' };

/** A folder of rto's own: a relative one is meant from where the command was typed. */
function own(env: Environment, name: string): string | undefined {
  const value = env[name];
  return value ? resolve(value) : undefined;
}

// The XDG base directory specification: a relative path is invalid and to be ignored.
function xdg(env: Environment, name: string): string | undefined {
  const value = env[name];
  return value && isAbsolute(value) ? join(value, 'rto') : undefined;
}

function below(env: Environment, path: string): string {
  const home = env['HOME'] || passwdHome();
  if (home && isAbsolute(home)) return join(home, path);
  throw new RtoError('RTO_HOME_UNKNOWN', 'there is no home folder to keep toolchains in', {
    facts: { HOME: env['HOME'] ?? 'not set' },
    try: 'set RTO_HOME and RTO_CACHE to folders that you can write to',
  });
}

/** The user's home as the system knows it; undefined for a user without an entry, as containers have. */
function passwdHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
