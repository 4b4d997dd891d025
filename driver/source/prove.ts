// The h1 a release must have where the catalog does not say: the checksum database's. As cmd/go, rto asks for it whatever
// GONOSUMDB and GOPRIVATE say: they keep the names of private modules in the house, and this module is public and is run.

import { unproved } from './expected.ts';
import type { Network } from './network.ts';
import { offline } from './responses.ts';
import type { FetchEvent } from './source.ts';
import { TOOLCHAIN_MODULE } from './stockzip.ts';
import type { Sumdb } from './sumdb/client.ts';
import { isGo, isOff, openGosumdb, unprovedBecause } from './sumdb/gosumdb.ts';

export interface Prover {
  /**
   * `h1:` of that version of golang.org/toolchain. Undefined, with a notice, where unproved ones are allowed and GOSUMDB=off
   * or GONOSUMDB switches the proof off; RTO_UNPROVED for GOSUMDB=off where they are not. Throws as Sumdb.lookup does,
   * RTO_SOURCE_OFFLINE, RTO_GOSUMDB for a setting that cannot be read.
   */
  prove(
    version: string,
    options: { onEvent?: ((event: FetchEvent) => void) | undefined; signal?: AbortSignal | undefined },
  ): Promise<string | undefined>;
}

export interface ProverOptions {
  /** rto's data folder, which remembers the newest tree head. */
  dataDir: string;
  allowUnproved?: boolean;
}

export function openProver(network: Network, { dataDir, allowUnproved = false }: ProverOptions): Prover {
  let sumdb: Sumdb | undefined;
  let onNotice: (text: string) => void = () => {};
  return {
    async prove(version, { onEvent, signal }) {
      onNotice = (text) => onEvent?.({ kind: 'notice', text });
      const settings = await network.settings();
      const reason = unprovedBecause(settings, TOOLCHAIN_MODULE);
      if (reason !== undefined && allowUnproved) {
        onNotice(`${version} is not proved by a checksum database (${reason}): whatever the proxy sends is used`);
        return undefined;
      }
      if (isOff(settings)) throw unproved(version, 'the catalog does not know it, and GOSUMDB=off forbids asking');
      if (network.offline) throw offline(`a proof of ${version}`);
      sumdb ??= openGosumdb({
        settings,
        proxies: await network.proxies(),
        http: network.http,
        dataDir,
        onNotice: (text) => onNotice(text),
      });
      if (sumdb && !isGo(sumdb.verifier))
        onNotice(`${version} is proved by ${sumdb.verifier.id}, which GOSUMDB names, not by Go's own database`);
      return sumdb?.lookup(TOOLCHAIN_MODULE, version, signal);
    },
  };
}
