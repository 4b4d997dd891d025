// Marks in bytes: found wherever chunks end, and never believed when they are broken.
import { expect, it } from 'vitest';
import { findMarked, LONGEST_TEXT, type Marked } from '../../driver/binary/marks.ts';

// Composed, so that this file holds no mark.
const FF = Buffer.from([0xff]);
const bytes = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const mark = (kind: string) => bytes(FF, 'rto:', kind, FF);
const record = (kind: string, text: string) => bytes(mark(kind), text, FF);

async function found(chunks: Buffer[]): Promise<string[]> {
  const all: Marked[] = [];
  for await (const marked of findMarked(chunks)) all.push(marked);
  return all.map((marked) => ('text' in marked ? `${marked.kind} ${marked.text}` : marked.kind));
}

const stamp = record('stamp:1', '{"a":1}');
const inside = record('package:1', '{"b":2}');

it.each<[string, Buffer, string[]]>([
  ['nothing', bytes('no mark'), []],
  ['an empty file', bytes(''), []],
  ['one', bytes('before', stamp, 'after'), ['stamp {"a":1}']],
  ['two kinds', bytes(stamp, 'x', inside), ['stamp {"a":1}', 'package {"b":2}']],
  ['two stamps', bytes(stamp, stamp), ['stamp {"a":1}', 'stamp {"a":1}']],
  ['at the end of the file', bytes('x', stamp), ['stamp {"a":1}']],
  ['an empty text', record('stamp:1', ''), ['stamp ']],
  ['a text without its end', bytes(stamp.subarray(0, -1)), ['damaged']],
  ['a mark without its end', bytes('x', FF, 'rto:stam'), ['damaged']],
  ['the beginning of a mark at the end', bytes('x', FF, 'rto'), []],
  ['a text cut off by the next mark', bytes(stamp.subarray(0, -3), inside), ['stamp {"a":', 'package {"b":2}']],
  ['a kind of a newer rto', bytes(record('stamp:2', '{}'), inside), ['unknown', 'package {"b":2}']],
  ['chance bytes', bytes(FF, 'rto:', Buffer.alloc(40), FF, 'rto:%', FF, FF, inside), ['package {"b":2}']],
  ['many bytes 0xff', bytes(Buffer.alloc(100, 0xff), inside, Buffer.alloc(100, 0xff)), ['package {"b":2}']],
])('%s', async (_why, file, want) => {
  expect(await found([file])).toEqual(want);
  for (let size = 1; size <= Math.min(file.length, 24); size++) {
    const chunks = Array.from({ length: Math.ceil(file.length / size) }, (_, i) =>
      file.subarray(i * size, i * size + size),
    );
    expect(await found(chunks), `chunks of ${size}`).toEqual(want);
  }
});

it('gives up on a text that is too long, and goes on behind its mark', async () => {
  const long = Buffer.alloc(LONGEST_TEXT + 1, 'a');
  const chunks = [bytes(mark('stamp:1')), long.subarray(0, 1 << 20), long.subarray(1 << 20), bytes(FF, inside)];
  expect(await found(chunks)).toEqual(['damaged', 'package {"b":2}']);
  const fitting = bytes(mark('stamp:1'), long.subarray(1), FF);
  expect(await found([fitting])).toEqual([`stamp ${long.subarray(1)}`]);
});

it('is not slowed by a file of nothing but marks', async () => {
  const file = Buffer.concat(Array.from({ length: 100_000 }, () => mark('package:1')));
  const started = performance.now();
  expect((await found([file])).length).toBe(100_000);
  expect(performance.now() - started).toBeLessThan(5000);
});
