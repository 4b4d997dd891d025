// The test suites of the standard library and of popular modules: instrumented as with stock Go, observed or not.
// RTO_FAITHFUL=all runs all suites on all chosen minors; a few run otherwise. RTO_FAITHFUL="fmt sort" chooses by name.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stockGo } from '../support/program.ts';
import { run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { differences, type Outcomes, outcomes, type Place, stockOutcomes } from './faithful/outcomes.ts';
import { KNOWN, MODES, MODULES, type Mode, STANDARD, type Suite } from './faithful/suites.ts';
import { MINORS } from './minors.ts';

const asked = process.env['RTO_FAITHFUL'];
const words = asked?.split(/[ ,]+/) ?? [];
const SUITES = [...STANDARD, ...MODULES].filter(
  (suite) => asked === 'all' || words.includes(suite.name) || (asked === undefined && suite.always),
);
// The oldest, the newest and one between stand for all.
const short = MINORS.filter((minor) => [MINORS[0], '1.24', MINORS.at(-1)].includes(minor));
const HERE = asked === undefined ? short : MINORS;

const folder = tempFolder('faithful');
const table: string[] = [];
afterAll(() => {
  process.stdout.write(
    `${['Go     suite                                    stock, then by mode', ...table].join('\n')}\n`,
  );
});

/** A copy of a module's sources that go may write to: some modules come without a go.sum. */
async function sources(minor: string, { name, version }: Suite): Promise<string> {
  if (version === undefined) return folder;
  const said = await stockGo(minor, ['mod', 'download', '-json', `${name}@${version}`], folder);
  const copy = mkdtempSync(join(folder, 'module-'));
  const copied = await run('sh', ['-c', 'cp -R "$0/." "$1" && chmod -R u+w "$1"', JSON.parse(said.stdout).Dir, copy]);
  expect(copied.status, copied.stderr).toBe(0);
  return copy;
}

const since = (minor: string, first: number): boolean => Number(minor.split('.')[1]) >= first;

const known = (suite: Suite, mode: Mode, difference: string): boolean =>
  KNOWN.some((row) => row.suite === suite.name && row.modes.includes(mode) && row.tests.test(difference));

/** What differs in two runs of two: what differs once is the machine's. */
async function steady(suite: Suite, mode: Mode, place: Place, stock: Outcomes): Promise<string[]> {
  const first = differences(stock, await outcomes(suite, mode, place));
  if (first.length === 0) return first;
  const second = differences(await stockOutcomes(suite, place), await outcomes(suite, mode, place));
  return first.filter((difference) => second.includes(difference));
}

const count = (ended: Outcomes, action: string): number => [...ended.values()].filter((how) => how === action).length;

describe.each(HERE)('Go %s', (minor) => {
  it.each(SUITES)(
    '$name ends as with stock Go',
    async (suite) => {
      const place = { minor, cwd: await sources(minor, suite), scratch: folder };
      const stock = await stockOutcomes(suite, place);
      expect(count(stock, 'pass')).toBeGreaterThan(0);
      const tallied = ['pass', 'fail', 'skip'].map((action) => `${count(stock, action)} ${action}`).join(', ');
      const row = `${minor.padEnd(6)} ${suite.name.padEnd(40)} ${tallied}`;
      const unknown: string[] = [];
      const cells: string[] = [];
      for (const mode of MODES) {
        const found = await steady(suite, mode, place, stock);
        unknown.push(
          ...found.filter((difference) => !known(suite, mode, difference)).map((text) => `${mode}: ${text}`),
        );
        cells.push(`${mode} ${found.length === 0 ? 'the same' : `${found.length} differ: ${found.join('; ')}`}`);
      }
      table.push(`${row}; ${cells.join('; ')}`);
      expect(unknown).toEqual([]);
      const due = KNOWN.filter((row) => row.suite === suite.name && since(minor, row.from ?? 0));
      expect(due.filter((row) => !cells.some((cell) => row.tests.test(cell)))).toEqual([]); // met: take it off
    },
    1_800_000,
  );
});
