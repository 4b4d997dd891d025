// The reflective calls of a log, with what each of them reached, and the lookups that no call followed. Pure.
import type { Event } from '../../events/event.ts';
import type { Origin, Place } from '../../names/origin.ts';
import { decodeSymbol } from '../../names/symbols.ts';
import { compare } from '../../text/order.ts';

/** Where in the source something was done. */
interface Site {
  origin: Origin;
  package: string;
  /** "main.step.run". A symbol of another package has the file's package in front: "evil (main.init.func1.Hook.1)". */
  function: string;
  file: string;
  line: number;
}

/** A place that calls by reflection, with what it reached. `events` counts its events in the log. */
export interface ReflectiveCall extends Site {
  operation: string;
  /** A method, "*main.Ledger.Post", or a plain function; undefined where the log does not say. */
  reached: string | undefined;
  receiver: string | undefined;
  method: string | undefined;
  /** The lowest position among the calls of its process, in decimal digits. */
  sequence: string | undefined;
  events: number;
}

/** A place that looks up a method by its name. `events` counts its events in the log. */
export interface Lookup extends Site {
  receiver: string | undefined;
  method: string;
  events: number;
}

/** Collects reflective calls and lookups, event by event. */
export interface CallTracker {
  add(event: Event, place: Place): void;
  /** In the order of compareSites. */
  calls(): ReflectiveCall[];
  /**
   * Methods that were looked up by name and that no reflective call of the log reached. The program kept the method for
   * later, or called it as an ordinary function (through Interface). A name that no method has is left out where the
   * log says so.
   */
  uncalled(): Lookup[];
  /** How many calls and lookups are in neither list, because there were too many different ones. */
  unlisted(): number;
}

const CALLS = new Set(['reflect.Value.Call', 'reflect.Value.CallSlice']);
const LOOKUP = 'reflect.Value.MethodByName';

/** @param most how many different calls are told apart, and how many different lookups */
export function createCallTracker(most: number): CallTracker {
  const calls = new Map<string, ReflectiveCall>();
  const lookups = new Map<string, Lookup>();
  const called = { exactly: new Set<string>(), byName: new Set<string>(), withoutReceiver: new Set<string>() };

  let unlisted = 0;

  const addCall = (event: Event, place: Place, receiver: string | undefined) => {
    const { methodName: method } = event;
    const reached = method === undefined ? decodeTarget(event.target) : dotted(receiver, method);
    const id = identity(event, [event.operation, reached]);
    const known = calls.get(id);
    if (known !== undefined) {
      known.events++;
      return;
    }
    if (calls.size >= most) {
      unlisted++;
      return;
    }
    if (method !== undefined) {
      called.byName.add(method);
      if (receiver === undefined) called.withoutReceiver.add(method);
      else called.exactly.add(dotted(receiver, method));
    }
    const of = method === undefined ? undefined : receiver;
    const { operation, correlationSeq: sequence } = event;
    calls.set(id, { ...siteOf(event, place), operation, reached, receiver: of, method, sequence, events: 1 });
  };
  const addLookup = (event: Event, place: Place, receiver: string | undefined, method: string) => {
    const id = identity(event, [receiver, method]);
    const known = lookups.get(id);
    if (known !== undefined) known.events++;
    else if (lookups.size >= most) unlisted++;
    else lookups.set(id, { ...siteOf(event, place), receiver, method, events: 1 });
  };

  return {
    add(event, place) {
      const receiver = event.args.get('v');
      const name = event.args.get('name');
      if (CALLS.has(event.operation)) addCall(event, place, receiver);
      // text/template looks up every field and map key as a method first. Older toolchains do not log what was found.
      else if (event.operation === LOOKUP && name !== undefined && event.args.get('found') !== 'false')
        addLookup(event, place, receiver, name);
    },
    unlisted: () => unlisted,
    calls: () => [...calls.values()].sort((a, b) => compareSites(a, b) || compare(a.reached ?? '', b.reached ?? '')),
    uncalled: () =>
      [...lookups.values()]
        .filter(({ receiver, method }) =>
          receiver === undefined
            ? !called.byName.has(method)
            : !called.exactly.has(dotted(receiver, method)) && !called.withoutReceiver.has(method),
        )
        .sort((a, b) => compareSites(a, b) || compare(reachedBy(a), reachedBy(b))),
  };
}

/** The method that a lookup names: "*main.Ledger.Post"; without its receiver where the log does not say it. */
export function reachedBy(lookup: Lookup): string {
  return dotted(lookup.receiver, lookup.method);
}

function identity({ caller, file, line }: Event, more: readonly (string | undefined)[]): string {
  return JSON.stringify([caller, file, line, ...more]);
}

function dotted(receiver: string | undefined, method: string): string {
  return receiver === undefined ? method : `${receiver}.${method}`;
}

function decodeTarget(target: string | undefined): string | undefined {
  return target === undefined || target === '' ? undefined : decodeSymbol(target);
}

function siteOf(event: Event, place: Place): Site {
  return {
    origin: place.origin,
    package: place.package,
    function: place.caller,
    file: event.file,
    line: event.line,
  };
}

const RANK: Record<Origin, number> = { main: 0, dependency: 1, unknown: 2, standard: 3 };

/** The main module's code comes first. Then places are in order, because goroutines write to a log in no order. */
function compareSites(a: Site, b: Site): number {
  return RANK[a.origin] - RANK[b.origin] || compare(a.package, b.package) || compare(a.file, b.file) || a.line - b.line;
}
