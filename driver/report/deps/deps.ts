// What the modules of a program did: their capabilities, with the operations and the places they were called from. Pure.
import type { LogItem } from '../../events/event.ts';
import type { ModuleInfo } from '../../names/modules.ts';
import { createClassifier, type Origin } from '../../names/origin.ts';
import { type Capabilities, capabilityOf } from '../../operations/capabilities.ts';
import { compare } from '../../text/order.ts';

export interface DepsEvidence {
  /** The items of all logs. */
  items: AsyncIterable<LogItem> | Iterable<LogItem>;
  /** For people: the name of the program. */
  program: string | undefined;
  /** Without them a dependency is known by the import path of its package alone. */
  modules: ModuleInfo | undefined;
  capabilities: Capabilities;
}

interface Site {
  function: string;
  file: string;
  line: number;
}

interface UsedOperation {
  operation: string;
  /** Distinct events. */
  events: number;
  /** The first places in the log, at most three. */
  sites: Site[];
}

interface UsedCapability {
  capability: string;
  operations: UsedOperation[];
}

export interface UsingModule {
  origin: Origin;
  /** "std" for the standard library. */
  module: string;
  version: string;
  events: number;
  capabilities: UsedCapability[];
}

export interface Deps {
  schema: 1;
  program: string | null;
  /** "1.24.13"; null where neither the program nor a log says it. */
  go: string | null;
  modules: UsingModule[];
  /** Dependencies of the program without an event. That they were not seen does not prove that they did nothing. */
  silent: { module: string; version: string }[];
  /** Lines of the logs that could not be taken as they are. */
  problems: number;
}

const SITES = 3;
/** Modules and operations that are told apart; a hostile log may make up any number. The others count under "(more)". */
const DISTINCT = 10_000;
const REST = '(more)';

/** Reads the logs to their end. Modules come in the order main, dependencies, standard library; all names are sorted. */
export async function depsOf({ items, program, modules, capabilities }: DepsEvidence): Promise<Deps> {
  const classify = createClassifier(modules);
  const using = new Map<string, { about: UsingModule; used: Map<string, UsedOperation> }>();
  let problems = 0;
  let go: string | undefined;
  for await (const item of items) {
    if (item.kind === 'problem') problems++;
    if (item.kind === 'process') go ??= item.fields.get('go')?.replace(/^go/, '');
    if (item.kind !== 'event') continue;
    const { origin, module, package: path, caller } = classify(item.caller, item.file);
    const known = module?.path ?? (origin === 'standard' ? 'std' : path);
    const name = using.size < DISTINCT || using.has(`${origin} ${known}`) ? known : REST;
    const key = `${origin} ${name}`;
    const one = using.get(key) ?? {
      about: { origin, module: name, version: module?.version ?? '', events: 0, capabilities: [] },
      used: new Map<string, UsedOperation>(),
    };
    using.set(key, one);
    one.about.events++;
    const told = one.used.size < DISTINCT || one.used.has(item.operation) ? item.operation : REST;
    const operation = one.used.get(told) ?? { operation: told, events: 0, sites: [] };
    one.used.set(told, operation);
    operation.events++;
    const isNew = !operation.sites.some(({ file, line }) => file === item.file && line === item.line);
    if (isNew && operation.sites.length < SITES)
      operation.sites.push({ function: caller, file: item.file, line: item.line });
  }
  const all = [...using.values()].map(({ about, used }) => ({
    ...about,
    capabilities: byCapability([...used.values()], capabilities),
  }));
  const seen = new Set(all.map(({ module }) => module));
  return {
    schema: 1,
    program: program ?? null,
    go: modules?.go.replace(/^go/, '') ?? go ?? null,
    modules: all.sort((a, b) => RANKS[a.origin] - RANKS[b.origin] || compare(a.module, b.module)),
    silent: (modules?.deps ?? [])
      .filter(({ path }) => !seen.has(path))
      .map(({ path, version }) => ({ module: path, version }))
      .sort((a, b) => compare(a.module, b.module)),
    problems,
  };
}

const RANKS: Readonly<Record<Origin, number>> = { main: 0, dependency: 1, unknown: 2, standard: 3 };

function byCapability(used: readonly UsedOperation[], capabilities: Capabilities): UsedCapability[] {
  const found = new Map<string, UsedOperation[]>();
  for (const one of [...used].sort((a, b) => compare(a.operation, b.operation))) {
    const capability = capabilityOf(one.operation, capabilities);
    found.set(capability, [...(found.get(capability) ?? []), one]);
  }
  return [...found]
    .map(([capability, operations]) => ({ capability, operations }))
    .sort((a, b) => compare(a.capability, b.capability));
}
