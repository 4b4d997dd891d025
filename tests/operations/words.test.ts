// The words of a selection, from the table that wrappers/selection is tested with too.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isWithin, means, parseWord, type Word, within, wordText } from '../../driver/operations/words.ts';

interface Table {
  groups: string[];
  words: (Word & { word: string })[];
  refused: string[];
  within: { word: string; package: string; names: string | null }[];
  trees: { word: string; package: string; holds: boolean }[];
}

const table: Table = JSON.parse(readFileSync(new URL('../fixtures/selection.json', import.meta.url), 'utf8'));
const parse = (written: string): Word => {
  const word = parseWord(written, table.groups);
  if (word === undefined) throw new Error(`${written} is no word`);
  return word;
};

it.each(table.words)('$word', ({ word, ...parts }) => {
  expect(parse(word)).toEqual(parts);
  expect(parse(wordText(parse(word)))).toEqual(parts);
});
it.each(table.refused)('%j is refused', (written) => expect(parseWord(written, table.groups)).toBeUndefined());
it.each(table.within)('$word within $package', ({ word, package: path, names }) =>
  expect(within(parse(word), path) ?? null).toBe(names),
);
it.each(table.trees)('$word and $package', ({ word, package: path, holds }) =>
  expect(isWithin(parse(word), path)).toBe(holds),
);

describe('means', () => {
  const group = () => [{ package: 'crypto/aes', name: 'NewCipher' }];
  it.each([
    ['crypto', 'crypto/aes', 'NewCipher', true],
    ['crypto', 'crypto/aes', 'NewGCM', false],
    ['crypto/...', 'crypto/aes', 'NewCipher', true],
    ['crypto/aes.*', 'crypto/aes', 'NewCipher', true],
    ['crypto/aes.*', 'crypto/des', 'NewCipher', false],
    ['net/http.(*Client).*', 'net/http', 'Client.Do', true],
    ['net/http.(*Client).*', 'net/http', 'Clientele.Do', false],
    ['net/http.(*Client).Do', 'net/http', 'Client.Do', true],
    ['net/http.(*Client).Do', 'net/http', 'Client.Get', false],
  ])('%s: %s.%s is %s', (word, path, name, meant) =>
    expect(means(parse(word), { package: path, name }, group)).toBe(meant),
  );
});
