import { describe, expect, it } from 'vitest';
import { bytes, neutralise, seconds, table } from '../../driver/terminal/text.ts';

describe('neutralise', () => {
  it.each<[text: string, want: string, why: string]>([
    ['plain ünïcode 漢字 🙂', 'plain ünïcode 漢字 🙂', 'letters of any script stay'],
    ['a\u001b[31mred', 'a\\x1b[31mred', 'colours'],
    ['a\u001b]0;title\u0007', 'a\\x1b]0;title\\x07', 'the title'],
    ['a\rb', 'a\\x0db', 'the cursor'],
    ['a\u009b31m', 'a\\x9b31m', 'the one-byte form of ESC ['],
    ['a\nb\tc', 'a\\x0ab\\x09c', 'lines and columns'],
    ['abc\u202etxt.exe', 'abc\\u202etxt.exe', 'right to left'],
    ['a\u2028b', 'a\\u2028b', 'line separators'],
    ['a\u200bb\u{e0001}', 'a\\u200bb\\u{e0001}', 'invisible ones'],
    ['a\u0000b\u007f', 'a\\x00b\\x7f', 'NUL and DEL'],
  ])('%j -> %j (%s)', (text, want) => {
    expect(neutralise(text)).toBe(want);
  });

  it('keeps lines and tabs where told, and nothing else', () => {
    expect(neutralise('a\n\tb\u001b', '\n\t')).toBe('a\n\tb\\x1b');
  });
});

it('aligns columns, numbers to the right, without space at line ends', () => {
  const rows = [
    ['go1.24.9', '250 MB', 'a'],
    ['go1.9', '3 MB', ''],
  ];
  expect(table(rows, [1])).toEqual(['go1.24.9  250 MB  a', 'go1.9       3 MB']);
  expect(table([])).toEqual([]);
});

it('a cell cannot break out of its table', () => {
  expect(table([['a\nb', 'c']])).toEqual(['a\\x0ab  c']);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [9_949_999, '9.9 MB'],
  [9_950_000, '10 MB'],
  [74_600_000, '75 MB'],
  [1_234_000_000, '1234 MB'],
])('%i bytes are %s', (count, want) => {
  expect(bytes(count)).toBe(want);
});

it.each([
  [0, '0.0 s'],
  [949, '0.9 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [59_499, '59 s'],
  [59_500, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%i ms are %s', (milliseconds, want) => {
  expect(seconds(milliseconds)).toBe(want);
});
