// Flags of the go command as rto reads them.
import { expect, it } from 'vitest';
import { readGoFlag, splitFlagValue, takeFlag } from '../../driver/cli/goflags.ts';

it.each<[word: string, name: string, value: string | undefined, next: boolean | undefined, why: string]>([
  ['-race', 'race', undefined, false, 'a switch'],
  ['-race=false', 'race', 'false', false, 'a switch that is off'],
  ['-tags', 'tags', undefined, true, 'its value is the next word'],
  ['--tags=a,b', 'tags', 'a,b', false, 'or behind ='],
  ['-ldflags=-X a=b', 'ldflags', '-X a=b', false, 'the first = counts'],
  ['-test.run', 'run', undefined, true, 'as go test takes it, too'],
  ['-own', 'own', undefined, undefined, 'not go’s'],
])('%s (%s)', (word, name, value, takesNext) => {
  expect(readGoFlag(word)).toEqual({ name, value, takesNext });
});

it('takes a flag out with its value, the last one counts', () => {
  expect(takeFlag(['-v', '-exec', 'a', '-tags', '-exec', '-exec=b c', '.'], 'exec')).toEqual({
    value: 'b c',
    others: ['-v', '-tags', '-exec', '.'],
  });
  expect(takeFlag(['-v'], 'exec')).toEqual({ value: undefined, others: ['-v'] });
});

it.each<[text: string, words: string[] | undefined]>([
  ['qemu-aarch64', ['qemu-aarch64']],
  ['  a  b\tc ', ['a', 'b', 'c']],
  [`'/opt/my qemu/q' -cpu "max x"`, ['/opt/my qemu/q', '-cpu', 'max x']],
  [`a'b c'`, [`a'b`, `c'`]],
  [`'a b`, undefined],
  ['', []],
])('splits %j as go does', (text, words) => {
  expect(splitFlagValue(text)).toEqual(words);
});
