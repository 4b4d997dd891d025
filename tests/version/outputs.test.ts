// The file of locked outputs: read back as written, and refused where it is not what it should be.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockOf, type Output, readOutputs, writeOutputs } from '../../driver/version/outputs.ts';
import { tempFolder } from '../support/temp.ts';
import { NAR } from './support.ts';

const RECIPE = '0123456789abcdef'.repeat(4);
const output = (digit: string): Output => ({ recipe: digit.repeat(64), nar: NAR });
const file = () => join(tempFolder(), 'x86_64-linux.toml');

it('reads back what it wrote, by number and not by letter', () => {
  const path = file();
  const outputs = new Map([
    ['1.23.12', output('a')],
    ['1.23.4', output('b')],
    ['1.23rc1', output('c')],
    ['1.20', output('d')],
  ]);
  writeOutputs(path, outputs);
  expect(readOutputs(path)).toEqual(outputs);
  expect([...readOutputs(path).keys()]).toEqual(['1.20', '1.23rc1', '1.23.4', '1.23.12']);
  const bytes = readFileSync(path, 'utf8');
  writeOutputs(path, new Map([...outputs].reverse()));
  expect(readFileSync(path, 'utf8')).toBe(bytes);
  expect(readdirSync(join(path, '..'))).toEqual(['x86_64-linux.toml']);
});

it('takes no file for an empty one, and writes an empty one', () => {
  const path = file();
  expect(readOutputs(path).size).toBe(0);
  writeOutputs(path, new Map());
  expect(readOutputs(path).size).toBe(0);
});

it('a lock counts for its own recipe alone', () => {
  const outputs = new Map([['1.23.4', { recipe: RECIPE, nar: NAR }]]);
  expect(lockOf(outputs, '1.23.4', RECIPE)).toBe(NAR);
  expect(lockOf(outputs, '1.23.4', RECIPE.slice(0, 12))).toBe(NAR);
  expect(lockOf(outputs, '1.23.4', 'f'.repeat(64))).toBeUndefined();
  expect(lockOf(outputs, '1.23.5', RECIPE)).toBeUndefined();
});

describe('refuses', () => {
  it.each([
    ['not TOML', 'x', /line 1/],
    ['a name that is no release', `["1.21"]\nrecipe = "${RECIPE}"\nnar = "${NAR}"`, /"1.21" is not the name/],
    ['a name with a path in it', `["../x"]\nrecipe = "${RECIPE}"\nnar = "${NAR}"`, /is not the name/],
    ['no table', '"1.23.4" = "x"', /"1.23.4" is not a table/],
    ['no recipe', `["1.23.4"]\nnar = "${NAR}"`, /recipe of "1.23.4"/],
    ['a short recipe', `["1.23.4"]\nrecipe = "abc"\nnar = "${NAR}"`, /recipe of "1.23.4"/],
    ['no hash', `["1.23.4"]\nrecipe = "${RECIPE}"`, /nar of "1.23.4"/],
    ['a hash of another kind', `["1.23.4"]\nrecipe = "${RECIPE}"\nnar = "sha512-x"`, /nar of "1.23.4"/],
    ['more', `["1.23.4"]\nrecipe = "${RECIPE}"\nnar = "${NAR}"\npath = "/"`, /not path/],
  ])('%s', (_what, text, why) => {
    const path = file();
    writeFileSync(path, text);
    expect(() => readOutputs(path)).toThrow(
      expect.objectContaining({ code: 'RTO_OUTPUTS', message: expect.stringMatching(why), facts: { file: path } }),
    );
  });
});

it('says so where the file cannot be written, and leaves nothing', () => {
  const path = join(tempFolder(), 'absent', 'x86_64-linux.toml');
  expect(() => writeOutputs(path, new Map())).toThrow(expect.objectContaining({ code: 'RTO_OUTPUTS_WRITE' }));
});
