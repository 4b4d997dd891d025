// From a resolution to a toolchain in the store: found, or fetched, verified and instrumented.

import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { toolchainName } from '../about.ts';
import { RtoError } from '../errors.ts';
import { packageRoot } from '../package.ts';
import type { FetchEvent, Source, SourceChoice } from '../source/source.ts';
import { checkLocked } from '../store/locked.ts';
import { openSources } from '../store/sources.ts';
import type { NixWay, SourceRecord, Store, StoredToolchain, StoreEvent, ToolchainSpec } from '../store/store.ts';
import { moduleVersion } from '../version/goversion.ts';
import type { Resolution } from '../version/resolution.ts';
import { type RecipeValue, recipeDigest, wrappersDigest } from './recipe.ts';

/** Go's own sources are compiled and changed: the longest step after the download. */
export interface BuildEvent {
  kind: 'instrument';
  version: string;
}

export interface BuildContext {
  store: Store;
  /** rto's data folder, which remembers what was learnt of releases outside the catalog. */
  data: string;
  /** Whether stock Go that nothing vouches for may be used: --allow-unproved. */
  allowUnproved: boolean;
  /** The NAR hash that is locked for that release and recipe; undefined if nothing is locked. */
  locked: (version: string, recipe: string) => Promise<string | undefined>;
  openSource: (choice: SourceChoice) => Promise<Source>;
  /** How Nix comes by a toolchain of a catalogued release. Asked when a toolchain has to be made. */
  nixWay: (resolution: Resolution, spec: ToolchainSpec) => Promise<NixWay>;
  onEvent: (event: FetchEvent | StoreEvent | BuildEvent) => void;
  signal?: AbortSignal | undefined;
}

/** The toolchain of a resolution, made where the store has none. Nothing is used before it was verified. */
export async function ensureToolchain(resolution: Resolution, context: BuildContext): Promise<StoredToolchain> {
  const known = await knownSource(resolution, context);
  if (known === undefined) return await ensureFromUnknown(resolution, context);
  const spec = specOf(resolution, known);
  const found = await findAsLocked(spec, context);
  if (found) return found;
  const { onEvent, signal } = context;
  const nix = resolution.pin ? await context.nixWay(resolution, spec) : undefined;
  const made = await context.store.add(
    spec,
    async (staging) => {
      const source = await fetchStock(resolution, staging, context);
      return await finish(resolution, spec, staging, source, context);
    },
    { onEvent, signal, nix },
  );
  checkLocked(made, nix?.locked);
  return made;
}

/** A toolchain made anew in an absent or empty folder, whatever the store has; it is not added. */
export async function makeToolchain(
  resolution: Resolution,
  into: string,
  context: BuildContext,
): Promise<ToolchainSpec> {
  await mkdir(into, { recursive: true });
  const source = await fetchStock(resolution, into, context);
  const spec = specOf(resolution, source);
  await finish(resolution, spec, into, source, context);
  return spec;
}

/** Name and recipe of a release that the catalog knows; undefined for others, and for a local tree or archive. */
export function pinnedSpec(resolution: Resolution): ToolchainSpec | undefined {
  const pin = choiceOf(resolution).kind === 'proxy' ? resolution.pin : undefined;
  return pin && specOf(resolution, pin);
}

/** The toolchain of a resolution where the store has it. A local tree or archive is not read, so never found. */
export async function findToolchain(
  resolution: Resolution,
  context: Pick<BuildContext, 'store' | 'data' | 'allowUnproved' | 'locked'>,
): Promise<StoredToolchain | undefined> {
  const known = await knownSource(resolution, context);
  return known === undefined ? undefined : await findAsLocked(specOf(resolution, known), context);
}

/** A record says what a tree hashed to; the lock says what it has to hash to. Throws RTO_LOCK_DIFFERS. */
async function findAsLocked(
  { name, version, recipe }: ToolchainSpec,
  { store, locked }: Pick<BuildContext, 'store' | 'locked'>,
): Promise<StoredToolchain | undefined> {
  const found = await store.find(name);
  if (found) checkLocked(found, await locked(version, recipe));
  return found;
}

