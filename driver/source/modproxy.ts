// The module golang.org/toolchain over the module proxy protocol (https://go.dev/ref/mod#goproxy-protocol).
import { rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ErrorCode } from '../codes.ts';
import { RtoError } from '../errors.ts';
import type { Unasked } from '../version/resolution.ts';
import { download } from './download.ts';
import { overProxies, type ProxyEntry } from './goproxy.ts';
import { dropBody, fetchBytes } from './http.ts';
import type { Network } from './network.ts';
import { Unserved } from './responses.ts';
import type { Secret } from './secret.ts';
import { TOOLCHAIN_MODULE } from './stockzip.ts';
import { openVerified, type Verified, type VerifyOptions } from './zipcache.ts';

const urlOf = (base: string, file: string): string => `${base}/${TOOLCHAIN_MODULE}/@v/${file}`;

/**
 * The module versions a proxy lists. A proxy lists what it has seen, so others may exist; and it may refuse one it lists.
 * Throws as overProxies does.
 */
export async function listVersions({ http, proxies, origin }: Network, signal?: AbortSignal): Promise<string[]> {
  const ask = async (base: string, { secret }: ProxyEntry) => {
    const list = await fetchBytes(http, urlOf(base, 'list'), { limit: 1 << 24, signal, secret });
    const lines = list.toString('utf8').split('\n');
    const versions = lines.map((line) => line.trim()).filter((line) => line !== '');
    const odd = versions.find((line) => !/^v[0-9][\w.+-]*$/.test(line));
    if (odd !== undefined) throw new Unserved('garbage', `its list has ${JSON.stringify(odd.slice(0, 80))}`);
    return versions;
  };
  return overProxies(await proxies(), `the list of versions of ${TOOLCHAIN_MODULE}`, ask, origin);
}

/** A proxy that was asked and told nothing of use. */
const UNANSWERED: ReadonlySet<ErrorCode> = new Set(['RTO_SOURCE_HTTP', 'RTO_SOURCE_NETWORK', 'RTO_SOURCE_GARBAGE']);

/** Whether a proxy has that module version. Throws for bad settings alone. */
export async function hasVersion({ http, proxies, origin }: Network, version: string): Promise<boolean | Unasked> {
  const ask = async (base: string, { secret }: ProxyEntry): Promise<true> => {
    try {
      const info: unknown = JSON.parse(
        (await fetchBytes(http, urlOf(base, `${version}.info`), { secret })).toString('utf8'),
      );
      if (typeof info === 'object' && info !== null) return true;
      throw new SyntaxError('no object');
    } catch (error) {
      if (error instanceof SyntaxError) throw new Unserved('garbage', `${version}.info is not JSON`, { cause: error });
      // A mirror made of plain files may have the zip alone.
      if (
        error instanceof Unserved &&
        error.kind === 'missing' &&
        (await hasZip(urlOf(base, `${version}.zip`), secret))
      )
        return true;
      throw error;
    }
  };
  const hasZip = async (url: string, secret: Secret | undefined): Promise<boolean> => {
    if (url.startsWith('file:'))
      return stat(fileURLToPath(url)).then(
        () => true,
        () => false,
      );
    const answer = await http.request(url, { method: 'HEAD', secret });
    await dropBody(answer);
    return answer.statusCode === 200;
  };
  try {
    return await overProxies(await proxies(), version, ask, origin);
  } catch (error) {
    if (!(error instanceof RtoError)) throw error;
    if (error.code === 'RTO_SOURCE_MISSING') return false;
    if (error.code === 'RTO_SOURCE_OFF') return { unasked: 'GOPROXY=off' };
    if (UNANSWERED.has(error.code)) {
      const answers = Object.entries(error.facts).map(([server, answer]) => `${server} ${answer}`);
      return { unasked: answers.join('; ') };
    }
    throw error;
  }
}

export interface FetchedZip extends Verified {
  /** Where it is now; the caller's to rename or remove, and to close. */
  path: string;
  /** Base URL of the proxy it came from, printable. */
  origin: string;
}

/**
 * Downloads the zip of a module version to a new path that `temporary` gives, and computes its h1. A zip that cannot be
 * read counts as an answer that is no zip. Throws as overProxies does; then nothing is left on disk.
 * @param what names the release in errors
 */
export async function fetchZip(
  { http, proxies, origin }: Network,
  what: string,
  version: string,
  temporary: () => Promise<string>,
  { onEvent, signal }: VerifyOptions,
): Promise<FetchedZip> {
  const ask = async (base: string, { secret }: ProxyEntry): Promise<FetchedZip> => {
    const url = urlOf(base, `${version}.zip`);
    const path = await temporary();
    try {
      await download(http, url, path, {
        signal,
        secret,
        onProgress: (received, total) => onEvent?.({ kind: 'download', url, received, total }),
      });
      return { ...(await openVerified(path, version, { onEvent, signal }, url)), path, origin: base };
    } catch (error) {
      await rm(path, { force: true });
      if (error instanceof RtoError && error.code === 'RTO_ZIP')
        throw new Unserved('garbage', error.message, { cause: error });
      throw error;
    }
  };
  return overProxies(await proxies(), what, ask, origin);
}
