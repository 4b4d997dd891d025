// Tables: columns that stay aligned whatever a cell holds, and lines that are no wider than the room.
import { expect, it } from 'vitest';
import { width } from '../../driver/text/columns.ts';
import { table } from '../../driver/text/table.ts';

it('aligns columns, numbers to the right, without space at line ends', () => {
  const rows = [
    ['go1.24.9', '250 MB', 'a'],
    ['go1.9', '3 MB', ''],
  ];
  expect(table(rows, [1])).toEqual(['go1.24.9  250 MB  a', 'go1.9       3 MB']);
  expect(table([])).toEqual([]);
});

it('a cell cannot break out of its table', () => {
  expect(table([['a\nb', 'c']])).toEqual(['a\\x0ab  c']);
});

it('aligns wide characters by the columns that they take', () => {
  expect(
    table([
      ['日本', 'x'],
      ['abcd', 'y'],
    ]),
  ).toEqual(['日本  x', 'abcd  y']);
});

const ROWS = [
  ['kept', '250 MB', 'rto-go-1.24.9-0123456789ab', 'installed by name, used by /home/ada/app, used by /home/ada/other'],
  ['removed', '3 MB', 'x', 'damaged'],
];

it('breaks cells between words where there is less room, and numbers never', () => {
  expect(table(ROWS, [1], 70)).toEqual([
    'kept     250 MB  rto-go-1.24.9-0123456789ab  installed by name, used',
    '                                             by /home/ada/app, used by',
    '                                             /home/ada/other',
    'removed    3 MB  x                           damaged',
  ]);
});

it('is as wide as it takes without a room, and no wider than before with one', () => {
  expect(table(ROWS, [1], 200)).toEqual(table(ROWS, [1]));
});

it.each([1, 10, 40, 61, 62, 63, 75, 90, 110])('loses no word in %i columns, and breaks none', (room) => {
  const lines = table(ROWS, [1], room);
  const words = (text: string) => text.split(/\s+/).sort();
  expect(words(lines.join(' ').trim())).toEqual(words(ROWS.flat().join(' ')));
  // The longest words, the figures and the gaps.
  const least = 'removed'.length + 6 + 26 + '/home/ada/other'.length + 6;
  for (const line of lines) expect(width(line)).toBeLessThanOrEqual(Math.max(room, least));
});

it('keeps the indent of a cell that is broken', () => {
  expect(table([['  made by nix', 'sha256-x']], [], 18)).toEqual(['  made    sha256-x', '  by nix']);
});
