// A log whose write waits stops nobody but the goroutine that writes.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { build, start } from './programs.ts';
import { MINORS } from './settings.ts';

const folder = tempFolder('hub');

describe.each(MINORS)('Go %s', (minor) => {
  it.each(['1', '2', '4'])('collects garbage while a write of the log waits, GOMAXPROCS=%s', async (processors) => {
    const program = await build(folder, 'stall', minor, { observe: 'reflect' });
    const fifo = join(folder, `${minor}-${processors}`);
    const result = await start(program, ['alone', fifo], { env: { GOMAXPROCS: processors } });
    expect(result, result.stderr).toMatchObject({ status: 0, stdout: 'blocked true, ten collections in time true\n' });
  });

  it('loses no count where more wait than can', async () => {
    const program = await build(folder, 'stall', minor, { observe: 'reflect.Value.MethodByName' });
    const result = await start(program, ['crowd', join(folder, `${minor}-crowd`)]);
    expect(result, result.stderr).toMatchObject({ status: 0, stdout: 'all there or counted true\n' });
  });
});
