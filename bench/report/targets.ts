// What the product aims at, and whether this run shows that it gets there.
import { type Limits, standing } from '../core/limits.ts';
import type { Row, Side } from '../core/row.ts';
import { figure, interval } from './figures.ts';
import { MET } from './lines.ts';

export type TargetCells = readonly [
  row: string,
  over: string,
  of: string,
  measured: string,
  interval: string,
  target: string,
  standing: string,
];

/** One line a target, in the order of the limits file; those of rows that were not measured too. */
export function targetCells(rows: readonly Row[], limits: Limits): TargetCells[] {
  const named = new Map(rows.map((row) => [row.name, row]));
  return [...limits].flatMap(([name, { reach, floor }]): TargetCells[] => {
    if (reach === undefined) return [];
    const row = named.get(name);
    if (row === undefined) return [[name, '', '', '', '', reach.text, 'not measured in this run']];
    const sign = row.kind === 'times' ? '>=' : '<=';
    const { estimate, unit } = row;
    const [over, of] = row.sides.length > 1 ? row.sides.map(sideText) : ['', ...row.sides.map(sideText)];
    return [
      [
        name,
        over ?? '',
        of ?? '',
        figure(estimate.median, unit),
        interval(estimate, unit),
        `${sign} ${reach.text}${floorText(named.get(floor ?? ''))}`,
        MET[standing(row, reach)],
      ],
    ];
  });
}

const floorText = (floor: Row | undefined): string =>
  floor === undefined ? '' : `; floor ${figure(floor.estimate.median, floor.unit)}`;

/** "stock 3.21 ns" */
const sideText = ({ variant, value, unit }: Side): string => `${variant} ${figure(value, unit)}`;
