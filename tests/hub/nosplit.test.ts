// A function that is marked nosplit runs as with stock Go: it links, however large its frame, and its stack does not move.
import { beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { standardTrees } from '../support/trees.ts';
import { build, fault, observe, records, start } from './programs.ts';
import { MINORS, times } from './settings.ts';

const folder = tempFolder('hub');

const DEPTHS = Array.from({ length: times(60, 200) }, (_, depth) => String(depth));

describe.each(MINORS)('Go %s', (minor) => {
  let program = '';
  beforeAll(async () => {
    program = await build(folder, 'nosplit', minor, { observe: 'unsafe' });
  });

  it('moves no stack without a log', async () => {
    const said = [];
    for (const depth of DEPTHS) said.push((await start(program, [depth])).stdout);
    expect([...new Set(said)]).toEqual(['done\n']);
  });

  it('moves no stack with a log', async () => {
    const said = [];
    for (const depth of DEPTHS) {
      const { result, log } = await observe(program, [depth]);
      said.push(result.stdout);
      records(log);
    }
    expect([...new Set(said)]).toEqual(['done\n']);
  });

  it('links and runs where everything is observed', async () => {
    const everything = await build(folder, 'pinned', minor, {
      observe: `${await standardTrees(minor)},example.com/...`,
    });
    const { result, log } = await observe(everything, []);
    expect(fault(result)).toBe('');
    expect(records(log).length).toBeGreaterThan(30);
  });
});
