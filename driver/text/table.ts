// Rows as lines with aligned columns. Pure.
import { fill, pad, width } from './columns.ts';
import { neutralise } from './safe.ts';

const GAP = 2;

/**
 * Rows as lines with aligned columns, two spaces between them, without space at the ends of lines.
 * @param right the columns of numbers, which stand on the right
 * @param room columns that a line should not be wider than; without it, as many as it takes. Cells are broken between
 *   words, and a word (a path, the name of a toolchain) is never broken, so that it can be copied: then a line is wider.
 */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = [], room = Infinity): string[] {
  const clean = rows.map((row) => row.map((cell) => neutralise(cell)));
  const widths = widthsOf(clean, right, room);
  return clean.flatMap((row) => {
    const cells = row.map((cell, i) => breakCell(cell, widths[i] ?? 0));
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) =>
      cells
        .map((lines, i) => pad(lines[at] ?? '', widths[i] ?? 0, right.includes(i) ? 'right' : 'left'))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  });
}

function breakCell(cell: string, columns: number): string[] {
  if (width(cell) <= columns) return [cell];
  const { indent, words } = parts(cell);
  return fill(words, columns, { head: indent, indent, long: 'whole' });
}

/** "  of it" -> "  " and "of", "it". */
function parts(cell: string): { indent: string; words: string[] } {
  const text = cell.trimStart();
  return { indent: cell.slice(0, cell.length - text.length), words: text.split(' ') };
}

/** As wide as the cells; where that is too much, the widest columns of words give way, down to their longest word. */
function widthsOf(rows: readonly (readonly string[])[], right: readonly number[], room: number): number[] {
  const widths: number[] = [];
  const least: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) {
      const { indent, words } = right.includes(i) ? { indent: '', words: [cell] } : parts(cell);
      widths[i] = Math.max(widths[i] ?? 0, width(cell));
      least[i] = Math.max(least[i] ?? 0, ...words.map((word) => indent.length + width(word)));
    }
  }
  let over = widths.reduce((sum, one) => sum + one, (widths.length - 1) * GAP) - room;
  while (over > 0) {
    const spare = widths.map((one, i) => (one > (least[i] ?? 0) ? one : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over--;
  }
  return widths;
}
