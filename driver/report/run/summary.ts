// What a run did, added up from its log. Pure: the same items give the same value. --json prints it whole.
import type { Event, LogItem, Problem, ProcessRecord } from '../../events/event.ts';
import type { Folders } from '../../names/files.ts';
import type { Module, ModuleInfo } from '../../names/modules.ts';
import { createClassifier, ORIGINS, type Origin } from '../../names/origin.ts';
import { groupNames, groupOf, type Shown } from '../../operations/grouping.ts';
import { compare } from '../../text/order.ts';
import type { Asked } from '../inspection/asked.ts';
import { type CallTracker, createCallTracker, type Lookup, type ReflectiveCall } from './calls.ts';

/** What is known of a run from other sources than the items of its log. */
export interface RunFacts {
  /** Path of the log. %p in it stands for the number of each process. */
  log: string;
  /** The files that were read. */
  files?: readonly string[] | undefined;
  /** What the log is where it cannot be read again: "a pipe"; undefined for a file. */
  unreadable?: string | undefined;
  /** What the program's own records say. */
  built?: Built | undefined;
  program?: string | undefined;
  /** "go1.24.9". */
  go?: string | undefined;
  /** "rto-go-1.24.9-0123456789ab". */
  toolchain?: string | undefined;
  /** Files of the project: the one that chose the Go, and the one that says what is observed. */
  decided?: { go: string | undefined; observe: string | undefined } | undefined;
  durationMs?: number | undefined;
  /** The program's exit status. */
  exit?: number | undefined;
  modules?: ModuleInfo | undefined;
  /** Folders of the code at the time of the build. They decide the module of a file. */
  folders?: Folders | undefined;
  /** Words of the selection that observe nothing in the program, or not all that they name. See asked.ts. */
  notFound?: readonly Asked[] | undefined;
}

/** The records of a program about its build. */
export interface Built {
  /** Whether instrumented Go built it. */
  instrumented: boolean;
  /** The selection it was built with. "" observes nothing; undefined where the program does not say. */
  observe: string | undefined;
}

type ByOrigin = Record<Origin, number>;
/** Name of a group, as operations/grouping.ts has it -> number of events. */
type ByGroup = Record<string, number>;

interface OperationCount {
  operation: string;
  events: number;
  origins: ByOrigin;
}

/** The events of a group, and of each of its operations. The operation with most events comes first. */
export interface GroupCount {
  group: string;
  events: number;
  origins: ByOrigin;
  operations: OperationCount[];
}

/** The events whose caller is in one package. */
export interface PackageCount {
  origin: Origin;
  package: string;
  module: Module | undefined;
  events: number;
  groups: ByGroup;
}

interface ProcessFacts {
  pid: string | undefined;
  program: string | undefined;
  go: string | undefined;
  toolchain: string | undefined;
  observe: string | undefined;
}

/** The value of the report, as --json prints it. */
export interface Summary {
  schema: 1;
  log: string;
  /** The files that were read. They are several where the log's path holds %p. */
  files: readonly string[] | undefined;
  /** What the log is where it cannot be read again: "a pipe". Nothing of the run is known then. */
  unreadable: string | undefined;
  built: Built | undefined;
  program: string | undefined;
  /** Import path of package main. */
  path: string | undefined;
  go: string | undefined;
  toolchain: string | undefined;
  /** The selection of the first process, as its record in the log says it. */
  observe: string | undefined;
  /** Deciding files: the go.mod or go.work that chose the Go, and the rto.toml that says what is observed. */
  decided: { go: string | undefined; observe: string | undefined } | undefined;
  /** Words of the selection that observe nothing in the program, or not all that they name. See asked.ts. */
  notFound: readonly Asked[];
  durationMs: number | undefined;
  exit: number | undefined;
  /** Processes that wrote into the log. Each leaves out only the events that it wrote itself before. */
  processes: { count: number; first: ProcessFacts[] };
  events: number;
  /** Number of events that the processes could not write, by their own records. */
  dropped: number;
  groups: GroupCount[];
  packages: PackageCount[];
  /** Dependencies of the binary without any event. They may have run all the same. */
  silent: Module[];
  calls: ReflectiveCall[];
  uncalled: Lookup[];
  /** How many reflective calls and lookups are in neither list. The log has too many different ones. */
  unlisted: number;
  problems: { count: number; codes: Record<string, number>; first: Problem[] };
}

/** How many processes, and how many problems, are kept one by one. All are counted. */
const KEPT = 100;

/**
 * How many operations, packages, calls and lookups are told apart. A program has some hundreds. A program that makes up
 * names while it runs, or a hostile log, may have any number.
 */
const DISTINCT = 100_000;
/** The name under which all further operations and packages are added up. */
const REST = '(more)';

/**
 * Adds up a log. It is read to its end, in memory that does not grow with it.
 * @param distinct how many operations, packages, calls and lookups are told apart
 */
