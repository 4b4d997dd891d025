// Event logs in tests: read whole, and checked against the sources they point at.
import { readFileSync } from 'node:fs';

export interface LoggedEvent {
  operation: string;
  caller: string;
  file: string;
  line: number;
  [field: string]: string | number;
}

/** All events of a small log; throws where a line is not one JSON object. Records of the process itself are left out. */
export function readEvents(path: string): LoggedEvent[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LoggedEvent)
    .filter((event) => !event.operation.startsWith('rto.'));
}

const sources = new Map<string, string[]>();

/** The source line an event points at. */
function sourceLine(event: LoggedEvent): string {
  let lines = sources.get(event.file);
  if (!lines) {
    lines = readFileSync(event.file, 'utf8').split('\n');
    sources.set(event.file, lines);
  }
  return lines[event.line - 1] ?? '';
}

// Operations that are called by their own name wherever they are called; a hash's New is often a func value.
const NAMED =
  /^(reflect\.(Value\.)?(ValueOf|TypeOf|MethodByName|Call|CallSlice|Set\w+|Make\w+|NewAt)|unsafe\.\w+|crypto\/tls\.\w+)$/;

/** Events whose source line does not hold the call they report: `file:line operation: text`. */
export function misplaced(events: readonly LoggedEvent[]): string[] {
  return events
    .filter((event) => NAMED.test(event.operation))
    .filter((event) => !sourceLine(event).includes(`${event.operation.slice(event.operation.lastIndexOf('.') + 1)}(`))
    .map((event) => `${event.file}:${event.line} ${event.operation}: ${sourceLine(event).trim()}`);
}
