// The files of the behaviour lock: the generated lock, and the list that people write beside it.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { readIfThere, replaceFile } from '../replacefile.ts';
import type { Deps } from '../report/deps/deps.ts';
import { type Allowed, type Behaviour, type Checked, check, linesOf, merged, type Scope } from '../report/deps/lock.ts';
import { plural } from '../text/units.ts';
import { isTable, parseToml, type Table } from '../version/toml.ts';

export interface LockOptions {
  /** As the user named it. */
  lock: string;
  allow?: string;
  /** "run" by default. */
  scope?: Scope;
  /** Adds what is new. */
  update: boolean;
}

/**
 * Compares with the lock, and writes it where it has nothing of this scope and Go yet, or where `update` asks for it.
 * @throws RTO_BEHAVIOUR_LOCK, RTO_BEHAVIOUR_ALLOW, RTO_REPORT_WRITE
 */
export function lockBehaviour(
  deps: Deps,
  { lock, allow, scope = 'run', update }: LockOptions,
  cwd: string,
  tell: (text: string) => void,
): Checked {
  const locked = readLock(resolve(cwd, lock)) ?? new Map();
  const allowed = allow === undefined ? [] : readAllowed(resolve(cwd, allow));
  const checked = check(deps, scope, locked, allowed, new Date().toISOString().slice(0, 10));
  if (checked.known && !update) return checked;
  // One line of the file is one line of behaviour, so that a diff shows what is new.
  const behaviour = Object.fromEntries(merged(locked, deps, scope));
  writeNamed(lock, cwd, `${JSON.stringify({ schema: 1, behaviour }, undefined, 2)}\n`);
  tell(`note: wrote ${plural(linesOf(deps).length, 'line')} for ${checked.key} to ${lock}`);
  return { ...checked, added: [] };
}

/** Writes a file that the user named, in one step. Throws RTO_REPORT_WRITE. */
export function writeNamed(name: string, cwd: string, text: string): void {
  try {
    replaceFile(resolve(cwd, name), text);
  } catch (cause) {
    throw new RtoError('RTO_REPORT_WRITE', `${name} cannot be written`, {
      // The draft beside it has a random name.
      facts: { because: messageOf(cause).split(', ', 1).join() },
      try: 'name a file in a folder that is there and that you can write to',
      cause,
    });
  }
}

/** Undefined where there is no such file. */
function readLock(file: string): Behaviour | undefined {
  try {
    const text = readIfThere(file);
    return text === undefined ? undefined : parseLock(parseJson(text));
  } catch (cause) {
    throw new RtoError('RTO_BEHAVIOUR_LOCK', `the behaviour lock ${file} cannot be read`, {
      facts: { because: messageOf(cause) },
      try: 'take it from version control again, or delete it and make it anew',
      cause,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What Node says of it differs from one version to the next.
    throw new Error('it is not JSON');
  }
}

function parseLock(json: unknown): Behaviour {
  if (typeof json !== 'object' || json === null || !('schema' in json) || json.schema !== 1)
    throw new Error('it is not a lock of schema 1');
  const behaviour: unknown = 'behaviour' in json ? json.behaviour : undefined;
  if (typeof behaviour !== 'object' || behaviour === null) throw new Error('it has no behaviour');
  return new Map(
    Object.entries(behaviour).map(([key, lines]): [string, string[]] => {
      if (!Array.isArray(lines)) throw new Error(`${key} is not a list of lines`);
      return [
        key,
        lines.map((line: unknown) => {
          if (typeof line !== 'string') throw new Error(`${key} is not a list of lines`);
          return line;
        }),
      ];
    }),
  );
}

function readAllowed(file: string): Allowed[] {
  try {
    const allow = parseToml(readFileSync(file, 'utf8'))['allow'];
    if (!Array.isArray(allow)) throw new Error('it has no [[allow]]');
    return allow.map((entry) => {
      if (!isTable(entry)) throw new Error('an entry of allow is not a table');
      return parseAllowed(entry);
    });
  } catch (cause) {
    throw new RtoError('RTO_BEHAVIOUR_ALLOW', `the list ${file} cannot be read`, {
      facts: { because: messageOf(cause) },
      try: 'docs/reports.md, which shows its form',
      cause,
    });
  }
}

const KEYS = ['module', 'capability', 'operation', 'reason', 'by', 'expires'];

function parseAllowed(entry: Table): Allowed {
  const unknown = Object.keys(entry).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw new Error(`an entry of allow has ${unknown}`);
  const text = (key: string): string => {
    const value = entry[key];
    if (typeof value !== 'string' || value === '') throw new Error(`an entry of allow has no ${key}`);
    return value;
  };
  const expires = entry['expires'] === undefined ? undefined : text('expires');
  if (expires !== undefined && !/^\d{4}-\d\d-\d\d$/.test(expires))
    throw new Error(`${expires} is no day: write expires = "2026-12-31"`);
  return {
    ...{ module: text('module'), capability: text('capability'), operation: text('operation') },
    ...{ reason: text('reason'), by: text('by'), expires },
  };
}
