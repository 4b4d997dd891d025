// The behaviour lock: what dependencies did when somebody last looked, as lines that an update without new behaviour leaves
// as they are. Pure.
import { compare } from '../../text/order.ts';
import type { Deps } from './deps.ts';

/** How the program was made to run: by hand, or by its tests. */
export const SCOPES = ['run', 'test'] as const;
export type Scope = (typeof SCOPES)[number];

/** "run go1.24" -> sorted lines "gopkg.in/yaml.v3@v3 reflect reflect.New". */
export type Behaviour = ReadonlyMap<string, readonly string[]>;

/** What a person allows beside the lock; "*" stands for anything. */
export interface Allowed {
  module: string;
  capability: string;
  operation: string;
  reason: string;
  by: string;
  /** "2026-12-31": the last day on which it counts; undefined for ever. */
  expires: string | undefined;
}

export interface Checked {
  /** The key of the lock that was compared: "run go1.24". */
  key: string;
  /** Whether the lock has that key; without it nothing can be new. */
  known: boolean;
  added: string[];
  /** In the lock and not in these logs: a note, since one run need not do all. */
  gone: string[];
  /** New, and allowed by a person. */
  allowed: { line: string; by: string; reason: string }[];
  /** Entries of the allow list that are past their day, and that match no line here. */
  expired: Allowed[];
  unused: Allowed[];
}

/** The lines of the dependencies; the program's own code and the standard library are not locked. */
export const linesOf = ({ modules }: Deps): string[] =>
  [
    ...new Set(
      modules
        .filter(({ origin }) => origin === 'dependency')
        .flatMap(({ module, version, capabilities }) =>
          capabilities.flatMap(({ capability, operations }) =>
            operations.map(({ operation }) => `${module}${majorOf(version)} ${dashed(capability)} ${operation}`),
          ),
        ),
    ),
  ].sort(compare);

/** One key a Go minor, because its standard library calls others: encoding/json of 1.27 calls reflect as 1.26 did not. */
const keyOf = ({ go }: Deps, scope: Scope): string => `${scope} go${/^1\.\d+/.exec(go ?? '')?.[0] ?? '?'}`;

/** @param today "2026-11-29" */
export function check(deps: Deps, scope: Scope, locked: Behaviour, allow: readonly Allowed[], today: string): Checked {
  const key = keyOf(deps, scope);
  const [now, before] = [linesOf(deps), locked.get(key)];
  const expired = allow.filter(({ expires }) => expires !== undefined && expires < today);
  const valid = allow.filter((one) => !expired.includes(one));
  const fresh = before === undefined ? [] : now.filter((line) => !before.includes(line));
  const allowed = fresh.flatMap((line) => {
    const one = valid.find((it) => allows(it, line));
    return one === undefined ? [] : [{ line, by: one.by, reason: one.reason }];
  });
  return {
    key,
    known: before !== undefined,
    added: fresh.filter((line) => !allowed.some((one) => one.line === line)),
    gone: (before ?? []).filter((line) => !now.includes(line)),
    allowed,
    expired,
    unused: valid.filter((one) => !now.some((line) => allows(one, line))),
  };
}

/** The lock with these lines beside those that it has: one run need not do all that an earlier one did. */
export function merged(locked: Behaviour, deps: Deps, scope: Scope): Behaviour {
  const key = keyOf(deps, scope);
  const lines = [...new Set([...(locked.get(key) ?? []), ...linesOf(deps)])].sort(compare);
  return new Map([...locked, [key, lines] as const].sort(([a], [b]) => compare(a, b)));
}

function allows({ module, capability, operation }: Allowed, line: string): boolean {
  const [lineModule = '', lineCapability = '', ...rest] = line.split(' ');
  const fits = (pattern: string, text: string): boolean => pattern === '*' || pattern === text;
  return (
    (fits(module, lineModule) || fits(module, lineModule.replace(/@v\d+$/, ''))) &&
    (fits(capability, lineCapability) || dashed(capability) === lineCapability) &&
    fits(operation, rest.join(' '))
  );
}

/** "v3.0.1" -> "@v3"; nothing for a module of a folder. */
const majorOf = (version: string): string => {
  const major = /^v\d+/.exec(version)?.[0];
  return major === undefined ? '' : `@${major}`;
};

const dashed = (capability: string): string => capability.replaceAll(' ', '-');
