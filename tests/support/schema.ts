// Event logs against docs/events.schema.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ROOT } from './paths.ts';

export const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'docs', 'events.schema.json'), 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(SCHEMA);

/** What is wrong with a record; "" where nothing is. */
export const schemaFault = (record: unknown): string =>
  validate(record) ? '' : `${JSON.stringify(record)}: ${JSON.stringify(validate.errors)}`;

/** What is wrong with the lines of a log. */
export function schemaFaults(log: string): string[] {
  const records = readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return records.map(schemaFault).filter((fault) => fault !== '');
}
