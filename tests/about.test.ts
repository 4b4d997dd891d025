// The names of toolchains and what a tree says of itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseToolchainName, readAbout, saysInstrumented, toolchainName } from '../driver/about.ts';
import { tempFolder } from './support/temp.ts';

const RECIPE = '0123456789abcdef'.repeat(4);

it.each(['1.19', '1.23.12', '1.27rc2', '1.24.13'])('names a toolchain of Go %s, and reads the name', (version) => {
  const name = toolchainName(version, RECIPE);
  expect(name).toBe(`rto-go-${version}-0123456789ab`);
  expect(parseToolchainName(name)).toEqual({ version, recipe: '0123456789ab' });
});

it.each(['', 'go-1.24', 'rto-go-1.24', 'rto-go-1.24-0123', 'rto-go-1.24/..-0123456789ab', 'xrto-go-1.24-0123456789ab'])(
  'takes %j for no name',
  (name) => expect(parseToolchainName(name)).toBeUndefined(),
);

it('reads what a tree says of itself, and nothing of what is no such record', () => {
  const goroot = join(tempFolder(), 'go');
  mkdirSync(goroot);
  expect([saysInstrumented(goroot), readAbout(goroot)]).toEqual([false, undefined]);
  const about = { go: '1.24.13', platform: 'linux-amd64', recipe: RECIPE };
  const write = (text: string) => writeFileSync(join(goroot, 'rto.json'), text);
  write(JSON.stringify({ family: '1.24', ...about }));
  expect([saysInstrumented(goroot), readAbout(goroot)]).toEqual([true, about]);
  for (const text of ['', '{', '[]', 'null', '{}', JSON.stringify({ ...about, recipe: 'x' })]) {
    write(text);
    expect([saysInstrumented(goroot), readAbout(goroot)], text).toEqual([true, undefined]);
  }
});
