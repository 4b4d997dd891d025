// Sizes, durations and counts, at the edges where their form changes.
import { expect, it } from 'vitest';
import { bytes, duration, plural } from '../../driver/text/units.ts';

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
  expect(duration(milliseconds)).toBe(want);
});

it.each([
  [0, '0.00 s'],
  [843, '0.84 s'],
  [9_994, '9.99 s'],
  [9_995, '10.0 s'],
  [12_345, '12.3 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%i ms with three digits are %s', (milliseconds, want) => {
  expect(duration(milliseconds, 3)).toBe(want);
});

it.each([2, 3] as const)('time that goes on is never shown as less, with %i digits', (digits) => {
  const numberOf = (text: string) => {
    const [, minutes = '0', seconds = ''] = /^(?:(\d+) min )?([\d.]+) s$/.exec(text) ?? [];
    return Number(minutes) * 60 + Number(seconds);
  };
  let before = 0;
  for (let ms = 0; ms < 130_000; ms += 7) {
    const now = numberOf(duration(ms, digits));
    expect(now).toBeGreaterThanOrEqual(before);
    expect(Math.abs(now - ms / 1000)).toBeLessThanOrEqual(0.5);
    before = now;
  }
});

it.each<[number, string, string | undefined, string]>([
  [0, 'event', undefined, '0 events'],
  [1, 'event', undefined, '1 event'],
  [2, 'call site', undefined, '2 call sites'],
  [0, 'fault', 'no', 'no faults'],
  [1, 'fault', 'no', '1 fault'],
])('%i %s', (count, noun, none, want) => expect(plural(count, noun, none)).toBe(want));
