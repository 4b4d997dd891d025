// Two installs on two paths give the same bits under the same name.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { rto, run } from '../support/rto.ts';

const folder = mkdtempSync(join(tmpdir(), 'rto with spaces and a longer name '));
afterAll(async () => {
  await run('chmod', ['-R', 'u+w', folder]);
  rmSync(folder, { recursive: true });
});

it('installs the same bits at another path', async () => {
  const shared = await rto(['install', '--json', '1.24']);
  expect(shared.status, shared.stderr).toBe(0);
  const env = {
    RTO_HOME: join(folder, 'data'),
    RTO_CACHE: join(folder, 'cache'),
    GOAMD64: 'v3',
    GOFLAGS: '-race',
    TMPDIR: folder,
  };
  const other = await rto(['install', '--json', '1.24'], { env });
  expect(other.status, other.stderr).toBe(0);
  const [here, there] = [JSON.parse(shared.stdout), JSON.parse(other.stdout)];
  expect([there.nar, there.base]).toEqual([here.nar, here.base]);
  expect(there.goroot).not.toBe(here.goroot);
});
