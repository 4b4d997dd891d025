// The operations that commands call: what rto can do, without a word printed. Errors are RtoError, progress is onEvent.
// An operation loads only what it needs: `rto exec` with the toolchain at hand must start at once.
import { resolve as absolute, dirname, relative } from 'node:path';
import type { CacheEntry, CleanOptions, CleanReport } from '../cache/cache.ts';
import { EXIT, RtoError } from '../errors.ts';
import { interruptible } from '../interrupt.ts';
import type { LockEvent } from '../nix/lock.ts';
import type { VerifyEvent } from '../nix/verify.ts';
import {
  applyChanges,
  type Changes,
  type Decided,
  decidedEnvironment,
  type Environment,
  goEnvironment,
  homesEnvironment,
  logEnvironment,
  OFFLINE,
  observeEnvironment,
  observesByEnvironment,
} from '../observe/environment.ts';
import type { UpdateOptions, UpdateReport } from '../source/catalogupdate.ts';
import type { FetchEvent, Source, SourceChoice } from '../source/source.ts';
import { homes } from '../store/home.ts';
import type { PruneReport, Store, StoredToolchain, StoreEvent, StoreKind, Verification } from '../store/store.ts';
import type { BuildContext, BuildEvent } from '../toolchain/build.ts';
import { findProject } from '../version/gomod.ts';
import { compareGoVersions, type GoVersion, moduleVersion } from '../version/goversion.ts';
import { hostPlatform, type Platform } from '../version/platform.ts';
import type { Resolution } from '../version/resolution.ts';
import { type NixEngine, nixEngine } from './nix.ts';
import { installedOutputs, openStore, storeKind } from './stores.ts';

type LearnEvent = Parameters<NonNullable<UpdateOptions['onEvent']>>[0];

export type EngineEvent = FetchEvent | StoreEvent | BuildEvent | LearnEvent | LockEvent | VerifyEvent;

export interface EngineOptions {
  /** RTO_STORE decides where it is undefined, else auto. */
  store?: StoreKind | undefined;
  allowUntested?: boolean;
  /** Neither rto nor go uses the network. */
  offline?: boolean;
  /** A newer release that is installed may be taken where a project sets a minimum. */
  installed?: boolean;
  /** Stock Go that nothing vouches for may be used. */
  allowUnproved?: boolean;
}

export interface EngineContext {
  env: Environment;
  /** Absolute. */
  cwd: string;
  platform?: Platform;
  options: EngineOptions;
  onEvent?: (event: EngineEvent) => void;
}

interface Ready {
  resolution: Resolution;
  toolchain: StoredToolchain;
}

/** A toolchain in use, and the environment to use it in. */
export interface Session extends Ready {
  /** Files of the project that chose the Go and what is observed. */
  decided: Decided;
  changes: Changes;
  /** The whole environment, changes made. */
  env: Record<string, string>;
  /** Who asks for what is observed: "--observe crypto", a file, a variable. */
  observedBy: string;
  /** Also keeps the toolchain from being pruned while that process lives. */
  started(pid: number): void;
}

interface EnterOptions {
  observe?: string | undefined;
  log?: string | undefined;
  /** Where the project is looked for; by default cwd. */
  folder?: string | undefined;
}

