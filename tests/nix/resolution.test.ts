// The shared table of resolution: every row that needs no source, by overlays/.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nixProgram } from '../support/nix.ts';
import { ROOT } from '../support/paths.ts';

interface Row {
  group: string;
  why: string;
  request?: string;
  goMod?: string;
  goWork?: string;
  version?: string;
  error?: string;
}

const TABLE = join(ROOT, 'tests', 'fixtures', 'resolution.json');
const { rows }: { rows: Row[] } = JSON.parse(readFileSync(TABLE, 'utf8'));

let answers: (string | null)[] = [];
beforeAll(async () => {
  const args = ['--eval', '--strict', '--json', join(ROOT, 'tests/nix/resolution.nix'), '--arg', 'table', TABLE];
  const evaluated = await nixProgram('nix-instantiate', args);
  if (evaluated.status !== 0) throw new Error(evaluated.stderr);
  answers = JSON.parse(evaluated.stdout);
});

const offline = rows.flatMap((row, index) => ('source' in row || 'allowUntested' in row ? [] : [{ row, index }]));

describe.each([...new Set(offline.map(({ row }) => row.group))])('%s', (group) => {
  const shown = (row: Row) => JSON.stringify(row.request ?? row.goMod ?? row.goWork).slice(0, 60);
  const own = offline.filter(({ row }) => row.group === group);
  it.each(own.map(({ row, index }) => [shown(row), row.why, row, index] as const))(
    '%s: %s',
    (_asked, _why, row, index) => {
      expect(answers[index]).toBe(row.version ?? row.error);
    },
  );
});

it('answers no row that needs a source', () => {
  expect(answers.filter((answer) => answer !== null)).toHaveLength(offline.length);
});
