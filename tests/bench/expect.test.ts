// How long a run is expected to take.
import { expect, it } from 'vitest';
import { duration, expectSeconds } from '../../bench/core/expect.ts';
import type { Result } from '../../bench/core/result.ts';
import { planText } from '../../bench/report/text.ts';
import { wanted } from '../../bench/run.ts';
import { measured } from './support.ts';

const before = {
  measured: [
    { ...measured({ stock: [1, 1, 1, 1] }, []), subject: 'builds', seconds: 40 },
    { ...measured({ stock: [1] }, []), subject: 'untimed' },
  ],
};

it.each([
  [[{ subject: 'builds', rounds: 4 }], 40, 0, 'as many rounds'],
  [[{ subject: 'builds', rounds: 2 }], 20, 0, 'fewer'],
  [
    [
      { subject: 'builds', rounds: 8 },
      { subject: 'new', rounds: 9 },
    ],
    80,
    1,
    'one that it does not know',
  ],
  [[{ subject: 'untimed', rounds: 9 }], 0, 1, 'one without a time'],
])('%j: %d s, %d unknown (%s)', (planned, seconds, unknown) => {
  expect(expectSeconds(planned, before)).toEqual({ seconds, unknown });
});

it('is told in words', () => {
  const result = { ...before, date: '2026-11-27T21:10:57.000Z' } as unknown as Result;
  expect(planText([{ subject: 'builds', rounds: 4 }], undefined)).toBe('1 subject');
  expect(planText([{ subject: 'new', rounds: 4 }], result)).toBe('1 subject');
  expect(
    planText(
      [
        { subject: 'builds', rounds: 40 },
        { subject: 'new', rounds: 1 },
      ],
      result,
    ),
  ).toBe('2 subjects; the result of 2026-11-27T21:10 took 7 min for as much, and 1 of which nothing is known');
});

it.each([
  [89.2, '90 s'],
  [91, '2 min'],
  [0.2, '1 s'],
])('%d s: %s', (seconds, text) => expect(duration(seconds)).toBe(text));

it('a suite is chosen by its name', () => {
  expect(wanted('cmd/go 1.24 binary', ['whole'], 'whole')).toBe(true);
  expect(wanted('cmd/go 1.24 binary', ['peers'], 'whole')).toBe(false);
});
