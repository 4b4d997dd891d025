// What rounds say: figures, noise floors and verdicts.
import { describe, expect, it } from 'vitest';
import { seeded } from '../../bench/core/random.ts';
import { judge, noiseFloor, rowsOf, type Verdict } from '../../bench/core/row.ts';
import type { Pair, RowSpec } from '../../bench/core/subject.ts';
import { control, estimate, measured } from './support.ts';

describe('verdicts', () => {
  it.each<[RowSpec['kind'], [number, number, number], [number, number] | undefined, Verdict, string]>([
    ['ratio', [0.98, 1.0, 1.02], [0.99, 1.01], 'no difference seen', 'the interval holds 1'],
    ['ratio', [1.08, 1.1, 1.12], [0.99, 1.01], 'more', 'outside, and more than equals differ by'],
    ['ratio', [0.78, 0.8, 0.82], [0.99, 1.01], 'less', 'the same below'],
    ['ratio', [1.08, 1.1, 1.12], [0.8, 1.0], 'not resolved', 'equals differ by 20 %: they hide 10 %'],
    ['ratio', [1.08, 1.1, 1.12], undefined, 'more', 'without equals the interval decides'],
    ['added', [-0.1, 0.1, 0.3], [-0.2, 0.2], 'no difference seen', 'nothing added'],
    ['added', [4.8, 5, 5.2], [-0.2, 0.2], 'more', 'nanoseconds added'],
    ['added', [0.2, 0.3, 0.4], [-0.5, 0.1], 'not resolved', 'less than equals differ by'],
    ['times', [1.85, 1.9, 1.95], undefined, 'more', 'two processors'],
  ])('%s %j, equals %j -> %s (%s)', (kind, [low, middle, high], equals, want) => {
    expect(judge(kind, estimate(low, middle, high), equals ? [control(...equals)] : [])).toBe(want);
  });

  it('takes the widest of several pairs of equals', () => {
    expect(noiseFloor('ratio', [control(0.99, 1.01), control(0.9, 1.02)])).toBeCloseTo(0.1);
    expect(noiseFloor('added', [control(-1, 3), control(-2, 1)])).toBe(3);
    expect(noiseFloor('ratio', [])).toBe(0);
  });
});

describe('figures', () => {
  const values = { stock: [10, 20, 40], on: [20, 44, 76], stock2: [10, 21, 40] };
  const rows = (spec: Parameters<typeof measured>[1][number]) => rowsOf(measured(values, [spec]), seeded(1));

  it('are medians of rounds, not quotients of medians: what slows a round slows both', () => {
    const [row] = rows({ id: 'on/stock', kind: 'ratio', pair: ['on', 'stock'] });
    expect(row).toMatchObject({ name: 'loop on/stock', unit: 'x', estimate: { median: 2, low: 1.9, high: 2.2 } });
  });

  it.each<[RowSpec['kind'], Pair, number, string]>([
    ['added', ['on', 'stock'], 24, 'ns'],
    ['times', ['on', 'stock'], 2, 'x'],
    ['value', ['on', 'on'], 44, 'ns'],
  ])('%s', (kind, pair, middle, unit) => {
    expect(rows({ id: 'r', kind, pair })[0]).toMatchObject({ unit, estimate: { median: middle } });
  });

  it('are scaled where told', () => {
    expect(rows({ id: 'r', kind: 'added', pair: ['on', 'stock'], scale: 0.5, unit: 'MB' })[0]).toMatchObject({
      unit: 'MB',
      estimate: { median: 12 },
    });
  });

  it.each<[RowSpec['kind'], Pair, string[]]>([
    ['ratio', ['on', 'stock'], ['stock 20 ns', 'on 44 ns']],
    ['value', ['on', 'on'], ['stock 20 ns', 'on 44 ns']],
    ['value', ['stock', 'stock'], ['stock 20 ns']],
  ])('%s %j show their sides', (kind, pair, want) => {
    const [row] = rows({ id: 'r', kind, pair });
    expect(row?.sides.map(({ variant, value, unit }) => `${variant} ${value} ${unit}`)).toEqual(want);
  });

  it('are shares of what another pair gives where told', () => {
    // 2, 2.2 and 1.9 times, of 1, 0.95 and 1 times.
    const [row] = rows({ id: 'r', kind: 'times', pair: ['on', 'stock'], per: ['stock', 'stock2'] });
    expect(row?.estimate.median).toBeCloseTo(2);
    expect(row?.estimate.high).toBeCloseTo((44 / 20) * (21 / 20));
  });

  it('carry their equals', () => {
    const [row] = rows({ id: 'r', kind: 'ratio', pair: ['on', 'stock'], controls: [['stock2', 'stock']] });
    expect(row?.controls).toEqual([{ pair: ['stock2', 'stock'], estimate: { median: 1, low: 1, high: 1.05 } }]);
  });

  it('need both variants', () => {
    expect(() => rows({ id: 'r', kind: 'ratio', pair: ['on', 'off'] })).toThrow(RangeError);
  });
});

describe('instructions', () => {
  const spec = { id: 'on-stock', kind: 'added', pair: ['on', 'stock'] } as const;

  it('make a row of their own, with what blurs a count', () => {
    const counted = { ...measured({ on: [2], stock: [1] }, [spec]), instructions: { on: 60.2, stock: 20 } };
    expect(rowsOf(counted, seeded(1))[1]).toMatchObject({
      name: 'loop on-stock instructions',
      estimate: { median: 40.2, low: expect.closeTo(39.1), high: expect.closeTo(41.3) },
      verdict: 'more',
    });
  });

  it('say so where there are as many', () => {
    const counted = { ...measured({ on: [2], stock: [1] }, [spec]), instructions: { on: 20.02, stock: 20 } };
    expect(rowsOf(counted, seeded(1))[1]?.verdict).toBe('no difference seen');
  });

  it('are left out where nothing counted', () => {
    expect(rowsOf(measured({ on: [2], stock: [1] }, [spec]), seeded(1))).toHaveLength(1);
  });
});
