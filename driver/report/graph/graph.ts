// The calls of a log as a graph: who called which observed function, and which function a reflective call reached. Pure.
import type { Event, LogItem } from '../../events/event.ts';
import type { ModuleInfo } from '../../names/modules.ts';
import { createClassifier, type Place } from '../../names/origin.ts';
import { compare } from '../../text/order.ts';
import { createCallTracker } from '../run/calls.ts';

export interface GraphEvidence {
  /** The items of all logs. */
  items: AsyncIterable<LogItem> | Iterable<LogItem>;
  /** For people: the name of the program. */
  program: string | undefined;
  modules: ModuleInfo | undefined;
}

export interface GraphEdge {
  from: string;
  /** The import path of the caller's package. */
  package: string;
  to: string;
  /** "call": of an observed function; "reflect": what a reflective call reached. */
  kind: 'call' | 'reflect';
  /** Distinct events. */
  events: number;
  /** The first place in the log. */
  file: string;
  line: number;
}

export interface Graph {
  schema: 1;
  program: string | null;
  /** Sorted by caller, callee and kind. */
  edges: GraphEdge[];
  /** Edges beyond those that are told apart: a log that makes up names. */
  more: number;
  /** Lines of the logs that could not be taken as they are. */
  problems: number;
}

const DISTINCT = 100_000;

/** Reads the logs to their end, in memory that does not grow with them. */
export async function graphOf({ items, program, modules }: GraphEvidence): Promise<Graph> {
  const classify = createClassifier(modules);
  const calls = createCallTracker(DISTINCT);
  const edges = new Map<string, GraphEdge>();
  let [more, problems] = [0, 0];
  const add = (edge: Omit<GraphEdge, 'events'>, events: number): void => {
    const key = JSON.stringify([edge.from, edge.package, edge.to, edge.kind]);
    const known = edges.get(key);
    if (known !== undefined) known.events += events;
    else if (edges.size < DISTINCT) edges.set(key, { ...edge, events });
    else more++;
  };
  const addCall = (event: Event, place: Place): void =>
    add(
      {
        ...{ from: place.caller, package: place.package, to: event.operation, kind: 'call' },
        ...{ file: event.file, line: event.line },
      },
      1,
    );
  for await (const item of items) {
    if (item.kind === 'problem') problems++;
    if (item.kind !== 'event') continue;
    const place = classify(item.caller, item.file);
    calls.add(item, place);
    addCall(item, place);
  }
  for (const { function: from, package: path, reached, events, file, line } of calls.calls())
    if (reached !== undefined)
      add({ ...{ from, package: path, to: reached, kind: 'reflect' }, ...{ file, line } }, events);
  return {
    schema: 1,
    program: program ?? null,
    edges: [...edges.values()].sort(
      (a, b) =>
        compare(a.from, b.from) || compare(a.to, b.to) || compare(a.kind, b.kind) || compare(a.package, b.package),
    ),
    ...{ more: more + calls.unlisted(), problems },
  };
}
