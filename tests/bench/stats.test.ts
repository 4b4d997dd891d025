// Statistics on answers that are known beforehand.
import { describe, expect, it } from 'vitest';
import { seeded, shuffled } from '../../bench/core/random.ts';
import { median, outliers, summarise } from '../../bench/core/stats.ts';

const SEED = 20_261_127;

describe('median', () => {
  it.each([
    [[3], 3],
    [[1, 2], 1.5],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[-1, 1e9, 0], 0],
  ])('%j -> %d', (samples, want) => expect(median(samples)).toBe(want));

  it('refuses nothing at all', () => expect(() => median([])).toThrow(RangeError));
});

describe('bootstrap interval', () => {
  it('is the value itself where all samples are alike', () => {
    expect(summarise([2, 2, 2, 2, 2], seeded(SEED))).toEqual({ median: 2, low: 2, high: 2 });
  });

  it('is the range of very few samples', () => {
    expect(summarise([1, 2, 3], seeded(SEED))).toEqual({ median: 2, low: 1, high: 3 });
  });

  it('is the same for the same seed', () => {
    const samples = normals(31, seeded(SEED));
    expect(summarise(samples, seeded(1))).toEqual(summarise(samples, seeded(1)));
  });

  it('is wider where rounds share a process: rounds of five processes are not as many processes', () => {
    const random = seeded(SEED);
    const process = (at: number) => [at, at + 0.01, at - 0.01, at, at + 0.02];
    // Four of five processes are fast.
    const rounds = [1, 1, 2, 1, 1].flatMap(process);
    const [alone, shared] = [summarise(rounds, random), summarise(rounds, random, 5)];
    expect(shared.median).toBe(alone.median);
    expect(alone.high).toBeLessThan(1.1);
    expect(shared.high).toBeGreaterThan(1.9);
  });

  it('takes in a last block that is shorter', () => {
    const { low, high } = summarise([1, 2, 3, 4, 5, 6, 7], seeded(SEED), 3);
    expect(low).toBeGreaterThanOrEqual(1);
    expect(high).toBeLessThanOrEqual(7);
  });

  // The median of n normal samples has the standard error 1.2533 / sqrt(n).
  it('is as wide as theory says', () => {
    const random = seeded(SEED);
    const n = 101;
    const widths = Array.from({ length: 20 }, () => {
      const { low, high } = summarise(normals(n, random), random);
      return high - low;
    });
    const theory = (2 * 1.96 * 1.2533) / Math.sqrt(n);
    expect(median(widths) / theory).toBeGreaterThan(0.8);
    expect(median(widths) / theory).toBeLessThan(1.25);
  });

  it('holds the true median in about 95 of 100 cases', () => {
    const random = seeded(SEED);
    const cases = 100;
    const held = Array.from({ length: cases }, () => summarise(normals(31, random), random)).filter(
      ({ low, high }) => low <= 0 && 0 <= high,
    ).length;
    // Three standard errors of a share of 0.95 in 100 cases are 0.065.
    expect(held / cases).toBeGreaterThan(0.885);
    expect(held / cases).toBeLessThanOrEqual(1);
  });
});

describe('outliers', () => {
  it.each<[samples: number[], far: number[], why: string]>([
    [[1, 1.1, 0.9, 1.05, 50], [4], 'far from the others'],
    [[1, 1.1, 0.9, 1.05], [], 'all near'],
    [[5, 5, 5, 5, 6], [], 'no spread to measure by'],
  ])('%j -> %j (%s)', (samples, want) => expect(outliers(samples)).toEqual(want));

  it('are told and not dropped', () => {
    const samples = [1, 1.1, 0.9, 1.05, 50];
    expect(summarise(samples, seeded(SEED)).high).toBe(50);
  });
});

describe('order of a round', () => {
  const items = ['a', 'b', 'c', 'd'];

  it('is a permutation', () => {
    const random = seeded(SEED);
    for (let i = 0; i < 100; i++) expect(shuffled(items, random).sort()).toEqual(items);
  });

  it('leaves the list as it was', () => {
    shuffled(items, seeded(SEED));
    expect(items).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is the same for the same seed, another for another', () => {
    const orders = (seed: number) => {
      const random = seeded(seed);
      return Array.from({ length: 10 }, () => shuffled(items, random).join(''));
    };
    expect(orders(7)).toEqual(orders(7));
    expect(orders(7)).not.toEqual(orders(8));
  });

  it('takes each of the 24 orders equally often', () => {
    const random = seeded(SEED);
    const draws = 24_000;
    const counts = new Map<string, number>();
    for (let i = 0; i < draws; i++) {
      const order = shuffled(items, random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // Chi-square of 23 degrees of freedom: 49.7 is passed by chance once in a thousand; the seed is fixed.
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - draws / 24) ** 2 / (draws / 24), 0);
    expect(chi).toBeLessThan(49.7);
  });
});

/** Standard normal samples (Box and Muller). */
function normals(count: number, random: () => number): number[] {
  return Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}
