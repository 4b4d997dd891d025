// Widths, shortening and breaking into lines: no line is too wide, and nothing is lost.
import { describe, expect, it } from 'vitest';
import { fill, hang, listed, pad, share, shorten, width, wrap, wrapWords } from '../../driver/text/columns.ts';
import { neutralise } from '../../driver/text/safe.ts';

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

const TEXTS = [
  'one two three four',
  ' leading and  double  spaces ',
  `a ${'x'.repeat(50)} b`,
  `日本語 ${'日'.repeat(30)} é`,
  'a\u001b[31m b\u202ec',
  '',
];

describe('wrapWords', () => {
  it.each([2, 3, 5, 8, 13, 40, 200])('%i columns: no line is wider, and no letter is lost', (columns) => {
    for (const text of TEXTS) {
      const lines = wrapWords(text, columns);
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(neutralise(text).replaceAll(' ', ''));
    }
  });

  it('leaves words whole where told, be the line wider', () => {
    expect(wrapWords('a bcdefgh ij', 4, 'whole')).toEqual(['a', 'bcdefgh', 'ij']);
    expect(wrapWords('a bcdefgh ij', 4)).toEqual(['a', 'bcde', 'fgh', 'ij']);
  });

  it('a wide character in one column is too wide rather than lost', () => {
    expect(wrap('日本', 1)).toEqual(['日', '本']);
    expect(wrapWords('日 本', 1)).toEqual(['日', '本']);
  });
});

describe('fill', () => {
  const names = listed(['reflect.ValueOf', 'crypto/sha256.Sum256', 'os/exec.(*Cmd).Start']);
  it.each([
    [80, ['of reflect.ValueOf, crypto/sha256.Sum256, os/exec.(*Cmd).Start']],
    [41, ['of reflect.ValueOf, crypto/sha256.Sum256,', '  os/exec.(*Cmd).Start']],
    [40, ['of reflect.ValueOf,', '  crypto/sha256.Sum256,', '  os/exec.(*Cmd).Start']],
    [10, ['of', '  reflect.ValueOf,', '  crypto/sha256.Sum256,', '  os/exec.(*Cmd).Start']],
  ])('a list in %i columns is broken between two names', (columns, want) => {
    expect(fill(names, columns, { head: 'of ', indent: '  ', long: 'whole' })).toEqual(want);
  });

  it.each([6, 9, 14, 30])('in %i columns no line is wider where names may be broken', (columns) => {
    const lines = fill(names, columns, { head: '- ', indent: '    ' });
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
    expect(lines.join('').replace(/^- | /g, '')).toBe(names.join(''));
  });

  it('a name cannot break out of its list', () => {
    expect(listed(['a\n', 'b'])).toEqual(['a\\x0a,', 'b']);
  });
});

it('a sentence hangs behind its head, in one line where there is room, and keeps a path whole', () => {
  expect(hang('go.mod: asks for 1.24', Infinity, '- ', '    ')).toEqual(['- go.mod: asks for 1.24']);
  expect(hang('see /home/ada/projects/app/go.mod for 1.24', 16, '- ', '    ')).toEqual([
    '- see',
    '    /home/ada/projects/app/go.mod',
    '    for 1.24',
  ]);
});
