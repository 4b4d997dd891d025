// GOPROXY: which module proxies to ask, in which order, and when to ask the next.
import { RtoError } from '../errors.ts';
import { type Asked, Unserved, unserved } from './responses.ts';
import { placeOf, type Secret } from './secret.ts';

/** Where `direct` leads for the module golang.org/toolchain: its origin, which speaks the same protocol. */
export const ORIGIN = 'https://go.dev/dl/mod';

export interface ProxyEntry {
  kind: 'url' | 'direct' | 'off';
  /** Empty for `direct` and `off`; no slash at its end, and no credentials: it may be printed. */
  url: string;
  /** What a request for it carries. */
  secret: Secret | undefined;
  /** Whether the next is asked after any failure (`|`), or only when this one says it has no such thing (`,`). */
  next: 'missing' | 'any';
}

/**
 * Reads a GOPROXY list as cmd/go does (`modfetch.proxyList`): nothing after `direct` or `off` counts, and a host without
 * a scheme is asked by https. Throws RTO_GOPROXY for a word or scheme that means nothing.
 */
export function parseGoproxy(value: string): ProxyEntry[] {
  const entries: ProxyEntry[] = [];
  for (const [, item = '', separator] of value.matchAll(/([^,|]*)([,|]|$)/g)) {
    const word = item.trim();
    if (word === '' || word === 'noproxy') continue;
    const next = separator === '|' ? 'any' : 'missing';
    if (word === 'direct' || word === 'off') {
      entries.push({ kind: word, url: '', secret: undefined, next });
      return entries;
    }
    entries.push({ kind: 'url', ...proxyUrl(word), next });
  }
  // As cmd/go: nothing but separators is a mistake, not a default.
  return entries.length ? entries : [{ kind: 'url', ...proxyUrl(value), next: 'missing' }];
}

function proxyUrl(word: string): Pick<ProxyEntry, 'url' | 'secret'> {
  // A scheme must stand before credentials: else a comma in a password would make hosts of its halves.
  const bare = /[.:/]/.test(word) && !word.includes(':/') && !/^\/|@/.test(word);
  const text = bare ? `https://${word}` : word;
  const place = placeOf(text);
  // A folder of this machine alone.
  if (place === undefined || !/^https?:\/\/.|^file:\/\/\//.test(place.url))
    // It is not shown: a text that does not parse may be a password.
    throw new RtoError('RTO_GOPROXY', 'GOPROXY has an entry that is no proxy', {
      facts: {
        'may be': 'URLs with https:, http: or file:, direct, off; between them , or |',
        credentials: 'behind the scheme; / # ? @ and blanks in them as % and two digits',
      },
      try: 'go env -w GOPROXY=…, or set GOPROXY for this command',
    });
  return place;
}

/**
 * Asks each proxy in turn until `ask` gives a value; `ask` throws Unserved to say that this one does not.
 * Any other error ends it. Throws what answers.ts makes of the failures; RTO_SOURCE_OFF where GOPROXY says off.
 * @param what names the thing in errors: "Go 1.23.4 for linux-amd64"
 */
export async function overProxies<T>(
  list: readonly ProxyEntry[],
  what: string,
  ask: (base: string, entry: ProxyEntry) => Promise<T>,
  origin = ORIGIN,
): Promise<T> {
  const asked: Asked[] = [];
  for (const entry of list) {
    if (entry.kind === 'off') {
      if (asked.length) break;
      throw new RtoError('RTO_SOURCE_OFF', `${what} is not here, and GOPROXY=off forbids fetching it`, {
        try: 'set GOPROXY, or give a GOROOT folder or an archive file instead',
      });
    }
    const base = entry.kind === 'direct' ? origin : entry.url;
    try {
      return await ask(base, entry);
    } catch (error) {
      if (!(error instanceof Unserved)) throw error;
      asked.push({ server: base, answer: error.without(entry.secret) });
      if (entry.next === 'missing' && !error.notFound) break;
    }
  }
  throw unserved(what, asked);
}
