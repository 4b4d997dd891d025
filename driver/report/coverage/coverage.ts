// Counts how many hooked functions of a program ran, by its linked hooks and the events of its logs. Pure.
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
  /** The items of all logs of the program. They are read once. */
  items: AsyncIterable<LogItem> | Iterable<LogItem>;
  /** Path of the program, as the user named it. */
  program: string;
  records: BinaryRecords;
  /**
   * The program's functions. undefined where they cannot be read; every hook of a linked package then counts as linked.
   */
  linked: Linked | undefined;
  modules: ModuleInfo | undefined;
  groups: readonly OperationGroup[];
}

/** The number of hooked functions that are linked, and how many of them have an event. */
export interface Ran {
  hooked: number;
  ran: number;
}

/** A package with hooked functions that are linked. */
export interface CoveredPackage {
  package: string;
  /** Function, such as "crypto/sha256.Sum256" -> number of its distinct events; 0 where it did not run. */
  functions: Readonly<Record<string, number>>;
}

/** A module with such packages. */
export interface CoveredModule {
  /** Path of the module; "std" for the standard library, "" where the program does not name its modules. */
  module: string;
  /** "v1.2.3"; "" where it is not known. */
  version: string;
  functions: Ran;
  packages: CoveredPackage[];
}

/** The value of the report, as --json prints it. */
export interface Coverage {
  schema: 1;
  program: string;
  /** "1.24.13"; null where the file holds several programs. */
  go: string | null;
  /** The selection of the build; null where the file holds several programs. */
  observe: string | null;
  events: number;
  functions: Ran;
  /** Operation of call sites, such as "unsafe.Slice" -> number of its hooked call sites and of its distinct events. */
  sites: Readonly<Record<string, { hooked: number; events: number }>>;
  modules: CoveredModule[];
  /** Words of the selection that observe nothing in the program, or not all that they name. */
  notFound: readonly Asked[];
  /** Packages that were compiled without hooks though some were asked for. */
  unobserved: readonly { package: string; reason: string }[];
  skipped: readonly { package: string; name: string; reason: string }[];
  /** Number of problems with lines of the logs. */
  problems: number;
}

/** Adds up the logs. They are read to their end, in memory that grows with the hooked operations, not with the logs. */
export async function cover(evidence: CoverageEvidence): Promise<Coverage> {
  const { program, records, linked, modules, groups } = evidence;
  const inspection = inspectRecords(program, records, groups, linked);
  const hooked = new Map<string, Map<string, number>>();
  const byName = new Map<string, { package: string; name: string }>();
  const sites = new Map<string, { hooked: number; events: number }>();
  for (const one of records.packages) {
    const own = linked?.get(one.package);
    const there = own && new Set([...own].map(plainMethod));
    for (const name of one.hooked) {
      // The record lists all hooks of the package. Some may be of functions that the linker left out.
      if (there !== undefined && !there.has(plainMethod(name))) continue;
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
