// Widths, shortening and neutralising: nothing in a log may break the columns or reach the terminal as a command.
import { describe, expect, it } from 'vitest';
import { neutralise, pad, share, shorten, width, wrap } from '../../driver/report/text.ts';

describe('neutralise', () => {
  it.each([
    ['\u001b[31mred', '\\x1b[31mred', 'an escape sequence'],
    ['a\nb\tc\r', 'a\\x0ab\\x09c\\x0d', 'line breaks and tabs'],
    ['\u0000\u007f\u009b', '\\x00\\x7f\\x9b', 'NUL, DEL and the one-byte CSI'],
    ['\u202eevil\u2066', '\\u202eevil\\u2066', 'text turned around'],
    ['a\u200bb\u200dc\ufeff', 'a\\u200bb\\u200dc\\ufeff', 'invisible characters'],
    ['a\u2028b', 'a\\u2028b', 'a line separator'],
    ['\u{e0041}\ufe0f\u3164', '\\u{e0041}\\ufe0f\\u3164', 'tags, variation selectors, fillers'],
    ['\ud800x', '\\ud800x', 'half of a pair'],
    ['e\u0301', '\u00e9', 'composed'],
    ['Käse 日本 😀', 'Käse 日本 😀', 'ordinary text'],
  ])('%j is shown as %j (%s)', (text, want) => expect(neutralise(text)).toBe(want));
});

describe('width', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['é…', 2],
    ['日本', 4],
    ['한글', 4],
    ['ｆｕｌｌ', 8],
    ['😀', 2],
    ['𠮷', 2],
  ])('%s takes %i columns', (text, want) => expect(width(text)).toBe(want));
});

describe('shorten', () => {
  it.each([
    ['short', 10, 'short', 'fits'],
    ['exactly 10', 10, 'exactly 10', 'fits exactly'],
    ['example.com/very/long/path.(*T).Method', 20, 'example….(*T).Method', 'the end is kept longer'],
    ['日本語日本語日本語', 9, '日…日本語', 'wide characters are not cut in half'],
    ['abc', 1, '…', 'one column'],
    ['abc', 0, '', 'no column'],
  ])('%s in %i columns is %s (%s)', (text, columns, want) => {
    expect(shorten(text, columns)).toBe(want);
  });

  it.each([1, 2, 3, 4, 5, 7, 10, 19, 40])('%i columns hold whatever comes', (columns) => {
    for (const text of [
      'a'.repeat(99),
      '日'.repeat(99),
      `a${'日'.repeat(9)}`,
      '\u001b'.repeat(99),
      'e\u0301'.repeat(99),
      '\u0301'.repeat(99),
    ]) {
      expect(width(shorten(text, columns))).toBeLessThanOrEqual(columns);
      expect(width(pad(text, columns))).toBe(columns);
      expect(width(pad('x', columns, 'right'))).toBe(columns);
      for (const line of wrap(text, Math.max(2, columns)))
        expect(width(line)).toBeLessThanOrEqual(Math.max(2, columns));
      expect(wrap(text, Math.max(2, columns)).join('')).toBe(neutralise(text));
    }
  });
});

describe('share', () => {
  it.each([
    [[10, 20, 30], 60, [10, 20, 30], 'fits'],
    [[10, 20, 30], 50, [10, 20, 20], 'the widest gives way'],
    [[10, 20, 30], 30, [10, 10, 10], 'until all are alike'],
    [[5, 1e9], 20, [5, 15], 'an absurd wish'],
    [[5, 5], 0, [0, 0], 'no room'],
  ])('%j in %i is %j (%s)', (wanted, room, want) => expect(share(wanted, room)).toEqual(want));
});
