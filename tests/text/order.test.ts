// One order for all: that of the bytes in UTF-8.
import { expect, it } from 'vitest';
import { compare } from '../../driver/text/order.ts';

const NAMES = [
  '',
  'a',
  'A',
  'aa',
  'a/b',
  'a.b',
  'a-b',
  'é',
  'e\u0301',
  'z',
  '日',
  '\uffee',
  '\ue000',
  '😀',
  '𠮷',
  'a😀',
  'a\uffee',
  '\0',
];

it('sorts as the bytes do, and is its own mirror', () => {
  for (const a of NAMES)
    for (const b of NAMES) {
      expect(Math.sign(compare(a, b)), JSON.stringify([a, b])).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(Math.sign(compare(b, a)) + Math.sign(compare(a, b))).toBe(0);
    }
});