type Known = Pick<SourceRecord, 'nar' | 'unproved'>;

/** What is known of the stock tree without fetching it: a local tree or archive must be read. */
async function knownSource(
  resolution: Resolution,
  { data, allowUnproved }: Pick<BuildContext, 'data' | 'allowUnproved'>,
): Promise<Known | undefined> {
  if (choiceOf(resolution).kind !== 'proxy') return undefined;
  if (resolution.pin) return resolution.pin;
  const known = await openSources(data).recall(moduleVersion(resolution.version.name, resolution.platform));
  // Allowed once is not allowed for ever: it is fetched again to be proved, not used because it is here.
  return known?.unproved && !allowUnproved ? undefined : known;
}

function choiceOf({ goroot, archive }: Resolution): SourceChoice {
  if (goroot !== undefined) return { kind: 'goroot', path: goroot };
  if (archive !== undefined) return { kind: 'archive', path: archive };
  return { kind: 'proxy' };
}

// The recipe needs the source's hash, and so does the name under which others would wait: fetch first, then add.
async function ensureFromUnknown(resolution: Resolution, context: BuildContext): Promise<StoredToolchain> {
  const { store, data, onEvent, signal } = context;
  return await store.stage(async (folder) => {
    const stock = join(folder, 'go');
    const source = await fetchStock(resolution, stock, context);
    if (choiceOf(resolution).kind === 'proxy')
      await openSources(data).remember(moduleVersion(resolution.version.name, resolution.platform), source);
    const spec = specOf(resolution, source);
    const found = await store.find(spec.name);
    if (found) return found;
    return await store.add(
      spec,
      async (staging) => {
        await rename(stock, staging);
        return await finish(resolution, spec, staging, source, context);
      },
      { onEvent, signal },
    );
  });
}

async function fetchStock(resolution: Resolution, into: string, context: BuildContext): Promise<SourceRecord> {
  const { onEvent, signal } = context;
  const source = await context.openSource(choiceOf(resolution));
  const { version, platform, pin, near } = resolution;
  try {
    return await source.unpack(version, platform, into, { pin, onEvent, ...(signal ? { signal } : {}) });
  } catch (error) {
    throw withNear(error, near);
  }
}

/** A proxy may refuse what the catalog knows: another release may do as well. */
function withNear(error: unknown, near: Resolution['near']): unknown {
  const best = near.at(-1);
  if (!(error instanceof RtoError) || error.code !== 'RTO_SOURCE_MISSING' || best === undefined) return error;
  return new RtoError(error.code, error.message, {
    facts: { ...error.facts, nearest: near.map(({ name }) => name).join(', ') },
    try: `rto shell ${best.name}, or set GOPROXY to another proxy`,
    cause: error,
  });
}

function specOf({ version, platform, family }: Resolution, source: Known): ToolchainSpec {
  const recipe = recipeDigest(source.nar, wrappersDigest(wrappersFolder()), configuration(family, source));
  return { name: toolchainName(version.name, recipe), version: version.name, platform, recipe, sourceNar: source.nar };
}

/** A toolchain that nothing vouched for has a recipe, and so a name, of its own: it never passes for a proved one. */
const configuration = (family: Resolution['family'], { unproved }: Known): RecipeValue =>
  unproved ? { ...family, unproved } : family;

async function finish(
  { version, platform, family }: Resolution,
  { recipe }: ToolchainSpec,
  staging: string,
  source: SourceRecord,
  { store, onEvent, signal }: BuildContext,
): Promise<{ source: SourceRecord }> {
  onEvent({ kind: 'instrument', version: version.name });
  await store.stage(async (work) => {
    const about = { go: version.name, platform, recipe, family: configuration(family, source) };
    // A warm run makes nothing, and starts sooner without it.
    const { instrument } = await import('./instrument.ts');
    await instrument({ goroot: staging, wrappers: wrappersFolder(), about, recipe, work, signal });
  });
  return { source };
}

const wrappersFolder = (): string => join(packageRoot(), 'wrappers');
