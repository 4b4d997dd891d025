// Rows of a table with a name on the left and figures on the right. Pure.
import { pad, shorten, width } from '../text/columns.ts';
import { firstRows } from '../text/lists.ts';
import type { Paint, Style } from './format.ts';

/** A row of a table. */
export interface Row {
  name: string;
  /** One for each column. undefined leaves the cell empty, 0 is shown as "-". */
  figures: readonly (number | undefined)[];
  style?: Style;
}

/** Columns of a table. It is wider only where it must be: the eye has to find the figures that belong to a name. */
export const TABLE = 80;

/** Columns that the longest name should keep. Where there is no room for that, figures are left out from the right. */
const NAME = 28;

/**
 * Lines of a table: its headings, then a line for each row.
 * @param columns headings of the figures, the most important first
 * @param room columns that a line may take
 */
export function figureTable(
  title: string,
  columns: readonly string[],
  rows: readonly Row[],
  room: number,
  paint: Paint,
): string[] {
  const widths = columns.map(
    (heading, i) => Math.max(width(heading), ...rows.map((row) => figure(row.figures[i]).length)) + 2,
  );
  while (widths.length > 1 && room - sum(widths) < NAME) widths.pop();
  const longest = Math.max(width(title), ...rows.map((row) => width(shorten(row.name, room))));
  const left = Math.min(room, Math.max(TABLE, longest + sum(widths))) - sum(widths);
  const line = (name: string, cells: readonly string[]) =>
    (pad(name, left) + widths.map((cell, i) => pad(cells[i] ?? '', cell, 'right')).join('')).trimEnd();

  return [
    paint('title', line(title, columns)),
    ...rows.map((row) => {
      const text = line(row.name, row.figures.map(figure));
      return row.style === undefined ? text : paint(row.style, text);
    }),
  ];
}

/**
 * The first `most` rows, and a last one that adds up the rest.
 * @param what the rows are, in the plural: "operations"
 */
export function capped(rows: readonly Row[], most: number, what: string): Row[] {
  const shown = firstRows(rows, most);
  const rest = rows.slice(shown.length);
  if (rest.length === 0) return [...rows];
  const figures = (rest[0]?.figures ?? []).map((_, i) => sum(rest.map((row) => row.figures[i] ?? 0)));
  return [...shown, { name: `  and ${rest.length} more ${what}`, figures, style: 'faint' }];
}

function figure(value: number | undefined): string {
  return value === undefined ? '' : value === 0 ? '-' : String(value);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
