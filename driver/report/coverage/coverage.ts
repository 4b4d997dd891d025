// How much of what was observed ran: the hooks that are linked into a program beside the events of its logs. Pure.
import type { BinaryRecords } from '../../binary/read.ts';
import type { LogItem } from '../../events/event.ts';
import { longestFirst, type ModuleInfo, moduleOf } from '../../names/modules.ts';
import { isStandardPath } from '../../names/standard.ts';
import type { OperationGroup } from '../../operations/groups.ts';
import { plainMethod } from '../../operations/words.ts';
import { compare } from '../../text/order.ts';
import type { Asked } from '../inspection/asked.ts';
import { inspectRecords } from '../inspection/inspection.ts';
import type { Linked } from '../inspection/linked.ts';

export interface CoverageEvidence {
  /** The items of all logs of the program. */
  items: AsyncIterable<LogItem> | Iterable<LogItem>;
  /** The program, as the user named it. */
  program: string;
  records: BinaryRecords;
  /** Its functions, where they could be read; else every hook of a linked package counts as linked. */
  linked: Linked | undefined;
  modules: ModuleInfo | undefined;
  groups: readonly OperationGroup[];
}

/** Hooked functions that are linked, and how many of them have an event. */
export interface Ran {
  hooked: number;
  ran: number;
}

export interface CoveredPackage {
  package: string;
  /** "crypto/sha256.Sum256" -> its distinct events; 0 for a function that is hooked and linked and did not run. */
  functions: Readonly<Record<string, number>>;
}

export interface CoveredModule {
  /** "std" for the standard library, "" where the program does not say its modules. */
  module: string;
  version: string;
  functions: Ran;
  packages: CoveredPackage[];
}

export interface Coverage {
  schema: 1;
  program: string;
  /** "1.24.13"; null where the file holds several programs. */
  go: string | null;
  /** The words of the selection. */
  observe: string | null;
  events: number;
  functions: Ran;
  /** The operation of a call site, such as "unsafe.Slice", -> its hooked call sites and its distinct events. */
  sites: Readonly<Record<string, { hooked: number; events: number }>>;
  modules: CoveredModule[];
  /** Asked for, and not in the program. */
  notFound: readonly Asked[];
  /** Packages that were compiled without hooks though some were asked for. */
  unobserved: readonly { package: string; reason: string }[];
  skipped: readonly { package: string; name: string; reason: string }[];
  /** Lines of the logs that could not be taken as they are. */
  problems: number;
}

/** Reads the logs to their end, in memory that grows with the operations that are hooked and not with the logs. */
export async function cover(evidence: CoverageEvidence): Promise<Coverage> {
  const { program, records, linked, modules, groups } = evidence;
  const inspection = inspectRecords(program, records, groups, linked);
  const hooked = new Map<string, Map<string, number>>();
  const byName = new Map<string, { package: string; name: string }>();
  const sites = new Map<string, { hooked: number; events: number }>();
  for (const one of records.packages) {
    const there = linked?.get(one.package);
    for (const name of one.hooked) {
      // The record lists all hooks of the package, also of functions that the linker left out.
      if (there !== undefined && !isLinked(name, there)) continue;
      const functions = hooked.get(one.package) ?? new Map<string, number>();
      hooked.set(one.package, functions.set(name, 0));
      byName.set(plainMethod(name), { package: one.package, name });
    }
    for (const [name, count] of one.sites) {
      const known = sites.get(name) ?? { hooked: 0, events: 0 };
      sites.set(name, { ...known, hooked: known.hooked + count });
    }
  }
  let [events, problems] = [0, 0];
  for await (const item of evidence.items) {
    if (item.kind === 'problem') problems++;
    if (item.kind !== 'event') continue;
    events++;
    const site = sites.get(item.operation);
    if (site !== undefined) site.events++;
    const found = byName.get(plainMethod(item.operation));
    const functions = found && hooked.get(found.package);
    if (found !== undefined) functions?.set(found.name, (functions.get(found.name) ?? 0) + 1);
  }
  const covered = modulesOf(hooked, modules);
  const { stamp, notFound, unobserved, skipped } = inspection;
  return {
    schema: 1,
    program,
    go: stamp?.toolchain.go ?? null,
    observe: stamp?.observe ?? null,
    events,
    functions: sum(covered.map(({ functions }) => functions)),
    sites: Object.fromEntries([...sites].sort(([a], [b]) => compare(a, b))),
    modules: covered,
    ...{ notFound, unobserved, skipped, problems },
  };
}

const isLinked = (name: string, there: ReadonlySet<string>): boolean =>
  there.has(name) || there.has(plainMethod(name)) || [...there].some((one) => plainMethod(one) === plainMethod(name));

const STANDARD = 'std';

function modulesOf(
  hooked: ReadonlyMap<string, ReadonlyMap<string, number>>,
  build: ModuleInfo | undefined,
): CoveredModule[] {
  const all = longestFirst(build);
  const found = new Map<string, CoveredModule>();
  for (const [path, functions] of [...hooked].sort(([a], [b]) => compare(a, b))) {
    const module = moduleOf(path === 'main' ? (build?.path ?? path) : path, all);
    const name = module?.path ?? (isStandardPath(path) ? STANDARD : '');
    const known = found.get(name) ?? {
      ...{ module: name, version: module?.version ?? '' },
      ...{ functions: { hooked: 0, ran: 0 }, packages: [] },
    };
    const counts = [...functions.values()];
    known.functions = sum([
      known.functions,
      { hooked: counts.length, ran: counts.filter((count) => count > 0).length },
    ]);
    known.packages.push({ package: path, functions: Object.fromEntries(functions) });
    found.set(name, known);
  }
  const rank = ({ module }: CoveredModule) => (module === build?.main?.path ? 0 : module === STANDARD ? 2 : 1);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || compare(a.module, b.module));
}

const sum = (all: readonly Ran[]): Ran => ({
  hooked: all.reduce((total, { hooked }) => total + hooked, 0),
  ran: all.reduce((total, { ran }) => total + ran, 0),
});
