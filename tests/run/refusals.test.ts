import { expect, it } from 'vitest';
import { createRefusalFilter } from '../../driver/run/refusals.ts';

function take(bytes: Buffer, size: number) {
  const passed: Buffer[] = [];
  const filter = createRefusalFilter((more) => passed.push(Buffer.from(more)));
  for (let at = 0; at < bytes.length; at += size) filter.take(bytes.subarray(at, at + size));
  return { filter, passed: () => Buffer.concat(passed) };
}

const REFUSED = 'rto compile: GO_INSTRUMENT: math.Floor cannot be observed: it is so';
const LEFT_OUT = 'rto compile: example.com/a is not observed: it does not compile with hooks\n';
// Not UTF-8, a carriage return, and no newline at the end.
const REST = Buffer.concat([Buffer.from('# a\r\nrto comp\n'), Buffer.from([0xff, 0xfe, 10]), Buffer.from(LEFT_OUT)]);
const LAST = Buffer.from('go: downloading  rto compile: x');

it.each([1, 7, 4096])('takes out refusals, once each, and no other byte (pieces of %i)', (size) => {
  const { filter, passed } = take(Buffer.concat([REST, Buffer.from(`${REFUSED}\n${REFUSED}\n`), LAST]), size);
  expect(passed()).toEqual(Buffer.concat([REST, LAST]));
  expect(filter.end()).toEqual([REFUSED]);
});

it('passes on at once what no line of the stand-in begins with', () => {
  expect(take(Buffer.from('name: '), 1).passed().toString()).toBe('name: ');
});

it.each([
  ['rto compi', 'rto compi', []],
  [REFUSED, '', [REFUSED]],
])('a last line without its end is not lost: %s', (text, shown, refusals) => {
  const { filter, passed } = take(Buffer.from(text), 3);
  expect(filter.end()).toEqual(refusals);
  expect(passed().toString()).toBe(shown);
});
