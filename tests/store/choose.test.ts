import { expect, it } from 'vitest';
import { chooseToolchains } from '../../driver/store/choose.ts';
import type { StoredToolchain } from '../../driver/store/store.ts';

const toolchain = (version: string, recipe: string): StoredToolchain => ({
  base: `${recipe.repeat(32)}-rto-go-${version}-${recipe.repeat(12)}`,
  goroot: '/store',
  name: `rto-go-${version}-${recipe.repeat(12)}`,
  nar: 'sha256-',
  size: 1,
  version,
  platform: 'linux-amd64',
  recipe: recipe.repeat(64),
  installed: '2026-01-01T00:00:00.000Z',
  source: { h1: undefined, nar: 'sha256-', origin: 'a test' },
});

const A = toolchain('1.23.4', 'a');
const B = toolchain('1.23.12', 'b');
const C = toolchain('1.24.9', 'c');
const D = toolchain('1.24.9', 'd');
const E = toolchain('1.20', 'e');
const F = toolchain('1.20.14', 'f');
const ALL = [A, B, C, D, E, F];

it.each<[names: string[], want: StoredToolchain[], why: string]>([
  [['1.23.4'], [A], 'a version'],
  [['go1.23.12'], [B], 'Go’s own name'],
  [['1.24.9'], [C, D], 'a version made by two recipes'],
  [['1.24'], [C, D], 'a minor with one release'],
  [[C.base], [C], 'a base name'],
  [[D.name], [D], 'a name'],
  [['1.20'], [E], '1.20 is the name of a release'],
  [['1.23.4', A.base, '1.24'], [A, C, D], 'each once, in the order given'],
])('%j -> %# (%s)', (names, want) => {
  expect(chooseToolchains(names, ALL)).toEqual(want);
});

it.each([
  ['1.23', 'RTO_UNINSTALL_UNCLEAR', 2],
  ['1.25', 'RTO_UNINSTALL_UNKNOWN', 1],
  ['1.23.5', 'RTO_UNINSTALL_UNKNOWN', 1],
  ['', 'RTO_UNINSTALL_UNKNOWN', 1],
  ['..', 'RTO_UNINSTALL_UNKNOWN', 1],
])('%j: %s', (name, code, exit) => {
  expect(() => chooseToolchains([name], ALL)).toThrow(expect.objectContaining({ code, exit }));
});
