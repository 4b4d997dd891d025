// More to report than there is room for, and reports where the world stands still.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { build, observe, start } from './programs.ts';
import { MINORS } from './settings.ts';

const folder = tempFolder('hub');

const looked = (log: string) =>
  new Set(log.split('\n').filter((line) => line.includes('"operation":"reflect.Value.MethodByName"'))).size;
const ended = { status: 0, stdout: expect.stringContaining('done\n') };

describe.each(MINORS)('Go %s', (minor) => {
  it.each(['2', '16', '64'])('writes each event of more goroutines than lines, GOMAXPROCS=%s', async (processors) => {
    const program = await build(folder, 'busy', minor, { observe: 'reflect.Value.MethodByName' });
    const { result, log } = await observe(program, ['crowd'], { env: { GOMAXPROCS: processors } });
    expect(result, result.stderr).toMatchObject(ended);
    expect(looked(log)).toBe(20_000 * 5);
    expect(log).not.toContain('"operation":"rto.stats"');
  });

  it('collects garbage while many wait for one line', async () => {
    const program = await build(folder, 'busy', minor, { observe: 'reflect.Value.MethodByName' });
    const fifo = join(folder, `${minor}-same`);
    execFileSync('mkfifo', [fifo]);
    const held = ['-c', 'exec 3<>"$1"; shift; exec "$@"', 'sh', fifo, program, 'same'];
    const env = { GOMAXPROCS: '2', INSTRUMENTATION_LOG_PATH: fifo };
    const { stdout, stderr } = await start('sh', held, { env });
    expect(stdout, stderr).toBe('five collections in time true\n');
  });

  it('reports nothing while the world is stopped', async () => {
    const observed = 'example.com/hub/busy.Cleanup';
    const program = await build(folder, 'busy', minor, { observe: observed });
    // A table of one line: each collection would report again.
    const { result, log } = await observe(program, ['cleanup'], { env: { INSTRUMENTATION_MAX_SEEN_ENTRIES: '1' } });
    expect(result, result.stderr).toMatchObject({ status: 0, stdout: 'cleaned true\ndone\n' });
    expect(log).not.toContain(`"operation":"${observed}"`);
    if (minor !== '1.19') expect(log).toMatch(/"unreported":"[1-9]/);
  });

  it('waits for nobody who does not read standard error', async () => {
    const program = await build(folder, 'busy', minor, { observe: 'reflect.Value.MethodByName' });
    const log = join(folder, `${minor}-speechless`);
    const full = ['-c', 'mkfifo "$1.f"; exec 3<>"$1.f"; shift; exec "$@" 2>&3', 'sh', log, program, 'speechless'];
    const { status, stdout } = await start('sh', full, { env: { INSTRUMENTATION_LOG_PATH: log }, patience: 20 });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'collected\n' });
  });
});
