// The schema of event logs against real logs, and the lines of README.md that show one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runExample } from '../support/example.ts';
import { ROOT } from '../support/paths.ts';
import { schemaFaults } from '../support/schema.ts';
import { tempFolder } from '../support/temp.ts';

it('holds for every line of a real log', async () => {
  const log = join(tempFolder('schema'), 'log.jsonl');
  const { events } = await runExample('1.24', log);
  expect(events.length).toBeGreaterThan(300);
  expect(schemaFaults(log)).toEqual([]);
});

it('is shown in the README by lines as real ones are', async () => {
  const log = join(tempFolder('schema'), 'log.jsonl');
  await runExample('1.24', log);
  // Where the sources lie, and the lines of files that change, are no part of the form.
  const form = (line: string) => JSON.stringify({ ...JSON.parse(line), file: '', line: 0, correlation_seq: '' });
  const real = new Set(readFileSync(log, 'utf8').trimEnd().split('\n').map(form));
  const shown = readFileSync(join(ROOT, 'README.md'), 'utf8').match(/^\{"operation":.*$/gm) ?? [];
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.filter((line) => !real.has(form(line)))).toEqual([]);
});
