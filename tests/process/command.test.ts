// What a command that failed leaves: its last words to be shown, all of them to be read.
import { expect, it } from 'vitest';
import { CommandError, capture } from '../../driver/process/command.ts';

const options = { cwd: '/', env: { PATH: '/usr/bin:/bin' } };

async function failureOf(script: string): Promise<CommandError> {
  const failure: unknown = await capture('/bin/sh', ['-c', script], options).catch((error: unknown) => error);
  if (failure instanceof CommandError) return failure;
  throw new Error(`no CommandError: ${String(failure)}`);
}

it('keeps all that it said, and shows the last lines', async () => {
  const failure = await failureOf('seq 5000 >&2; exit 3');
  expect(failure.status).toBe(3);
  expect(failure.words.split('\n')).toHaveLength(5000);
  expect(failure.facts['said']?.split('\n')).toEqual(Array.from({ length: 12 }, (_, i) => String(4989 + i)));
  expect(failure.message).toBe('/bin/sh -c failed');
});

it('reads standard output where standard error is empty', async () => {
  expect((await failureOf('echo out; exit 1')).words).toBe('out');
  expect((await failureOf('echo out; echo err >&2; exit 1')).words).toBe('err');
});

it('names the signal that ended it', async () => {
  const failure = await failureOf('kill -9 $$');
  expect([failure.status, failure.words, failure.facts['status']]).toEqual(['SIGKILL', '', 'SIGKILL']);
});
