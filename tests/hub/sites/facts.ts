// Events of the log and what they must be, as sets that are compared exactly.
import { records } from '../programs.ts';

export interface Fact {
  operation: string;
  caller: string;
  file: string;
  line: number;
  arguments: Record<string, string>;
}

/** All that counts of a fact, as text. */
const key = ({ operation, caller, file, line, arguments: args }: Fact): string => {
  const shown = Object.keys(args)
    .sort()
    .map((name) => `${name}=${JSON.stringify(args[name])}`);
  return [operation, caller, `${file}:${line}`, ...shown].join(' ');
};

/** The events of generated sites. Others are made by the oracle itself and by the standard library. */
export function eventsOf(log: string): Fact[] {
  return records(log).flatMap((record) => {
    const { operation, caller, file, line, correlation_seq: _, ...args } = record;
    if (typeof file !== 'string' || !/\/made\/[^/]+(\/[^/]+)?$/.test(file) || file.endsWith('/shared.go')) return [];
    if (file.endsWith('far.go') && String(caller).endsWith('.init')) return []; // of what the calls use
    const texts = Object.entries(args).map(([name, value]) => [name, String(value)]);
    return [
      {
        operation: String(operation),
        caller: String(caller),
        file,
        line: Number(line),
        arguments: Object.fromEntries(texts),
      },
    ];
  });
}

export interface Differences {
  /** What the log lacks. */
  missing: string[];
  /** What it has and should not. */
  unexpected: string[];
  /** What it has more than once. */
  repeated: string[];
}

export function differences(events: readonly Fact[], wanted: readonly Fact[]): Differences {
  const have = new Set<string>();
  const repeated: string[] = [];
  for (const event of events) {
    if (have.has(key(event))) repeated.push(key(event));
    have.add(key(event));
  }
  const want = new Set(wanted.map(key));
  return {
    missing: [...want].filter((fact) => !have.has(fact)),
    unexpected: [...have].filter((fact) => !want.has(fact)),
    repeated,
  };
}

export const NO_DIFFERENCES: Differences = { missing: [], unexpected: [], repeated: [] };
