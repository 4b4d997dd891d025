// What counts as a change between two results.
import { expect, it } from 'vitest';
import { type Change, compareRows } from '../../bench/core/compare.ts';
import { control, estimate, row } from './support.ts';

type Three = [low: number, median: number, high: number];

it.each<[Three, Three, equals: [number, number] | undefined, want: Change, why: string]>([
  [[1, 1.1, 1.2], [1.15, 1.2, 1.3], undefined, 'same', 'intervals overlap'],
  [[1, 1.1, 1.2], [1.5, 1.6, 1.7], undefined, 'worse', 'apart'],
  [[1.5, 1.6, 1.7], [1, 1.1, 1.2], undefined, 'better', 'apart the other way'],
  [[1, 1.1, 1.2], [1.5, 1.6, 1.7], [0.4, 1.6], 'same', 'equals differed as much'],
  [[24, 24, 24], [24.01, 24.01, 24.01], undefined, 'same', 'apart, and less than half a per cent'],
  [[4, 4.1, 4.2], [4.4, 4.5, 4.6], [0.85, 1.1], 'same', 'the floor of a ratio is a share of it'],
])('%j -> %j, equals %j: %s (%s)', ([a, b, c], [d, e, f], equals, want) => {
  const controls = equals ? [control(...equals)] : [];
  const before = row({ estimate: estimate(a, b, c), controls });
  const after = row({ estimate: estimate(d, e, f), controls });
  expect(compareRows([before], [after])).toMatchObject([{ change: want }]);
});

it.each([
  ['ns', 'moved'],
  ['s', 'moved'],
  ['instructions', 'worse'],
  ['MB', 'worse'],
])('a change in %s is %s: machines differ in speed from day to day', (unit, change) => {
  const added = (median: number) => row({ kind: 'added', unit, estimate: estimate(median, median, median) });
  expect(compareRows([added(5)], [added(8)])).toMatchObject([{ change }]);
});

it('knows that more can be better', () => {
  const times = (median: number) => row({ kind: 'times', estimate: estimate(median - 0.1, median, median + 0.1) });
  expect(compareRows([times(1.9)], [times(1.2)])).toMatchObject([{ change: 'worse' }]);
});

it('names rows that came or went', () => {
  const changes = compareRows([row({ name: 'old' })], [row({ name: 'new' })]);
  expect(changes.map(({ name, change }) => `${name} ${change}`)).toEqual(['new new', 'old gone']);
});
