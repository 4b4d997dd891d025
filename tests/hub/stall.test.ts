// A log whose write waits stops nobody but the goroutine that writes.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { build, start, workFolder } from './programs.ts';
import { MINORS } from './settings.ts';

const folder = workFolder();
afterAll(() => rmSync(folder, { recursive: true }));

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
