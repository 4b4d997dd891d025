// Text fitted into columns of a terminal: widths, shortening, and characters that must not reach it. Pure.

/** Control characters, marks that turn the direction of text, invisible and private ones, and halves of pairs. */
const HARMFUL = /\p{Cc}|\p{Zl}|\p{Zp}|\p{Cf}|\p{Co}|\p{Cn}|\p{Cs}|\p{Default_Ignorable_Code_Point}/gu;

/** The text in its composed form, with what could disturb or deceive a terminal's reader shown as an escape. */
export function neutralise(text: string): string {
  // Most text is plain ASCII, and this is called for every cell.
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text.normalize('NFC').replace(HARMFUL, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

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

/** The neutralised text in lines of at most that many columns, broken anywhere: nothing of a path to be copied is lost. */
export function wrap(raw: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = [...neutralise(raw)];
  while (rest.length > 0) {
    const line = takeColumns(rest, columns);
    if (line === '') break; // a wide character in one column
    lines.push(line);
    rest = rest.slice([...line].length);
  }
  return lines;
}

/** The neutralised text in lines of at most that many columns, broken between words; a longer word anywhere. */
export function wrapWords(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of neutralise(text).split(' ')) {
    if (line !== '' && width(line) + 1 + width(word) > columns) {
      lines.push(line);
      line = '';
    }
    const [last = '', ...before] = wrap(line === '' ? word : `${line} ${word}`, columns).reverse();
    lines.push(...before.reverse());
    line = last;
  }
  return [...lines, line];
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
