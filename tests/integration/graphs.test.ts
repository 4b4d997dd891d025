// What rto report writes for graph tools, read by Graphviz and an XML parser: a hostile log too.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';
import { rto, run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('graphs');
const hostile = join(folder, 'hostile.jsonl');
writeFileSync(
  hostile,
  ['"', '\\', '\\N\\"];x', '<a>&b;', ']]>', '\n', '\u202e', '\ufffe', '--', '{', 'digraph', 'é日本']
    .map((name) => JSON.stringify({ operation: `reflect.${name}`, caller: `main.${name}`, file: `/${name}`, line: 1 }))
    .map((line) => `${line}\n`)
    .join(''),
);
const LOGS = [join(ROOT, 'tests/fixtures/events/ledger.jsonl'), hostile];

it.each(LOGS)('Graphviz reads %s', async (log) => {
  const file = join(folder, 'graph.dot');
  const written = await rto(['report', 'graph', '--format', 'dot', '--output', file, log]);
  expect(written.status, written.stderr).toBe(0);
  const read = await run('dot', ['-Tcanon', file]);
  expect([read.status, read.stderr]).toEqual([0, '']);
  const edges = (text: string) => text.match(/ -> /g)?.length;
  expect(edges(read.stdout)).toBe(edges(readFileSync(file, 'utf8')));
});

it.each(LOGS)('xmllint reads %s', async (log) => {
  const file = join(folder, 'graph.graphml');
  const written = await rto(['report', 'graph', '--format', 'graphml', '--output', file, log]);
  expect(written.status, written.stderr).toBe(0);
  const read = await run('xmllint', ['--noout', file]);
  expect([read.status, read.stderr]).toEqual([0, '']);
});
