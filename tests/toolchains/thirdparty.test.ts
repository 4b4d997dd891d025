// A module that is not ours, straight from the module cache: its tests pass as on stock, and leave a log.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readEvents } from '../support/log.ts';
import { rto } from '../support/rto.ts';

const MODULE = 'github.com/spf13/cobra@v1.9.1';
const folder = mkdtempSync(join(tmpdir(), 'rto-third-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('passes the tests of cobra and logs them', async () => {
  const downloaded = await rto(['exec', '1.24', '--', 'go', 'mod', 'download', '-json', MODULE], { cwd: folder });
  expect(downloaded.status, downloaded.stdout + downloaded.stderr).toBe(0);
  const cwd = JSON.parse(downloaded.stdout).Dir;
  const silent = await rto(['exec', '1.24', '--', 'go', 'test', '-count=1', './...'], { cwd });
  expect(silent.status, silent.stdout + silent.stderr).toBe(0);
  const log = join(folder, 'cobra.jsonl');
  expect(existsSync(log)).toBe(false);
  const logged = await rto(['test', '--log', log, '1.24', '-count=1', './...'], { cwd });
  expect(logged.status, logged.stdout + logged.stderr).toBe(0);
  const callers = readEvents(log).map((event) => event.caller);
  expect(callers.some((caller) => caller.startsWith('github.com/spf13/cobra.'))).toBe(true);
  expect(callers.some((caller) => caller.startsWith('text/template.'))).toBe(true);
});