export interface Engine extends NixEngine {
  /** What a request means, and why. */
  resolve(request: string | undefined, folder?: string): Promise<Resolution>;
  /** What could be used instead of a toolchain that has to be made, in words; undefined where there is nothing. */
  alternative(resolution: Resolution): Promise<string | undefined>;
  /** The toolchain that a request means, installed if need be. */
  ensure(request: string | undefined, folder?: string): Promise<Ready>;
  /** The same, kept from prune while this process lives, with the environment to use it in. Throws RTO_LOG_WRITE, RTO_CONFIG, RTO_TOOLCHAIN_DAMAGED too. */
  enter(request: string | undefined, options?: EnterOptions): Promise<Session>;
  /** `ensure` for its own sake: an installed toolchain is hashed again, and made again if it is damaged. */
  install(request: string | undefined): Promise<StoredToolchain>;
  /** Asks the compiler of a session whether it can build what is asked. Throws RTO_OBSERVE, RTO_TOOLCHAIN_DAMAGED. */
  ready(session: Session): Promise<void>;
  /** The toolchain that a request means; throws RTO_NOT_INSTALLED (exit 3) where it is not there. */
  installed(request: string | undefined): Promise<StoredToolchain>;
  list(): Promise<StoredToolchain[]>;
  /** Hashes an installed toolchain again. */
  verifyStored(base: string): Promise<Verification>;
  /** Names of what is recorded and cannot be used. */
  unusable(): Promise<string[]>;
  /** The toolchain of that name ("rto-go-1.24.13-…") where it is installed. */
  stored(name: string): Promise<StoredToolchain | undefined>;
  /** Removes the toolchains of these names or versions, all or (where one is not clear) none. */
  uninstall(names: readonly string[]): Promise<StoredToolchain[]>;
  prune(options: { dryRun: boolean }): Promise<PruneReport>;
  /** Learns releases; see catalogupdate.ts. By default it writes what the installed catalog lacks into rto's data folder. */
  updateCatalog(options: Pick<UpdateOptions, 'series' | 'platforms'> & { folder?: string }): Promise<UpdateReport>;
  /** What is in the cache. */
  cached(): Promise<CacheEntry[]>;
  cleanCache(options: CleanOptions): Promise<CleanReport>;
  /** Path for a new event log; its folder exists. */
  newLog(): Promise<string>;
  /** Lends an empty folder in the cache, which is removed afterwards. */
  inFolder<T>(work: (folder: string) => Promise<T>): Promise<T>;
}

