// The groups of operations that can be observed, as wrappers/operations lists them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { packageRoot } from '../package.ts';
import type { Shown } from './grouping.ts';

interface GroupOperation {
  package: string;
  /** The name within the package: "Value.Call". */
  name: string;
  /** The first Go that has it, "1.20"; undefined where all have it. */
  since: string | undefined;
  /** The fields of an event that hold its arguments, by name. */
  fields: readonly string[];
}

/** A group with all its operations. */
export interface OperationGroup extends Shown {
  operations: readonly GroupOperation[];
}

/**
 * Reads all groups, in the order in which reports show them.
 * @param folder of the files; by default the one of this rto
 * @throws RTO_OPERATIONS where a file cannot be read or is not a group
 */
export function readGroups(folder: string = join(packageRoot(), 'wrappers', 'operations')): OperationGroup[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.map((name) => readGroup(join(folder, name))).sort((a, b) => a.order - b.order);
  } catch (cause) {
    throw new RtoError('RTO_OPERATIONS', "rto's own list of operations cannot be read", {
      facts: { folder, because: messageOf(cause) },
      try: 'install rto again',
      cause,
    });
  }
}

function readGroup(file: string): OperationGroup & { order: number } {
  const group: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(group)) throw new Error(`${file} is no group of operations`);
  const { group: name, order, shows, operations } = group;
  if (typeof name !== 'string' || typeof order !== 'number' || !isTrees(shows) || !Array.isArray(operations))
    throw new Error(`${file} is no group of operations`);
  return { name, order, shows, operations: operations.map((it: unknown) => readOperation(it, file)) };
}

const isTrees = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((it) => typeof it === 'string' && it.endsWith('/...'));

function readOperation(value: unknown, file: string): GroupOperation {
  if (!isObject(value) || typeof value['package'] !== 'string' || typeof value['name'] !== 'string')
    throw new Error(`${file} has an operation without package or name`);
  const { since, log } = value;
  const logged: unknown[] = Array.isArray(log) ? log : [];
  return {
    package: value['package'],
    name: value['name'],
    since: typeof since === 'string' ? since : undefined,
    fields: logged.flatMap((it) => (isObject(it) && typeof it['as'] === 'string' ? it['as'] : [])),
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