export async function summarise(
  items: AsyncIterable<LogItem> | Iterable<LogItem>,
  facts: RunFacts,
  groups: readonly Shown[],
  distinct: number = DISTINCT,
): Promise<Summary> {
  const counter = createCounter(facts, groups, distinct);
  for await (const item of items) counter.add(item);
  return counter.finish(facts);
}

function createCounter({ modules, folders }: RunFacts, groups: readonly Shown[], distinct: number) {
  const names = groupNames(groups);
  const classify = createClassifier(modules, folders);
  const operations = new Map<string, OperationCount>();
  const packages = new Map<string, PackageCount>();
  const calls: CallTracker = createCallTracker(distinct);
  const processes: { count: number; first: ProcessFacts[] } = { count: 0, first: [] };
  const problems: { count: number; codes: Map<string, number>; first: Problem[] } = {
    count: 0,
    codes: new Map(),
    first: [],
  };
  let events = 0;
  let dropped = 0;

  const entry = <V>(map: Map<string, V>, key: string, rest: string, make: (key: string) => V): V => {
    const known = map.get(key);
    if (known !== undefined) return known;
    const kept = map.size < distinct ? key : rest;
    const value = map.get(kept) ?? make(kept);
    map.set(kept, value);
    return value;
  };
  const addEvent = (event: Event) => {
    events++;
    const place = classify(event.caller, event.file);
    const operation = entry(operations, event.operation, REST, (name) => ({
      operation: name,
      events: 0,
      origins: none(ORIGINS),
    }));
    operation.events++;
    operation.origins[place.origin]++;
    const { origin, module } = place;
    const path = `${origin} ${place.package}`;
    const one = entry(packages, path, `${origin} ${REST}`, (key) => ({
      origin,
      package: key === path ? place.package : REST,
      module: key === path ? module : undefined,
      events: 0,
      groups: none(names),
    }));
    one.events++;
    const group = groupOf(event.operation, groups);
    one.groups[group] = (one.groups[group] ?? 0) + 1;
    calls.add(event, place);
  };
  const addRecord = ({ operation, fields }: ProcessRecord) => {
    if (operation === 'rto.start') {
      processes.count++;
      if (processes.first.length < KEPT) processes.first.push(processFacts(fields));
    }
    const lost = fields.get('dropped');
    if (lost !== undefined && /^\d{1,15}$/.test(lost)) dropped += Number(lost);
  };
  const addProblem = (problem: Problem) => {
    problems.count++;
    problems.codes.set(problem.problem, (problems.codes.get(problem.problem) ?? 0) + 1);
    if (problems.first.length < KEPT) problems.first.push(problem);
  };

  return {
    add(item: LogItem) {
      if (item.kind === 'event') addEvent(item);
      else if (item.kind === 'process') addRecord(item);
      else addProblem(item);
    },
    finish(facts: RunFacts): Summary {
      const [first] = processes.first;
      const seen = new Set([...packages.values()].map((one) => one.module));
      return {
        schema: 1,
        log: facts.log,
        files: facts.files,
        unreadable: facts.unreadable,
        built: facts.built,
        program: facts.program ?? first?.program,
        path: modules?.path,
        go: facts.go ?? first?.go ?? modules?.go,
        toolchain: facts.toolchain ?? first?.toolchain,
        observe: first?.observe,
        decided: facts.decided,
        notFound: facts.notFound ?? [],
        durationMs: facts.durationMs,
        exit: facts.exit,
        processes,
        events,
        dropped,
        groups: groupCounts([...operations.values()], groups),
        packages: [...packages.values()].sort(
          (a, b) =>
            ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin) ||
            b.events - a.events ||
            compare(a.package, b.package),
        ),
        silent: (modules?.deps ?? []).filter((module) => !seen.has(module)),
        calls: calls.calls(),
        uncalled: calls.uncalled(),
        unlisted: calls.unlisted(),
        problems: { ...problems, codes: Object.fromEntries([...problems.codes].sort(([a], [b]) => compare(a, b))) },
      };
    },
  };
}

function groupCounts(operations: OperationCount[], groups: readonly Shown[]): GroupCount[] {
  return groupNames(groups).map((group) => {
    const own = operations.filter((one) => groupOf(one.operation, groups) === group);
    own.sort((a, b) => b.events - a.events || compare(a.operation, b.operation));
    const origins = none(ORIGINS);
    for (const one of own) for (const origin of ORIGINS) origins[origin] += one.origins[origin];
    return { group, events: own.reduce((sum, one) => sum + one.events, 0), origins, operations: own };
  });
}

function processFacts(fields: ReadonlyMap<string, string>): ProcessFacts {
  const [pid, program, go, toolchain, observe] = ['pid', 'program', 'go', 'toolchain', 'observe'].map((name) =>
    fields.get(name),
  );
  return { pid, program, go, toolchain, observe };
}

function none<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}
