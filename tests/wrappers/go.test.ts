// The Go sources of wrappers/: their own tests, vet and format.
import { expect, it } from 'vitest';
import { goTests, goVet, inWrappers } from '../support/gotests.ts';

it('passes its Go tests', async () => {
  const result = await goTests('1.24');
  expect(result.status, result.stdout + result.stderr).toBe(0);
  expect(result.stdout).toMatch(/^ok .*\/rewrite/m);
});

it('has nothing that go vet objects to', async () => {
  const result = await goVet('1.24');
  expect(result.status, result.stderr).toBe(0);
});

it('is formatted', async () => {
  const result = await inWrappers('1.24', [
    'gofmt',
    '-l',
    'compile',
    'install',
    'operations',
    'runtime',
    'selection',
    'rewrite',
  ]);
  expect(result.status, result.stderr).toBe(0);
  // Golden files show the stand-in's insertions as they are.
  expect(result.stdout.split('\n').filter((name) => name !== '' && !name.includes('testdata'))).toEqual([]);
});
