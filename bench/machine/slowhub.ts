// An rto whose hub is slower on purpose, to see the gate fail: a copy of the package in which the sum of each call first
// takes some turns of a loop. It is a whole rto, so its recipe digest covers the change and its toolchain has a name of its own.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrappersDigest } from '../../driver/toolchain/recipe.ts';
import { ROOT } from './root.ts';

/** Makes the copy in `folder`, which must be absent. `turns` is how often the loop goes round, a few processor cycles each. */
export function makeSlowHub(folder: string, turns: number): string {
  mkdirSync(folder, { recursive: true });
  for (const part of ['dist', 'overlays', 'wrappers', 'package.json', 'driver/process/shell'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const runtime = join(folder, 'wrappers', 'runtime');
  insert(join(runtime, 'common', 'rto_hot.go'), 'func rtoSum(');
  writeFileSync(join(runtime, 'common', 'rto_slow.go'), slow(turns));
  if (wrappersDigest(join(folder, 'wrappers')) === wrappersDigest(join(ROOT, 'wrappers')))
    throw new Error('the slower hub has the recipe of the real one');
  return folder;
}

function insert(file: string, entry: string): void {
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(new RegExp(`^(${entry.replace('(', '\\(')}.*\\{)$`, 'm'), '$1\n\trtoSlow()');
  if (changed === text)
    throw new Error(`${file} has no line with ${entry}…) {: tell machine/slowhub.ts where the hub is entered`);
  writeFileSync(file, changed);
}

const slow = (turns: number) => `// Part of a benchmark's self-test: makes every call of the hub slower.

package runtime

var rtoSlowness uint64

//go:noinline
func rtoSlow() {
	x := rtoSlowness | 1
	for i := 0; i < ${turns}; i++ {
		x *= 0x9e3779b97f4a7c15 // each turn waits for the one before
	}
	if x == 0 {
		rtoSlowness = x // never: it is odd
	}
}
`;
