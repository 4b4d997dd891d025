// The rooms of driver/ and what each may import: the table in ARCHITECTURE.md and the code say the same.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './support/paths.ts';

const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');

/** Room -> the rooms that the table lets it import. */
const TABLE = new Map(
  [...page.matchAll(/^\| `driver\/(\w+)` \|[^|]*\|([^|]*)\|$/gm)].map(([, room = '', imports = '']) => [
    room,
    imports
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '–')
      .sort(),
  ]),
);
const LEAF = 'text';
/** They wire the rest: whatever starts rto. */
const STARTERS = ['bin.ts', 'start.ts', 'main.ts'];

interface Import {
  from: string;
  to: string;
}

const IMPORTS: Import[] = readdirSync(join(ROOT, 'driver'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .flatMap((from) =>
    [...readFileSync(join(ROOT, 'driver', from), 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(
      ([, target = '']) => ({ from, to: normalize(join(dirname(from), target)) }),
    ),
  );

/** The room of a file; undefined for files that lie in driver/ itself. */
const roomOf = (path: string): string | undefined => (path.includes('/') ? path.split('/')[0] : undefined);

it('has a row for each room', () => {
  const rooms = readdirSync(join(ROOT, 'driver'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...TABLE.keys()].sort()).toEqual(rooms.map(({ name }) => name).sort());
});

it.each([...TABLE])('%s imports what the table says', (room, allowed) => {
  const imported = IMPORTS.filter(({ from }) => roomOf(from) === room).flatMap(({ to }) => roomOf(to) ?? []);
  const others = new Set(imported.filter((name) => name !== room && name !== LEAF));
  expect([...others].sort()).toEqual(allowed);
});

it('has leaves that import nothing but leaves', () => {
  const wrong = IMPORTS.filter(({ from }) => (roomOf(from) ?? LEAF) === LEAF && !STARTERS.includes(from)).filter(
    ({ to }) => (roomOf(to) ?? LEAF) !== LEAF || STARTERS.includes(to),
  );
  expect(wrong).toEqual([]);
});

it('has no circles between files', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of IMPORTS) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) throw new Error([...way.slice(way.indexOf(path)), path].join(' > '));
    if (done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
});

describe('what ARCHITECTURE.md names', () => {
  const named = [...page.matchAll(/`((?:driver|overlays|wrappers|tests|bench)\/[\w./-]+\.\w+)`/g)].map(
    ([, path = '']) => path,
  );
  it.each([...new Set(named)].filter((path) => !path.includes('NN')))('%s is there', (path) => {
    expect(() => readFileSync(join(ROOT, path))).not.toThrow();
  });
});
