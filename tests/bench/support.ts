// Rows and measurements made up for tests of what is done with them.
import type { Measured, Round } from '../../bench/core/measured.ts';
import type { Control, Row } from '../../bench/core/row.ts';
import type { Estimate } from '../../bench/core/stats.ts';
import type { RowSpec } from '../../bench/core/subject.ts';

export const estimate = (low: number, median: number, high: number): Estimate => ({ low, median, high });

export const control = (low: number, high: number): Control => ({
  pair: ['stock2', 'stock'],
  estimate: estimate(low, (low + high) / 2, high),
});

export const row = (changes: Partial<Row> = {}): Row => ({
  name: 'loop on/stock',
  subject: 'loop',
  group: 'Loops',
  kind: 'ratio',
  pair: ['on', 'stock'],
  sides: [],
  unit: 'x',
  estimate: estimate(0.99, 1, 1.01),
  controls: [],
  outliers: 0,
  verdict: 'no difference seen',
  ...changes,
});

/** A subject measured once a round; `values` holds a list for each variant. */
export function measured(values: Readonly<Record<string, readonly number[]>>, rows: readonly RowSpec[]): Measured {
  const ids = Object.keys(values);
  const rounds = Math.max(...Object.values(values).map((list) => list.length));
  return {
    subject: 'loop',
    group: 'Loops',
    about: 'a loop',
    unit: 'ns',
    variants: ids.map((id) => ({ id, about: id })),
    rows,
    rounds: Array.from(
      { length: rounds },
      (_, i): Round => ({
        order: ids,
        values: Object.fromEntries(ids.map((id) => [id, values[id]?.[i] ?? Number.NaN])),
      }),
    ),
    instructions: {},
  };
}