/** Throws RTO_PLATFORM, RTO_HOME_UNKNOWN, RTO_STORE_KIND. */
export function createEngine(context: EngineContext): Engine {
  const { env, cwd, platform = hostPlatform(), options, onEvent = () => {} } = context;
  const { data, cache } = homes(env);
  const offline = options.offline ?? false;
  const allowUnproved = options.allowUnproved ?? false;
  const kind = storeKind(options.store, env);
  const store = openStore(kind, { env, cwd, data, platform, offline });

  const openSource = async (choice: SourceChoice): Promise<Source> => {
    const { openSource } = await import('../source/sources.ts');
    return openSource(choice, { env, cacheDir: cache, dataDir: data, offline, allowUnproved });
  };
  const resolve: Engine['resolve'] = (request, folder = cwd) =>
    resolveAmong(request, folder, options.installed === true);
  const resolveAmong = async (request: string | undefined, folder: string, mayTakeInstalled: boolean) => {
    const { openCatalogs } = await import('../version/catalog.ts');
    const { resolve } = await import('../version/resolve.ts');
    let proxy: Promise<Source> | undefined;
    return resolve(request === undefined ? undefined : atFolder(request, cwd), {
      catalog: openCatalogs(data),
      platform,
      cwd: folder,
      env: { ...env },
      allowUntested: options.allowUntested ?? false,
      installed: mayTakeInstalled ? installedVersions : undefined,
      exists: async (version) => {
        // An installed toolchain needs no network to be found again.
        const { openSources } = await import('../store/sources.ts');
        if (await openSources(data).recall(moduleVersion(version.name, platform))) return true;
        proxy ??= openSource({ kind: 'proxy' });
        return (await proxy).exists(version, platform);
      },
    });
  };
  const locked: BuildContext['locked'] = async (version, recipe) => {
    const { lockOf } = await import('../version/outputs.ts');
    return lockOf(await installedOutputs(platform, data), version, recipe);
  };
  const find = async (resolution: Resolution): Promise<StoredToolchain | undefined> => {
    const { findToolchain } = await import('../toolchain/build.ts');
    return findToolchain(resolution, { store, data, allowUnproved, locked });
  };
  /** The releases whose toolchain, of this rto's recipe, is there; the newest last. */
  const installedVersions = async (): Promise<GoVersion[]> => {
    const found: GoVersion[] = [];
    for (const name of new Set((await store.list()).map(({ version }) => version))) {
      const resolution = await resolveAmong(name, cwd, false).catch((error: unknown) => {
        // rto would not use one that it does not know any more.
        if (error instanceof RtoError) return undefined;
        throw error;
      });
      if (resolution !== undefined && (await find(resolution))) found.push(resolution.version);
    }
    return found.sort(compareGoVersions);
  };
  const alternative: Engine['alternative'] = async (resolution) => {
    const { atLeast, version } = resolution;
    if (atLeast === undefined || (await find(resolution))) return undefined;
    const { fulfils } = await import('../version/project.ts');
    const newest = (await installedVersions()).filter((it) => fulfils(it, atLeast)).at(-1);
    return (
      newest && `go${newest.name} is installed and would do: --installed takes it, go${version.name} has to be made`
    );
  };
  const nixWay: BuildContext['nixWay'] = async (resolution, spec) => {
    const { nixWay } = await import('../nix/installable.ts');
    return nixWay(resolution, spec, { env, cache, offline, outputs: await installedOutputs(platform, data) });
  };
  const make = async (resolution: Resolution): Promise<StoredToolchain> => {
    const { ensureToolchain } = await import('../toolchain/build.ts');
    return interruptible((signal) =>
      ensureToolchain(resolution, { store, data, allowUnproved, locked, openSource, nixWay, onEvent, signal }),
    );
  };
  const ensure: Engine['ensure'] = async (request, folder) => {
    const resolution = await resolve(request, folder);
    for (const text of resolution.notices) onEvent({ kind: 'notice', text });
    const found = await find(resolution);
    const hint = found ? undefined : await alternative(resolution);
    if (hint !== undefined) onEvent({ kind: 'notice', text: hint });
    const toolchain = found ?? (await make(resolution));
    if (toolchain.source?.unproved)
      onEvent({ kind: 'notice', text: `go${toolchain.version} is unproved: ${toolchain.base}` });
    // Also where the project was not what chose: its folder is what keeps the toolchain from being pruned.
    const project = resolution.project ?? findProject(folder ?? cwd, { ...env });
    if (project !== undefined) store.use(toolchain.base, dirname(project));
    return { resolution, toolchain };
  };
  // Asked before a toolchain is made: a mistake in rto.toml is better heard of at once.
  const projectObserves = async (observe: string | undefined, folder: string) => {
    if (observe !== undefined || observesByEnvironment(env)) return undefined;
    const { observedByProject } = await import('../observe/rtotoml.ts');
    return observedByProject(folder);
  };
  const parts = {
    store,
    data,
    allowUnproved,
    locked,
    openSource,
    nixWay,
    env,
    cwd,
    cache,
    platform,
    kind,
    offline,
    onEvent,
  };
  const installed: Engine['installed'] = async (request) => {
    const { findToolchain } = await import('../toolchain/build.ts');
    const resolution = await resolve(request);
    const toolchain = await findToolchain(resolution, { store, data, allowUnproved, locked });
    if (toolchain !== undefined) return toolchain;
    throw new RtoError('RTO_NOT_INSTALLED', `instrumented go${resolution.version.name} is not installed`, {
      try: `rto install ${request ?? resolution.version.name}`,
      exit: EXIT.no,
    });
  };
  return {
    ...nixEngine({ ...parts, resolve, ensure: make, installed }),
    resolve,
    alternative,
    ensure,
    async enter(request, { observe, log, folder } = {}) {
      if (log !== undefined) (await import('../cache/scratch.ts')).checkLog(absolute(cwd, log), env);
      const project = await projectObserves(observe, folder ?? cwd);
      const { resolution, toolchain } = await hold(store, () => ensure(request, folder));
      await refuseDamaged(store, toolchain);
      const decided = { go: resolution.project, observe: project?.file };
      if (project?.list === 'none')
        onEvent({ kind: 'notice', text: `${project.file} says that nothing is observed; --observe says it over` });
      const changes = {
        ...goEnvironment(toolchain.goroot, env),
        ...observeEnvironment(observe, env, project?.list),
        ...logEnvironment(log, cwd),
        ...homesEnvironment(env, { data, cache }),
        ...decidedEnvironment(decided, env),
        ...(offline ? OFFLINE : {}),
      };
      const started = (pid: number) => void store.inUse(toolchain.base, pid);
      const observedBy = whoObserves(observe, env, project?.file);
      return { resolution, toolchain, decided, changes, env: applyChanges(env, changes), observedBy, started };
    },
    async install(request) {
      const before = new Set((await store.list()).map(({ base }) => base));
      const { resolution, toolchain } = await ensure(request);
      // If you name one, you mean to have it, whether or not a project uses it.
      const wanted = (installed: StoredToolchain): StoredToolchain => {
        if (request !== undefined) store.use(installed.base, undefined);
        return installed;
      };
      // A toolchain that was made just now was hashed just now.
      if (!before.has(toolchain.base) || (await store.verify(toolchain.base, { onEvent })).same)
        return wanted(toolchain);
      onEvent({ kind: 'notice', text: `${toolchain.goroot} is damaged: it is made again` });
      await store.remove(toolchain.base);
      return wanted(await make(resolution));
    },
    async ready({ toolchain, env, observedBy }) {
      const { askCompiler } = await import('../toolchain/compiler.ts');
      await askCompiler(toolchain, env, observedBy);
    },
    installed,
    verifyStored: (base) => store.verify(base),
    list: () => store.list(),
    unusable: () => store.unusable(),
    stored: (name) => store.find(name),
    async uninstall(names) {
      const { chooseToolchains } = await import('../store/choose.ts');
      const chosen = chooseToolchains(names, await store.list());
      for (const { base } of chosen) await store.remove(base);
      return chosen;
    },
    prune: ({ dryRun }) => store.prune({ dryRun, onEvent }),
    async updateCatalog({ folder, series, platforms }) {
      const { updateCatalog } = await import('../source/catalogupdate.ts');
      const { openCatalog, ownCatalogFolder } = await import('../version/catalog.ts');
      // Nothing is written below rto's own package: its files stay as they came.
      const into = { folder: folder ?? ownCatalogFolder(data), extend: folder === undefined, shipped: openCatalog() };
      // Not the downloads, of which there are several at a time.
      const told = (event: LearnEvent) => {
        if (event.kind === 'learned' || event.kind === 'notice') onEvent(event);
      };
      return interruptible((signal) =>
        updateCatalog({
          ...into,
          series,
          platforms,
          env,
          cacheDir: cache,
          dataDir: data,
          offline,
          onEvent: told,
          signal,
        }),
      );
    },
    cached: async () => (await import('../cache/cache.ts')).cacheEntries(cache),
    cleanCache: async (options) => (await import('../cache/cache.ts')).cleanCache(cache, options),
    newLog: async () => (await import('../cache/scratch.ts')).newLog(cache),
    inFolder: async (work) => (await import('../cache/scratch.ts')).inFolder(cache, work),
  };
}

