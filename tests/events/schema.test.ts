// The schema of event logs against the operations that say what is logged.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';
import { SCHEMA, schemaFault } from '../support/schema.ts';

const EVENT = { operation: 'a.F', caller: 'main.main', file: '/a.go', line: 1 };

interface Argument {
  as: string;
}

function loggedArguments(): string[] {
  const folder = join(ROOT, 'wrappers', 'operations');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const operations = files.flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).operations);
  const logged: Argument[] = operations.flatMap(({ log = [] }: { log?: Argument[] }) => log);
  return [...new Set(logged.map(({ as }) => as))].sort();
}

it('knows every argument that an operation logs, and no other field', () => {
  // What a call reaches is told by fields of every event.
  const told = loggedArguments().filter((name) => !['made_func', 'method_value'].includes(name));
  const fields = [
    'operation',
    'found',
    'method_name',
    'receiver',
    'target',
    'correlation_seq',
    'caller',
    'file',
    'line',
  ];
  expect(Object.keys(SCHEMA.$defs.event.properties).sort()).toEqual([...told, ...fields].sort());
});

describe('refuses', () => {
  it.each([
    ['an event without a caller', { ...EVENT, caller: undefined }],
    ['a line that is text', { ...EVENT, line: '1' }],
    ['a figure that is none', { ...EVENT, key_bits: '2048 bits' }],
    ['a nested argument', { ...EVENT, v: {} }],
    ['a record of the process that is unknown', { ...EVENT, operation: 'rto.more' }],
    ['a start without its toolchain', { operation: 'rto.start', program: 'p', go: 'go1.24', observe: 'unsafe' }],
    ['counts beside others', { operation: 'rto.stats', dropped: '1', forgotten: '0', more: '1' }],
  ])('%s', (_what, record) => {
    expect(schemaFault(JSON.parse(JSON.stringify(record)))).not.toBe('');
  });
});
