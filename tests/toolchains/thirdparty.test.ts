// A module that is not ours, straight from the module cache: its tests end as with stock Go, and leave a log.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEvents } from '../support/log.ts';
import { rto, run } from '../support/rto.ts';
import { stockGoroot } from '../support/stock.ts';
import { tempFolder } from '../support/temp.ts';

const MODULE = 'github.com/spf13/cobra@v1.9.1';
const TEST = ['-count=1', '-json', './...'];
const folder = tempFolder('third');

/** Each test's outcome: "github.com/spf13/cobra TestX pass". */
function outcomes(json: string): string[] {
  const events = json.split('\n').filter((line) => line.startsWith('{'));
  return events
    .map((line) => JSON.parse(line) as { Action: string; Package?: string; Test?: string })
    .filter(({ Action, Test }) => Test !== undefined && ['pass', 'fail', 'skip'].includes(Action))
    .map(({ Action, Package, Test }) => `${Package} ${Test} ${Action}`)
    .sort();
}

it('tests cobra with the outcome of stock Go, and logs it', async () => {
  const downloaded = await rto(['exec', '1.24', '--', 'go', 'mod', 'download', '-json', MODULE], { cwd: folder });
  expect(downloaded.status, downloaded.stdout + downloaded.stderr).toBe(0);
  const cwd = JSON.parse(downloaded.stdout).Dir;

  const { version } = JSON.parse((await rto(['resolve', '--json', '1.24'])).stdout);
  const goroot = await stockGoroot(version);
  const env = { GOROOT: goroot, GOTOOLCHAIN: 'local' };
  const stock = outcomes((await run(join(goroot, 'bin', 'go'), ['test', ...TEST], { cwd, env })).stdout);
  expect(stock.length).toBeGreaterThan(100);

  const log = join(folder, 'cobra.jsonl');
  const silent = await rto(['exec', '1.24', '--', 'go', 'test', ...TEST], { cwd });
  expect(outcomes(silent.stdout)).toEqual(stock);
  expect(existsSync(log)).toBe(false);

  const logged = await rto(['test', '--log', log, '1.24', ...TEST], { cwd });
  expect(outcomes(logged.stdout)).toEqual(stock);
  const callers = readEvents(log).map((event) => event.caller);
  expect(callers.some((caller) => caller.startsWith('github.com/spf13/cobra.'))).toBe(true);
  expect(callers.some((caller) => caller.startsWith('text/template.'))).toBe(true);
});
