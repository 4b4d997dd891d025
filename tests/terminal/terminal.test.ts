import { expect, it } from 'vitest';
import { createTerminal, hasColour } from '../../driver/terminal/terminal.ts';
import { fakeStream } from './fakes.ts';

it.each<[env: Record<string, string>, tty: boolean, want: boolean, why: string]>([
  [{}, true, true, 'a terminal'],
  [{}, false, false, 'a file or a pipe'],
  [{ NO_COLOR: '1' }, true, false, 'NO_COLOR'],
  [{ NO_COLOR: '' }, true, true, 'NO_COLOR counts when it is not empty (no-color.org)'],
  [{ TERM: 'dumb' }, true, false, 'a terminal that cannot'],
  [{ FORCE_COLOR: '1' }, false, true, 'FORCE_COLOR'],
  [{ FORCE_COLOR: '0' }, true, false, 'FORCE_COLOR=0'],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false, 'a no counts more'],
])('%o, terminal %s: %s (%s)', (env, tty, want) => {
  expect(hasColour(fakeStream({ isTTY: tty }), env)).toBe(want);
});

it.each<[columns: number | undefined, env: Record<string, string>, tty: boolean, room: number]>([
  [120, {}, true, 120],
  [120, { COLUMNS: '60' }, true, 120],
  [undefined, {}, true, 80],
  [undefined, {}, false, Infinity],
  [undefined, { COLUMNS: '60' }, false, 60],
  [undefined, { COLUMNS: '200' }, false, 200],
  [undefined, { COLUMNS: '3' }, false, 20],
  [undefined, { COLUMNS: '' }, false, Infinity],
  [undefined, { COLUMNS: 'wide' }, false, Infinity],
])('%s columns, %o, terminal %s: room for %s columns', (columns, env, isTTY, room) => {
  const stream = fakeStream({ isTTY, ...(columns === undefined ? {} : { columns }) });
  const other = fakeStream({ isTTY: true, columns: 99 });
  // Each stream for itself: a table that goes into a pipe is not cut to the terminal that the progress is on.
  expect(createTerminal({ stdout: stream, stderr: other }, env).room).toEqual({ stdout: room, stderr: 99 });
  expect(createTerminal({ stdout: other, stderr: stream }, env).room).toEqual({ stdout: 99, stderr: room });
});

it('prints answers on standard output and notes on standard error, both harmless', () => {
  const stdout = fakeStream();
  const stderr = fakeStream();
  const terminal = createTerminal({ stdout, stderr }, {});
  terminal.print('one\ntwo \u001b[31m');
  terminal.note('note \u0007');
  terminal.json({ a: 'x\u001b' });
  expect(stdout.text).toBe('one\ntwo \\x1b[31m\n{\n  "a": "x\\u001b"\n}\n');
  expect(stderr.text).toBe('note \\x07\n');
});

it('prints JSON that no terminal obeys, and that says the same', () => {
  // C1, direction marks, separators, an invisible one, and one beyond sixteen bits; lines of a text as well.
  const value = { 'a\u009b31m': ['\u202e\u2066', '\u2028\u2029', '\u00ad\u200b', '\u{e0001}', 'one\ntwo\t', 'é漢🙂'] };
  const stdout = fakeStream();
  createTerminal({ stdout, stderr: fakeStream() }, {}).json(value);
  expect(stdout.text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(stdout.text).toContain('é漢🙂');
  expect(JSON.parse(stdout.text)).toEqual(value);
});
