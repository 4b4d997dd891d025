// TOML in and out: what is let in, what is refused, and that the quick reader agrees with the real parser.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatToml, parseAnyToml, parseToml, TomlError } from '../../driver/version/toml.ts';
import { parsePlainToml } from '../../driver/version/tomlplain.ts';

describe('parseToml', () => {
  it.each([
    ['a = 1.0', /line 1, column \d+: floats/, 'a float that JavaScript would take for 1 and Nix not'],
    ['a = 1e3', /floats/, 'an exponent'],
    ['a = -0.5', /floats/, 'a negative float'],
    ['a = inf', /a is Infinity/, 'infinity'],
    ['a = nan', /a is NaN/, 'not a number'],
    ['a = 9007199254740993', /a is 9007199254740993, not a safe integer/, 'an integer that would lose its last digit'],
    ['[x]\na = [1, 2024-01-02]', /./, 'a date in a list'],
    ['[x."y z"]\nt = 2024-01-02T03:04:05Z', /x\."y z"\.t is a date or time/, 'a date, named by its path'],
    ['a = 1\na = 2', /line 2/, 'a key twice'],
    ['[a]\n[a]', /line 2/, 'a table twice'],
    ['a = "x', /line 1/, 'a string cut off'],
    ['a = ', /line 1/, 'a value cut off'],
    ['[a', /line 1/, 'a header cut off'],
    ['\0\0\0', /line 1/, 'not text at all'],
  ])('refuses %j', (text, message) => {
    expect(() => parseToml(text)).toThrow(TomlError);
    expect(() => parseToml(text)).toThrow(message);
  });

  it.each<[string, object, string]>([
    ['', {}, 'nothing'],
    ['# only a comment', {}, 'a comment'],
    ['a = 0x1f # hex', { a: 31 }, 'a form that only the real parser knows'],
    ['a = { b = [true, false] }', { a: { b: [true, false] } }, 'an inline table'],
    ['a.b = 1', { a: { b: 1 } }, 'a dotted key'],
    ['[a]\r\nb = 1\r\n', { a: { b: 1 } }, 'CRLF'],
    ['a = -7', { a: -7 }, 'a negative integer'],
    ['a = """\nx\ny"""', { a: 'x\ny' }, 'a string of two lines'],
    ['[[a]]\nb = 1', { a: [{ b: 1 }] }, 'a list of tables'],
    ['constructor = 1', { constructor: 1 }, 'a key that every object has'],
  ])('reads %j', (text, want) => {
    expect(parseToml(text)).toEqual(want);
  });

  it('takes __proto__ for a key and nothing more', () => {
    const table = parseToml('[__proto__]\npolluted = true\n');
    expect(Object.keys(table)).toEqual(['__proto__']);
    expect(Object.hasOwn({}, 'polluted')).toBe(false);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('the quick reader', () => {
  const lines = [
    '',
    '# why',
    '[a]',
    '[a.b]',
    '["a".b]',
    '[a."b c".d]',
    'k = "v"',
    'k = "w"',
    '"k" = 1',
    'l = ["x", "y"]',
    'l = []',
    'l = [ "x" ]',
    'n = 12',
    't = true',
    't.u = false',
    'b = 1',
    'q = "a\\tb"',
    "s = 'x'",
    'z = 1.5',
    'k = "v" # tail',
    '[a]]',
    'hasOwnProperty = 1',
  ];

  it('says the same as the real parser, or nothing, on every two and three lines', () => {
    let plain = 0;
    for (const one of lines)
      for (const two of lines)
        for (const three of lines) {
          const text = `${one}\n${two}\n${three}\n`;
          const quick = parsePlainToml(text);
          if (quick === undefined) continue;
          plain++;
          expect(parseAnyToml(text), text).toEqual(quick);
        }
    expect(plain).toBeGreaterThan(1000);
  });

  const folder = new URL('../../overlays/catalog/', import.meta.url);
  it.each(readdirSync(folder))('reads %s of the catalog itself', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    expect(parsePlainToml(text)).toEqual(parseAnyToml(text));
  });
});

describe('formatToml', () => {
  it.each([
    ['tab\tnewline\nquote"backslash\\', 'escapes'],
    ['\x00\x01\x1f\x7f', 'control characters'],
    ['ünï — 日本 😀', 'other scripts'],
    ['', 'nothing'],
  ])('writes %j so that it reads back (%s)', (text) => {
    expect(parseToml(formatToml([[['t', text], { [text]: text }]]))).toEqual({ t: { [text]: { [text]: text } } });
  });

  it('gives the same bytes for the same values, nested keys sorted', () => {
    const text = formatToml([
      [[], { n: 1, flag: false }],
      [['patches', '1.23.4'], { list: ['a', ['b']], table: { z: 1, a: { y: true } }, none: {}, empty: [] }],
    ]);
    expect(text).toBe(
      'n = 1\nflag = false\n\n[patches."1.23.4"]\nlist = ["a", ["b"]]\ntable = { a = { y = true }, z = 1 }\nnone = {}\nempty = []\n',
    );
    expect(parseToml(text)).toEqual({
      n: 1,
      flag: false,
      patches: { '1.23.4': { list: ['a', ['b']], table: { z: 1, a: { y: true } }, none: {}, empty: [] } },
    });
  });
});
