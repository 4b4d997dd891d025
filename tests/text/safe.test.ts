// What of a text reaches a terminal: nothing that could disturb it or deceive who reads it.
import { describe, expect, it } from 'vitest';
import { mask, neutralise, neutraliseJson } from '../../driver/text/safe.ts';

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
    ['\u001b[31mred', '\\x1b[31mred', 'an escape sequence'],
    ['a\nb\tc\r', 'a\\x0ab\\x09c\\x0d', 'line breaks and tabs'],
    ['\u0000\u007f\u009b', '\\x00\\x7f\\x9b', 'NUL, DEL and the one-byte CSI'],
    ['\u202eevil\u2066', '\\u202eevil\\u2066', 'text turned around'],
    ['a\u200bb\u200dc\ufeff', 'a\\u200bb\\u200dc\\ufeff', 'invisible characters'],
    ['a\u2028b', 'a\\u2028b', 'a line separator'],
    ['\u{e0041}\ufe0f\u3164', '\\u{e0041}\\ufe0f\\u3164', 'tags, variation selectors, fillers'],
    ['\ud800x', '\\ud800x', 'half of a pair'],
    ['Käse 日本 😀', 'Käse 日本 😀', 'ordinary text'],
    ['e\u0301', 'e\u0301', 'a path stays the path that it is'],
    ['\u061c\u2060\u00ad', '\\u061c\\u2060\\xad', 'marks, joiners and soft hyphens'],
  ])('%j -> %j (%s)', (text, want) => {
    expect(neutralise(text)).toBe(want);
  });

  it('keeps lines and tabs where told, and nothing else', () => {
    expect(neutralise('a\n\tb\u001b', '\n\t')).toBe('a\n\tb\\x1b');
  });
});

const HOSTILE = [
  ...['\u001b', '\u0000', '\u007f', '\u009b', '\r', '\u200b', '\u200d', '\u200e', '\u202e', '\u2066', '\ufeff'],
  ...[
    '\u061c',
    '\u2060',
    '\u00ad',
    '\u2028',
    '\u2029',
    '\ue000',
    '\uffff',
    '\ufe0f',
    '\u3164',
    '\u{e0041}',
    '\u{10ffff}',
  ],
  ...['\ud800', '\udfff'],
];

it.each(HOSTILE)('%j is shown and not sent, wherever it stands', (char) => {
  for (const text of [char, `a${char}`, `${char}b`, `ü${char}😀`, char.repeat(3), `\ud800${char}\udc00`]) {
    const shown = neutralise(text, '\n\t');
    for (const one of HOSTILE) expect([...shown]).not.toContain(one);
    expect(shown).toContain('\\');
    expect(neutralise(shown, '\n\t')).toBe(shown);
  }
});

it.each(HOSTILE)('JSON with %j keeps its value and holds it no more', (char) => {
  const value = { [`a${char}`]: [`${char}"\\`, 1, null], ü: '😀' };
  const json = neutraliseJson(JSON.stringify(value, undefined, 2));
  expect(JSON.parse(json)).toEqual(value);
  for (const one of HOSTILE) expect([...json]).not.toContain(one);
  expect(json).toContain('\n');
});

it('a mask is as long as its text and holds nothing harmful', () => {
  for (const char of HOSTILE) {
    const text = `a${char}ü😀${char}`;
    expect(mask(text)).toHaveLength(text.length);
    expect(mask(text)).toMatch(/^a\ufffd+ü😀\ufffd+$/);
  }
  expect(mask('a\nb\t', '\n')).toBe('a\nb\ufffd');
});
