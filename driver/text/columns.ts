// Text fitted into columns of a terminal: widths, shortening, breaking into lines. Pure.
import { neutralise } from './safe.ts';

/**
 * Wide and fullwidth of Unicode's East Asian Width, in blocks: a few unassigned or narrow characters inside a block count as
 * wide, so a line may come out shorter than it could be but never longer.
 */
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u23e9-\u23f3\u25fd\u25fe\u2614-\u27bf\u2b1b-\u2b55\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d37f}\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]/u;

/** Columns that a neutralised text takes. A combining mark counts as one, although it takes none. */
export function width(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const char of text) columns += WIDE.test(char) ? 2 : 1;
  return columns;
}

/** The neutralised text in at most that many columns; the middle of a longer one becomes "…". Its end tells the most. */
export function shorten(raw: string, columns: number): string {
  const text = neutralise(raw);
  if (width(text) <= columns) return text;
  if (columns < 1) return '';
  const chars = [...text];
  const head = takeColumns(chars, Math.floor((columns - 1) * 0.4));
  const tail = takeColumns(chars.reverse(), columns - 1 - width(head));
  return `${head}…${[...tail].reverse().join('')}`;
}

/** The text in exactly that many columns. */
export function pad(raw: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const text = shorten(raw, columns);
  const space = ' '.repeat(Math.max(0, columns - width(text)));
  return side === 'left' ? text + space : space + text;
}

/** The neutralised text in lines of at most that many columns (2 at least), broken anywhere: nothing is lost. */
export function wrap(raw: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = [...neutralise(raw)];
  while (rest.length > 0) {
    // A wide character in one column is too wide rather than lost.
    const line = takeColumns(rest, columns) || (rest[0] ?? '');
    lines.push(line);
    rest = rest.slice([...line].length);
  }
  return lines;
}

/** What becomes of a word that no line has room for: it is broken anywhere, or makes its line wider. */
export type LongWords = 'broken' | 'whole';

/** The neutralised text in lines of at most that many columns, broken between words. */
export function wrapWords(text: string, columns: number, long: LongWords = 'broken'): string[] {
  return fill(neutralise(text).split(' '), columns, { long });
}

export interface FillOptions {
  /** What the first line begins with; where no item fits behind it, it stands alone. */
  head?: string;
  /** What all other lines begin with. */
  indent?: string;
  long?: LongWords;
}

/** Neutralised items, a space between two, in lines of at most that many columns that are broken between items alone. */
export function fill(
  items: readonly string[],
  columns: number,
  { head = '', indent = '', long = 'broken' }: FillOptions = {},
): string[] {
  const lines: string[] = [];
  let start = head;
  let line = head;
  for (const item of items) {
    const longer = line === start ? line + item : `${line} ${item}`;
    if (line.trim() !== '' && width(longer) > columns) {
      lines.push(line === start ? line.trimEnd() : line);
      start = indent;
      line = indent + item;
    } else line = longer;
    if (long === 'whole' || width(line) <= columns) continue;
    // Only the item stands behind the start: else the line would have been ended.
    const [last = '', ...before] = wrap(line.slice(start.length), columns - width(start)).reverse();
    lines.push(...before.reverse().map((part, i) => (i === 0 ? start : indent) + part));
    if (before.length > 0) start = indent;
    line = start + last;
  }
  return [...lines, line];
}

/**
 * A sentence in lines of at most that many columns, the first behind its own indent. Words stay whole: one may be a path or
 * a command to be copied.
 */
export function hang(text: string, columns: number, head: string, indent: string): string[] {
  return fill(neutralise(text).split(' '), columns, { head, indent, long: 'whole' });
}

/** Names with a comma behind each but the last, for `fill`: a list is broken between two names and never within one. */
export function listed(names: readonly string[]): string[] {
  return names.map((name, i) => neutralise(name) + (i < names.length - 1 ? ',' : ''));
}

/**
 * The widths of columns that together have that much room: as wide as their contents where that fits, else the widest
 * ones give way first.
 */
export function share(wanted: readonly number[], room: number): number[] {
  const given = wanted.map((one) => Math.min(one, room));
  for (let over = given.reduce((sum, one) => sum + one, 0) - room; over > 0; over--) {
    const widest = given.indexOf(Math.max(...given));
    given[widest] = Math.max(0, (given[widest] ?? 0) - 1);
  }
  return given;
}

function takeColumns(chars: readonly string[], columns: number): string {
  let taken = '';
  let used = 0;
  for (const char of chars) {
    used += width(char);
    if (used > columns) break;
    taken += char;
  }
  return taken;
}
