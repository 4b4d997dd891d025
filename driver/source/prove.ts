// The h1 a release must have where the catalog does not say: the checksum database's, or none where Go's settings say so.
import { offline } from './answers.ts';
import { type Env, goSettings } from './gosettings.ts';
import type { Network } from './network.ts';
import type { FetchEvent } from './source.ts';
import { TOOLCHAIN_MODULE } from './stockzip.ts';
import type { Sumdb } from './sumdb/client.ts';
import { openGosumdb, unprovedBecause } from './sumdb/gosumdb.ts';

export interface Prover {
  /**
   * `h1:` of that version of golang.org/toolchain, or undefined, with a notice, where GOSUMDB=off or GONOSUMDB switches
   * the proof off. Throws as Sumdb.lookup does, RTO_SOURCE_OFFLINE, RTO_GOSUMDB for a setting that cannot be read.
   */
  prove(
    version: string,
    options: { onEvent?: ((event: FetchEvent) => void) | undefined; signal?: AbortSignal | undefined },
  ): Promise<string | undefined>;
}

/** Whether the environment wants releases outside the catalog proved, as it does unless GOSUMDB or GONOSUMDB say otherwise. */
export async function wantsProof(env: Env): Promise<boolean> {
  return unprovedBecause(await goSettings(env), TOOLCHAIN_MODULE) === undefined;
}

const USUAL = 'sum.golang.org';

export function openProver(network: Network, cacheDir: string): Prover {
  let sumdb: Sumdb | undefined;
  let onNotice: (text: string) => void = () => {};
  return {
    async prove(version, { onEvent, signal }) {
      onNotice = (text) => onEvent?.({ kind: 'notice', text });
      const settings = await network.settings();
      const reason = unprovedBecause(settings, TOOLCHAIN_MODULE);
      if (reason !== undefined) {
        onNotice(`${version} is not proved by a checksum database (${reason}): whatever the proxy sends is used`);
        return undefined;
      }
      if (network.offline) throw offline(`a proof of ${version}`);
      sumdb ??= openGosumdb({
        settings,
        proxies: await network.proxies(),
        http: network.http,
        cacheDir,
        onNotice: (text) => onNotice(text),
      });
      if (sumdb && sumdb.name !== USUAL)
        onNotice(`${version} is proved by ${sumdb.name}, which GOSUMDB names, not by ${USUAL}`);
      return sumdb?.lookup(TOOLCHAIN_MODULE, version, signal);
    },
  };
}
