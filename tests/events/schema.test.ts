// The schema of event logs against real logs, the operations that say what is logged, and the page that explains them.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runExample } from '../support/example.ts';
import { ROOT } from '../support/rto.ts';
import { SCHEMA, schemaFault, schemaFaults } from '../support/schema.ts';

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

it('holds for every line of a real log', async () => {
  const log = join(mkdtempSync(join(tmpdir(), 'rto-schema-')), 'log.jsonl');
  const { events } = await runExample('1.24', log);
  expect(events.length).toBeGreaterThan(300);
  expect(schemaFaults(log)).toEqual([]);
  rmSync(dirname(log), { recursive: true });
});

it('is shown in the README by lines as real ones are', async () => {
  const log = join(mkdtempSync(join(tmpdir(), 'rto-schema-')), 'log.jsonl');
  await runExample('1.24', log);
  // Where the sources lie, and the lines of files that change, are no part of the form.
  const form = (line: string) => JSON.stringify({ ...JSON.parse(line), file: '', line: 0, correlation_seq: '' });
  const real = new Set(readFileSync(log, 'utf8').trimEnd().split('\n').map(form));
  const shown = readFileSync(join(ROOT, 'README.md'), 'utf8').match(/^\{"operation":.*$/gm) ?? [];
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.filter((line) => !real.has(form(line)))).toEqual([]);
  rmSync(dirname(log), { recursive: true });
});

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
