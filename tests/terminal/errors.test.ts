import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import { errorObject, exitStatus, formatError } from '../../driver/terminal/errors.ts';

const QUIET = { verbose: false, colour: false };
const unknown = new RtoError('RTO_VERSION_UNKNOWN', 'no Go 1.28 in the catalog', {
  facts: { 'asked by': 'go.mod line 3: go 1.28', newest: '1.27.3' },
  try: 'rto shell 1.27',
});

function systemError(): unknown {
  try {
    return readFileSync('/no/such/file');
  } catch (error) {
    return error;
  }
}

it('says what failed, why and what to do, in columns', () => {
  expect(formatError(unknown, QUIET)).toBe(`error: no Go 1.28 in the catalog [RTO_VERSION_UNKNOWN]
  asked by  go.mod line 3: go 1.28
  newest    1.27.3
  try       rto shell 1.27`);
});

it('says the same as an object', () => {
  expect(errorObject(unknown)).toEqual({
    error: {
      code: 'RTO_VERSION_UNKNOWN',
      message: 'no Go 1.28 in the catalog',
      facts: { 'asked by': 'go.mod line 3: go 1.28', newest: '1.27.3' },
      try: 'rto shell 1.27',
    },
  });
});

it('keeps the lines of a fact below its label', () => {
  const error = new RtoError('RTO_CWD', 'it failed', { facts: { output: 'one\ntwo', why: 'x' } });
  expect(formatError(error, QUIET)).toBe('error: it failed [RTO_CWD]\n  output  one\n          two\n  why     x');
});

describe('exit status', () => {
  it.each<[error: unknown, want: number, why: string]>([
    [unknown, 1, 'could not'],
    [new RtoError('RTO_CWD', 'x', { exit: 2 }), 2, 'what the error says'],
    [systemError(), 1, 'a system error is not our bug'],
    [new TypeError('x is not a function'), 70, 'everything else is'],
    ['a string', 70, 'whatever was thrown'],
  ])('%s -> %i (%s)', (error, want) => {
    expect(exitStatus(error)).toBe(want);
  });
});

it('shows a stack for a bug, and for an error only when asked', () => {
  expect(formatError(new TypeError('x is not a function'), QUIET)).toMatch(
    /^error: this is a bug in rto: x is not a function \[RTO_BUG\]\n.*\n {2}TypeError: x is not a function\n.*errors\.test\.ts/s,
  );
  expect(formatError(unknown, QUIET)).not.toContain('errors.test.ts');
  const wrapped = new RtoError('RTO_CWD', 'x', { cause: new Error('deep down') });
  expect(formatError(wrapped, { verbose: true, colour: false })).toMatch(/RtoError: x.*caused by Error: deep down/s);
});

it('prints no control characters and no passwords, and colour only when told', () => {
  const error = new RtoError('RTO_CWD', 'GET https://me:se\u001b[0mcret@host/x failed', {
    facts: { url: 'http://u:p@h:80/a?b https://t@h2/' },
  });
  const text = formatError(error, QUIET);
  expect(text).toBe('error: GET https://host/x failed [RTO_CWD]\n  url  http://h/a https://h2/');
  expect(formatError(error, { verbose: false, colour: true }).startsWith('\u001b[1;31merror:\u001b[0m GET')).toBe(true);
  expect(JSON.stringify(errorObject(error))).not.toMatch(/cret|u:p/);
});
