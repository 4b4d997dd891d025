// GOSUMDB and GONOSUMDB: which checksum database proves toolchains, if any, and how it is reached.
import { join } from 'node:path';
import { messageOf, RtoError } from '../../errors.ts';
import { redact } from '../../text/redact.ts';
import { overProxies, type ProxyEntry } from '../goproxy.ts';
import { fetchBytes, type Http } from '../http.ts';
import type { ModuleSettings } from '../modulesettings.ts';
import { Unserved } from '../responses.ts';
import { placeOf, type Secret } from '../secret.ts';
import { openSumdb, type Sumdb } from './client.ts';
import { parseVerifier, type Verifier } from './note.ts';

/** Go's own database; the key is the one in cmd/go (modfetch/key.go). */
const GO = 'sum.golang.org';
const KNOWN: Record<string, string> = {
  [GO]: 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
};
/** The same database under a name that can be reached from China. */
const ALIAS = { 'sum.golang.google.cn': 'sum.golang.org https://sum.golang.google.cn' };

export interface GosumdbChoice {
  verifier: Verifier;
  /** Given in GOSUMDB: then no proxy is asked. */
  url: string | undefined;
  secret: Secret | undefined;
}

/**
 * Reads GOSUMDB: `off`, a known name, or a verifier key, each but `off` with an optional URL.
 * Throws RTO_GOSUMDB for anything else.
 */
export function parseGosumdb(value: string): GosumdbChoice | 'off' {
  if (value.trim() === 'off') return 'off';
  const text = Object.entries(ALIAS).find(([name]) => name === value.trim())?.[1] ?? value;
  const [key = '', url, ...more] = text.trim().split(/\s+/);
  try {
    if (more.length) throw new Error('it has more than two words');
    const place = url === undefined ? undefined : placeOf(url);
    if (url !== undefined && place === undefined) throw new Error('its URL cannot be read');
    if (place && !/^https?:/.test(place.url)) throw new Error('its URL is not http or https');
    const verifier = parseVerifier(KNOWN[key] ?? key);
    // The name becomes part of a URL and of a path: a host, perhaps with a path.
    if (!/^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[\w.-]+)*$/i.test(verifier.name) || verifier.name.includes('..'))
      throw new Error('its name is no host');
    return { verifier, url: place?.url, secret: place?.secret };
  } catch (error) {
    throw new RtoError('RTO_GOSUMDB', `GOSUMDB cannot be used: ${messageOf(error)}`, {
      try: 'unset GOSUMDB, or set it to sum.golang.org',
    });
  }
}

/** Whether it is Go's own database, by its key: a name alone anybody can take. */
export const isGo = ({ name, key }: Verifier): boolean => name === GO && key.equals(parseVerifier(KNOWN[GO] ?? '').key);

export const isOff = ({ GOSUMDB }: ModuleSettings): boolean => GOSUMDB.trim() === 'off';

/** Why no proof is wanted, or undefined: GOSUMDB=off, or a pattern of GONOSUMDB that matches `module`. */
export function unprovedBecause(settings: ModuleSettings, module: string): string | undefined {
  if (isOff(settings)) return 'GOSUMDB=off';
  const pattern = settings.GONOSUMDB.split(',').find((glob) => matchesPrefix(glob.trim(), module));
  return pattern === undefined ? undefined : `GONOSUMDB has ${redact(pattern.trim())}`;
}

/** A glob of path.Match against as many leading elements of the path as the glob has (`module.MatchPrefixPatterns`). */
function matchesPrefix(glob: string, path: string): boolean {
  if (glob === '') return false;
  const depth = glob.replace(/\/$/, '').split('/').length;
  const prefix = path.split('/').slice(0, depth).join('/');
  const source = glob.replace(/\/$/, '').replace(/\[\^?[^\]]*\]|\\.|[*?]|[^\w/-]/g, (part) => {
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 1) return part;
    return `\\${part}`;
  });
  try {
    return new RegExp(`^(?:${source})$`).test(prefix);
  } catch {
    // As path.Match: a malformed pattern matches nothing.
    return false;
  }
}

export interface GosumdbOptions {
  settings: ModuleSettings;
  proxies: readonly ProxyEntry[];
  http: Http;
  dataDir: string;
  onNotice: (text: string) => void;
}

/** The database that GOSUMDB names, by way of a proxy that serves it; undefined where GOSUMDB says off. */
export function openGosumdb({ settings, proxies, http, dataDir, onNotice }: GosumdbOptions): Sumdb | undefined {
  const choice = parseGosumdb(settings.GOSUMDB);
  if (choice === 'off') return undefined;
  const { verifier } = choice;
  const given = choice.url === undefined ? undefined : { base: choice.url, secret: choice.secret };
  let place: Promise<Place> | undefined = given && Promise.resolve(given);
  return openSumdb({
    verifier,
    folder: join(dataDir, 'sumdb', verifier.id.replaceAll(/[/:]/g, '_')),
    onNotice,
    async read(path, signal) {
      place ??= findPlace(verifier.name, proxies, http, signal).catch((error: unknown) => {
        place = undefined;
        throw error;
      });
      const { base, secret } = await place;
      return fetchBytes(http, `${base}/${path}`, { signal, secret }).catch((error: unknown) => {
        throw error instanceof Unserved ? error.without(secret) : error;
      });
    },
  });
}

/** Where the database is asked. */
interface Place {
  base: string;
  secret: Secret | undefined;
}

/** A proxy that says it serves the database is used for all of it; else the database itself is asked. */
async function findPlace(
  name: string,
  proxies: readonly ProxyEntry[],
  http: Http,
  signal: AbortSignal | undefined,
): Promise<Place> {
  const direct = `https://${name}`;
  return overProxies(
    [...proxies.filter(({ kind }) => kind === 'url'), { kind: 'direct', url: '', secret: undefined, next: 'missing' }],
    `the checksum database ${name}`,
    async (proxy, { kind, secret }) => {
      if (kind === 'direct') return { base: direct, secret: undefined };
      await fetchBytes(http, `${proxy}/sumdb/${name}/supported`, { limit: 1 << 16, signal, secret });
      return { base: `${proxy}/sumdb/${name}`, secret };
    },
  );
}
