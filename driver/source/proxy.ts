// The source that most use: the module golang.org/toolchain from module proxies, cached and verified.
import { rm } from 'node:fs/promises';
import { moduleVersion } from '../version/goversion.ts';
import { onDisk } from './disk.ts';
import { expectHash } from './expected.ts';
import { fetchZip, hasVersion } from './modproxy.ts';
import { type NetworkOptions, openNetwork } from './network.ts';
import { openProver, type ProverOptions } from './prove.ts';
import { offline } from './responses.ts';
import type { Source, UnpackOptions } from './source.ts';
import { openZipCache, type Verified } from './zipcache.ts';

export interface ProxyOptions extends NetworkOptions, ProverOptions {
  cacheDir: string;
}

/**
 * The proxy source. `unpack` throws RTO_SOURCE_MISSING, RTO_SOURCE_HTTP, RTO_SOURCE_NETWORK, RTO_SOURCE_GARBAGE,
 * RTO_SOURCE_OFF, RTO_SOURCE_OFFLINE, RTO_SOURCE_HASH, RTO_SOURCE_DISK, RTO_ZIP_ENTRY, RTO_UNPROVED and RTO_SUMDB_….
 */
export function openProxy(options: ProxyOptions): Source {
  const network = openNetwork(options);
  const cache = openZipCache(options.cacheDir);
  const prover = openProver(network, options);

  /** The verified zip, from the cache or a proxy. `expected` undefined: whatever comes. */
  async function obtain(
    what: string,
    version: string,
    expected: Expected | undefined,
    { onEvent, signal }: UnpackOptions,
  ) {
    const cached = await cache.open(version, expected?.h1, { onEvent, signal });
    if (cached) return { ...cached, origin: 'the download cache' };
    if (network.offline) throw offline(what);
    const fetched = await fetchZip(network, what, version, () => cache.temporary(version), { onEvent, signal });
    try {
      if (expected) expectHash(what, expected.h1, fetched.h1, expected.by, fetched.origin);
      await cache.adopt(fetched.path, version);
      return fetched;
    } catch (error) {
      fetched.zip.close();
      await onDisk(fetched.path, () => rm(fetched.path, { force: true }));
      throw error;
    }
  }

  return {
    kind: 'proxy',
    async exists(version, platform) {
      const name = moduleVersion(version.name, platform);
      if (cache.has(name)) return true;
      return network.offline ? { unasked: '--offline' } : hasVersion(network, name);
    },
    async unpack(version, platform, into, unpacking) {
      const { pin, onEvent, signal } = unpacking;
      const what = `Go ${version.name} for ${platform}`;
      const name = moduleVersion(version.name, platform);
      const expected = pin ? { h1: pin.h1, by: 'the catalog' } : await proved(name);
      const { zip, h1, origin }: Verified & { origin: string } = await obtain(what, name, expected, unpacking);
      try {
        const onFile = (done: number, total: number) => onEvent?.({ kind: 'unpack', done, total });
        const { nar, ...written } = await zip.unpack(into, onFile, signal);
        // The zip that was hashed before lies in a folder of the cache: only the bytes that were written count.
        expectHash(what, h1, written.h1, 'the same file a moment ago', origin);
        if (pin) expectHash(what, pin.nar, nar, 'the catalog', origin);
        return { h1, nar, origin, ...(expected ? {} : { unproved: true }) };
      } finally {
        zip.close();
      }

      async function proved(name: string): Promise<Expected | undefined> {
        const h1 = await prover.prove(name, { onEvent, signal });
        return h1 === undefined ? undefined : { h1, by: 'the checksum database' };
      }
    },
  };
}

interface Expected {
  h1: string;
  /** Who says so. */
  by: string;
}
