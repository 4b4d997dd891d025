// The limits file, and the gate as a table.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenLimits, looseLimits, parseLimits, standing } from '../../bench/core/limits.ts';
import type { Verdict } from '../../bench/core/row.ts';
import type { RowSpec } from '../../bench/core/subject.ts';
import { ROOT } from '../../bench/machine/root.ts';
import { suites } from '../../bench/suites.ts';
import { control, estimate, row } from './support.ts';

describe('reading', () => {
  it('knows targets, limits and their reasons', () => {
    const limits = parseLimits('["json on/stock"]\nreach = "+5 %"\nlimit = "1.5 x"\nwhy = "servers"\n');
    expect(limits.get('json on/stock')).toEqual({
      reach: { text: '+5 %', value: 1.05, unit: 'x' },
      limit: { text: '1.5 x', value: 1.5, unit: 'x' },
      why: 'servers',
    });
  });

  it.each([
    ['6 ns', 6, 'ns'],
    ['0.5 ns', 0.5, 'ns'],
    ['24 MB', 24, 'MB'],
    ['+10 %', 1.1, 'x'],
    ['-10 %', 0.9, 'x'],
    ['0 %', 0, '%'],
    ['140 instructions', 140, 'instructions'],
  ])('%s', (text, value, unit) => {
    const bound = parseLimits(`[row]\nlimit = "${text}"\nwhy = "w"`).get('row')?.limit;
    expect(bound).toEqual({ text, unit, value: expect.closeTo(value, 9) });
  });

  it.each([
    ['[row]\nlimit = "6 ns"', 'row does not say why'],
    ['[row]\nwhy = "w"', 'row has neither reach nor limit'],
    ['[row]\nlimit = "6ns"\nwhy = "w"', 'row: "6ns" is no figure with a unit'],
    ['[row]\nlimit = 6\nwhy = "w"', 'row: 6 is no figure with a unit'],
    ['[row]\nlimit = "6 ns"\nwhy = "w"\nmost = "7 ns"', 'row has most, which is none of'],
    ['limit = "6 ns"', 'limit is no table'],
    ['[row', 'line 1'],
  ])('refuses %j', (text, why) => expect(() => parseLimits(text)).toThrow(why));
});

describe('the gate', () => {
  const limits = (limit: string) => parseLimits(`["loop on/stock"]\nlimit = "${limit}"\nwhy = "w"`);

  it.each<[RowSpec['kind'], [number, number, number], [number, number] | undefined, string, boolean, string]>([
    ['ratio', [1.9, 2, 2.1], undefined, '3 x', false, 'below'],
    ['ratio', [3.9, 4, 4.1], undefined, '3 x', true, 'above'],
    ['ratio', [2.9, 4, 4.1], undefined, '3 x', false, 'the interval holds the limit: not sure enough'],
    ['ratio', [3.9, 4, 4.1], [0.2, 1.1], '3 x', true, 'noisy equals, yet far from the limit'],
    ['ratio', [1.3, 1.4, 1.5], [0.9, 1.6], '1.2 x', false, 'equals alone would pass it'],
    ['added', [11, 12, 13], [-1, 1], '10 ns', true, 'nanoseconds'],
    ['added', [9, 12, 13], [-1, 1], '10 ns', false, 'not sure enough'],
    ['times', [1.2, 1.3, 1.4], undefined, '1.5 x', true, 'more is better: too little'],
    ['times', [1.7, 1.8, 1.9], undefined, '1.5 x', false, 'enough'],
    ['times', [1.4, 1.45, 1.6], undefined, '1.5 x', false, 'not sure enough'],
    ['value', [11, 12, 13], undefined, '10 ns', true, 'a value alone'],
    ['value', [11, 12, 13], undefined, '0.01 us', true, 'in another unit'],
    ['value', [11, 12, 13], undefined, '0.02 us', false, 'in another unit'],
  ])('%s %j, equals %j, limit %s: fails %s (%s)', (kind, [low, middle, high], equals, limit, fails) => {
    const unit = kind === 'ratio' || kind === 'times' ? 'x' : 'ns';
    const controls = equals ? [control(...equals)] : [];
    const measured = row({ kind, unit, estimate: estimate(low, middle, high), controls });
    expect(brokenLimits([measured], limits(limit)).map(({ name }) => name)).toEqual(fails ? ['loop on/stock'] : []);
  });

  it.each<[number, Verdict, limit: string, loose: boolean, string]>([
    [1.4, 'more', '2 x', true, 'twice 0.4 is 0.8'],
    [1.6, 'more', '2 x', false, 'twice 0.6 is 1.2'],
    [1.01, 'no difference seen', '2 x', false, 'there is nothing to double'],
  ])('%d x, %s, limit %s: wide enough for a cost that doubles %s (%s)', (middle, verdict, limit, loose) => {
    const measured = row({ estimate: estimate(middle, middle, middle), verdict });
    expect(looseLimits([measured], limits(limit))).toHaveLength(loose ? 1 : 0);
  });

  it('does not mind rows without a limit', () => {
    expect(brokenLimits([row({ name: 'other', estimate: estimate(99, 99, 99) })], limits('3 x'))).toEqual([]);
  });

  it('knows units of a kind', () => {
    const measured = row({ kind: 'added', unit: 'ns', estimate: estimate(1100, 1200, 1300) });
    expect(standing(measured, { text: '1.5 us', value: 1.5, unit: 'us' })).toBe('met');
    expect(standing(measured, { text: '1 us', value: 1, unit: 'us' })).toBe('broken');
  });

  it('refuses to compare nanoseconds with a ratio', () => {
    expect(() => standing(row(), { text: '3 ns', value: 3, unit: 'ns' })).toThrow('is in x, its bound in ns');
  });
});

describe('bench/limits.toml', () => {
  const limits = parseLimits(readFileSync(join(ROOT, 'bench', 'limits.toml'), 'utf8'));

  it('names rows that are measured', () => {
    const known = suites().flatMap((suite) => suite.rowNames());
    const named = [...limits].flatMap(([name, { floor = name }]) => [name, floor]);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('has no limit that is stricter than its target', () => {
    const stricter = [...limits].filter(([, { reach, limit }]) => reach && limit && reach.value > limit.value);
    // More processors are better: there the limit is the smaller.
    expect(stricter.map(([name]) => name).filter((name) => !name.startsWith('goroutines'))).toEqual([]);
  });
});
