// Each event is one line, whole and valid, whatever its texts are and however long: every length around every limit.
import { describe, expect, it } from 'vitest';
import { schemaFault } from '../support/schema.ts';
import { tempFolder } from '../support/temp.ts';
import { build, fieldOf, observe, records } from './programs.ts';
import { MINORS } from './settings.ts';

const folder = tempFolder('hub');

/** A text of so many bytes in its JSON form is never cut: docs/events.md says 640, of which some close the text. */
const NEVER_CUT = 600;

const LOOKUP = 'reflect.Value.MethodByName';

describe.each(MINORS)('Go %s', (minor) => {
  it('writes whole lines', async () => {
    const program = await build(folder, 'lines', minor, { observe: 'reflect' });
    const { result, log } = await observe(program, []);
    expect(result.status, result.stderr).toBe(0);
    const invalid = log
      .split('\n')
      .slice(0, -1)
      .filter((line) => !isJson(line));
    expect(invalid.map((line) => `${line.length}: …${line.slice(-200)}`)).toEqual([]);
    expect(log.includes('�') && log.includes('…')).toBe(true); // the program asked for both
    expect(log.endsWith('\n')).toBe(true);
    expect(
      records(log)
        .map(schemaFault)
        .filter((text) => text !== ''),
    ).toEqual([]);

    const told = result.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told.pop()).toEqual({ done: '' });
    const names = fieldOf(log, LOOKUP, 'name');
    const shown = new Set(names);
    expect(names).toHaveLength(shown.size);
    const cut = names.filter((name) => name.endsWith('…')).map((name) => name.slice(0, -1));
    const missing = told.flatMap(({ name, after }) => {
      if (after !== undefined) return shown.has(after) ? [] : [after];
      if (shown.has(name)) return [];
      return Buffer.byteLength(escaped(name)) > NEVER_CUT && cut.some((start) => name.startsWith(start)) ? [] : [name];
    });
    expect(missing).toEqual([]);
    const asked = new Set(told.flatMap(({ name, after }) => name ?? after ?? []));
    const unasked = names.filter((name) => !asked.has(name) && !(name.endsWith('…') && startsOne(name, asked)));
    expect(unasked).toEqual([]);
  });
});

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

/** A text with every character but printable ASCII in its longest form: \u and four digits. */
const escaped = (text: string): string => text.replace(/[^ !#-[\]-~]/gu, '\\u0000');

function startsOne(name: string, asked: ReadonlySet<string>): boolean {
  const start = name.slice(0, -1);
  for (const text of asked) if (text.startsWith(start)) return true;
  return false;
}
