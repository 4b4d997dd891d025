// Rows as cells, for the terminal and for Markdown: one place says what a row tells.
import { type Limits, standing } from '../core/limits.ts';
import type { Control, Row } from '../core/row.ts';
import { figure, interval } from './figures.ts';

/** What stands in a line: name, figure, interval, what it means. */
export type Cells = readonly [name: string, figure: string, interval: string, says: string];

/** The lines of one subject: its A/A rows first, then what it was measured for. */
export function subjectCells(rows: readonly Row[], limits: Limits): Cells[] {
  return [...controlCells(rows), ...rows.map((row) => rowCells(row, limits))];
}

/** Each pair of equals once, as a ratio. */
function controlCells(rows: readonly Row[]): Cells[] {
  const ratios = rows.filter(({ kind }) => kind === 'ratio');
  const controls = new Map<string, Control>(
    ratios.flatMap(({ controls }) => controls).map((control) => [control.pair.join('/'), control]),
  );
  return [...controls].map(([name, { estimate }]) => [
    `A/A ${name}`,
    figure(estimate.median, 'x'),
    interval(estimate, 'x'),
    'equals: what differs is noise',
  ]);
}

function rowCells(row: Row, limits: Limits): Cells {
  const counted = row.unit === 'instructions';
  return [
    row.name.slice(row.subject.length + 1),
    counted ? figure(row.estimate.median, '') : figure(row.estimate.median, row.unit),
    counted ? 'counted' : interval(row.estimate, row.unit),
    [verdictOf(row), ...boundsOf(row, limits), ...outliersOf(row)].join('; '),
  ];
}

/** The verdict as a word of the row's unit: times are faster or slower, sizes smaller or larger. */
function verdictOf({ verdict, kind, unit, measures = 'ns' }: Row): string {
  if (verdict === 'measured' || kind === 'times') return 'measured';
  if (verdict !== 'less' && verdict !== 'more') return verdict;
  if (unit === 'instructions') return verdict === 'less' ? 'fewer' : 'more';
  if ([unit, measures].some((one) => ['B', 'MB', '%'].includes(one))) return verdict === 'less' ? 'less' : 'more';
  return verdict === 'less' ? 'faster' : 'slower';
}

function boundsOf(row: Row, limits: Limits): string[] {
  const { reach, limit } = limits.get(row.name) ?? {};
  const sign = row.kind === 'times' ? '>=' : '<=';
  return [
    ...(reach ? [`target ${sign} ${reach.text}: ${MET[standing(row, reach)]}`] : []),
    ...(limit ? [`limit ${sign} ${limit.text}: ${KEPT[standing(row, limit)]}`] : []),
  ];
}

export const MET = { met: 'met', open: 'open', broken: 'not met' } as const;
const KEPT = { met: 'kept', open: 'kept, within noise', broken: 'BROKEN' } as const;

const outliersOf = ({ outliers }: Row): string[] =>
  outliers === 0 ? [] : [`${outliers} ${outliers === 1 ? 'outlier' : 'outliers'}`];

/** Rows by subject, in their order. */
export function bySubject(rows: readonly Row[]): Map<string, Row[]> {
  const subjects = new Map<string, Row[]>();
  for (const row of rows) subjects.set(row.subject, [...(subjects.get(row.subject) ?? []), row]);
  return subjects;
}