/** Throws RTO_TOOLCHAIN_DAMAGED. Only where a program of it was written to is all of it read. */
async function refuseDamaged(store: Store, { base, goroot, version }: StoredToolchain): Promise<void> {
  const { touchedTools } = await import('../toolchain/sealed.ts');
  const touched = touchedTools(goroot);
  if (touched.length === 0 || (await store.verify(base)).same) return;
  const { damaged } = await import('../toolchain/compiler.ts');
  throw damaged(version, `${touched.map((file) => relative(goroot, file)).join(', ')} was written to`);
}

/** Who asks for what is observed, for messages. */
function whoObserves(observe: string | undefined, env: Environment, file: string | undefined): string {
  if (observe !== undefined) return `--observe ${observe}`;
  if (observesByEnvironment(env)) return 'the GO_INSTRUMENT variables';
  return file ?? 'nobody: it is the default';
}

/** Marks what was found as in use and looks again: a prune may have come between. */
async function hold(store: Store, find: () => Promise<Ready>): Promise<Ready> {
  for (;;) {
    const ready = await find();
    const release = store.inUse(ready.toolchain.base);
    if ((await store.find(ready.toolchain.name)) !== undefined) return ready;
    release();
  }
}

/** A request that is a path is meant from where it was typed, also where the project is elsewhere. */
function atFolder(request: string, cwd: string): string {
  const path = /[/]|^\.\.?$|\.(?:zip|tgz|tar\.gz)$/.test(request) && !/^[<>=^~]/.test(request);
  return path ? absolute(cwd, request) : request;
}
