// Events as text that two runs of one program have in common: sorted, each once, without what differs from run to run. Pure.
import { compare } from '../text/order.ts';
import { jsonEscape } from '../text/safe.ts';
import type { Event, LogItem, Problem } from './event.ts';

export interface CanonicalOptions {
  /** Fields to leave out as well: "line", "file". */
  without: readonly string[];
  /** Folders whose names differ from build to build, as NIX_BUILD_TOP; files in them are named from there. */
  folders: readonly string[];
}

/** What an event may hold beside its operation's arguments (docs/events.md). */
export const FIELDS: readonly string[] = [
  ...['operation', 'method_name', 'receiver', 'target', 'correlation_seq', 'caller', 'found', 'file', 'line'],
];

/** Of one process: the order of its calls, who it was, when it ran. */
const PASSING = new Set(['correlation_seq', 'pid', 'tid', 'run', 'time', 'ts']);

/** An event as one line of JSON in ASCII, its arguments by name; all of it, but for its place in the log. */
export function eventLine(event: Event): string {
  return line(event, event.file, () => true);
}

/** The same without what differs from run to run. */
function canonicalLine(event: Event, { without, folders }: CanonicalOptions): string {
  return line(event, canonicalPath(event.file, folders), (name) => !PASSING.has(name) && !without.includes(name));
}

function line(event: Event, file: string, wanted: (name: string) => boolean): string {
  const fields: [string, string | number | undefined][] = [
    ['operation', event.operation],
    ...[...event.args].sort(([a], [b]) => compare(a, b)),
    ['method_name', event.methodName],
    ['target', event.target],
    ['correlation_seq', event.correlationSeq],
    ['caller', event.caller],
    ['file', file],
    ['line', event.line],
  ];
  // undefined is left out by JSON.stringify.
  const json = JSON.stringify(Object.fromEntries(fields.filter(([name]) => wanted(name))));
  return json.replace(/[\u007f-\uffff]/g, jsonEscape);
}

/**
 * A path without what a build chose by itself: the hash of a store path, the build's folder, go's own temporary one.
 * A path that -trimpath shortened stays as it is.
 */
export function canonicalPath(path: string, folders: readonly string[]): string {
  const store = /^\/nix\/store\/[0-9a-z]{32}-(?<name>[^/]+)/.exec(path);
  if (store?.groups?.['name'] !== undefined) return path.slice(store[0].length - store.groups['name'].length);
  const work = /(?:^|\/)go-build\d+\/b\d+\/(?<rest>.*)$/.exec(path);
  if (work?.groups?.['rest'] !== undefined) return work.groups['rest'];
  const folder = folders.find((one) => path.startsWith(`${one}/`));
  return folder === undefined ? path : path.slice(folder.length + 1);
}

/** The lines of all events, sorted, each once. Records of processes are not among them. */
export async function canonicalEvents(
  items: AsyncIterable<Exclude<LogItem, Problem>>,
  options: CanonicalOptions,
): Promise<string[]> {
  const lines = new Set<string>();
  for await (const item of items) if (item.kind === 'event') lines.add(canonicalLine(item, options));
  return [...lines].sort();
}
