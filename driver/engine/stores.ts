// The store that was asked for, by --store or RTO_STORE.

import { join } from 'node:path';
import { parseToolchainName } from '../about.ts';
import { EXIT, RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { packageRoot } from '../package.ts';
import { openAutoStore } from '../store/auto.ts';
import { openEmbeddedStore } from '../store/embedded.ts';
import { nixPlaces } from '../store/nixrecord.ts';
import { type NixActions, openNixStore } from '../store/nixstore.ts';
import type { Store, StoreKind } from '../store/store.ts';
import type { Outputs } from '../version/outputs.ts';
import type { Platform } from '../version/platform.ts';

const STORE_VARIABLE = 'RTO_STORE';
const KINDS: readonly StoreKind[] = ['auto', 'embedded', 'nix'];

/** What the option says, else RTO_STORE, else auto. Throws RTO_STORE_KIND (usage). */
export function storeKind(option: StoreKind | undefined, env: Environment): StoreKind {
  const said = option ?? (env[STORE_VARIABLE] || 'auto');
  const kind = KINDS.find((one) => one === said);
  if (kind !== undefined) return kind;
  throw new RtoError('RTO_STORE_KIND', `${STORE_VARIABLE} is ${JSON.stringify(said)}, which is no store`, {
    facts: { 'may be': KINDS.join(', ') },
    try: `unset ${STORE_VARIABLE}`,
    exit: EXIT.usage,
  });
}

export interface StoreSetting {
  env: Environment;
  cwd: string;
  /** rto's data folder. */
  data: string;
  platform: Platform;
  offline: boolean;
}

/** Opening reads nothing yet; Nix is not asked before something is to be made. */
export function openStore(kind: StoreKind, { env, cwd, data, platform, offline }: StoreSetting): Store {
  const embedded = openEmbeddedStore(data);
  if (kind === 'embedded') return embedded;
  const actions = async (): Promise<NixActions> =>
    (await import('../nix/actions.ts')).nixActions({ env, cwd }, offline);
  const nix = openNixStore({
    // Nix's own variable for a store elsewhere: it is part of every store path.
    places: nixPlaces(data, env['NIX_STORE_DIR'] || '/nix/store'),
    nix: {
      add: async (...all) => (await actions()).add(...all),
      fetch: async (...all) => (await actions()).fetch(...all),
      keep: async (...all) => (await actions()).keep(...all),
      remove: async (...all) => (await actions()).remove(...all),
    },
    async locked(name) {
      const parsed = parseToolchainName(name);
      if (parsed === undefined) return undefined;
      const { lockOf } = await import('../version/outputs.ts');
      return lockOf(await installedOutputs(platform, data), parsed.version, parsed.recipe);
    },
    spare: (name) => embedded.find(name),
  });
  return kind === 'nix' ? nix : openAutoStore(embedded, nix);
}

/** Below rto's data folder: the locks that its user made. */
export const ownOutputsFolder = (data: string): string => join(data, 'outputs');

/** The locks of one system that came with this rto, and its user's for what those do not have. Throws RTO_OUTPUTS. */
export async function installedOutputs(platform: Platform, data: string): Promise<Outputs> {
  const { outputsFile, readOutputs } = await import('../version/outputs.ts');
  const read = (folder: string): Outputs => readOutputs(join(folder, outputsFile(platform)));
  return new Map([...read(ownOutputsFolder(data)), ...read(join(packageRoot(), 'overlays', 'outputs'))]);
}
