// What a goroutine has returned from is in the log, though the process is killed at once; and no line is torn.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { build, start } from './programs.ts';
import { MINORS, times } from './settings.ts';

const folder = tempFolder('hub');

describe.each(MINORS)('Go %s', (minor) => {
  let program = '';
  beforeAll(async () => {
    program = await build(folder, 'kills', minor, { observe: 'reflect' });
  });

  it.each([
    ['race', times(300, 10_000)],
    ['moment', times(200, 5000)],
  ])('loses nothing at a kill: %s, %i rounds', async (way, rounds) => {
    const result = await start(program, [way, String(rounds), join(folder, 'killed.jsonl')], { patience: 600 });
    expect(result, result.stderr).toMatchObject({ status: 0, stdout: 'events true, lost 0, torn 0\n' });
  });
});
