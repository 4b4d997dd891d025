// From a resolution to a toolchain in the store: found, or fetched, verified and instrumented.
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../package.ts';
import type { FetchEvent, Source, SourceChoice } from '../source/source.ts';
import { openSources } from '../store/sources.ts';
import type { NixWay, SourceRecord, Store, StoredToolchain, StoreEvent, ToolchainSpec } from '../store/store.ts';
import { moduleVersion } from '../version/goversion.ts';
import type { Resolution } from '../version/resolution.ts';
import { instrument } from './instrument.ts';
import { recipeDigest, toolchainName, wrappersDigest } from './recipe.ts';

/** Go's own sources are compiled and changed: the longest step after the download. */
export interface BuildEvent {
  kind: 'instrument';
  version: string;
}

export interface BuildContext {
  store: Store;
  /** rto's data folder, which remembers what was learnt of releases outside the catalog. */
  data: string;
  openSource: (choice: SourceChoice) => Promise<Source>;
  /** How Nix comes by a toolchain of a catalogued release. Asked when a toolchain has to be made. */
  nixWay: (resolution: Resolution, spec: ToolchainSpec) => Promise<NixWay>;
  onEvent: (event: FetchEvent | StoreEvent | BuildEvent) => void;
  signal?: AbortSignal | undefined;
}

/** The toolchain of a resolution, made where the store has none. Nothing is used before it was verified. */
export async function ensureToolchain(resolution: Resolution, context: BuildContext): Promise<StoredToolchain> {
  const nar = await knownSource(resolution, context.data);
  if (nar === undefined) return await ensureFromUnknown(resolution, context);
  const spec = specOf(resolution, nar);
  const found = await context.store.find(spec.name);
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
  if (nix?.locked !== undefined && nix.locked !== made.nar)
    onEvent({ kind: 'notice', text: `${spec.name} is not what is locked for it: rto verify ${spec.version}` });
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
  const spec = specOf(resolution, source.nar);
  await finish(resolution, spec, into, source, context);
  return spec;
}

/** Name and recipe, where they are known without fetching anything. */
export async function knownSpec(resolution: Resolution, data: string): Promise<ToolchainSpec | undefined> {
  const nar = await knownSource(resolution, data);
  return nar === undefined ? undefined : specOf(resolution, nar);
}

/** The toolchain of a resolution where the store has it. A local tree or archive is not read, so never found. */
export async function findToolchain(
  resolution: Resolution,
  { store, data }: Pick<BuildContext, 'store' | 'data'>,
): Promise<StoredToolchain | undefined> {
  const spec = await knownSpec(resolution, data);
  return spec && (await store.find(spec.name));
}

/** NAR hash of the stock tree, where it is known without fetching it: a local tree or archive must be read. */
async function knownSource(resolution: Resolution, data: string): Promise<string | undefined> {
  if (choiceOf(resolution).kind !== 'proxy') return undefined;
  if (resolution.pin) return resolution.pin.nar;
  return (await openSources(data).recall(moduleVersion(resolution.version.name, resolution.platform)))?.nar;
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
    const spec = specOf(resolution, source.nar);
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
  return await source.unpack(resolution.version, resolution.platform, into, {
    pin: resolution.pin,
    onEvent,
    ...(signal ? { signal } : {}),
  });
}

function specOf({ version, platform, family }: Resolution, sourceNar: string): ToolchainSpec {
  const recipe = recipeDigest(sourceNar, wrappersDigest(wrappersFolder()), family);
  return { name: toolchainName(version.name, recipe), version: version.name, platform, recipe, sourceNar };
}

async function finish(
  { version, platform, family }: Resolution,
  { recipe }: ToolchainSpec,
  staging: string,
  source: SourceRecord,
  { store, onEvent, signal }: BuildContext,
): Promise<{ source: SourceRecord }> {
  onEvent({ kind: 'instrument', version: version.name });
  await store.stage(async (work) => {
    const about = { go: version.name, platform, recipe, family };
    await instrument({ goroot: staging, wrappers: wrappersFolder(), about, work, signal });
  });
  return { source };
}

const wrappersFolder = (): string => join(packageRoot(), 'wrappers');
