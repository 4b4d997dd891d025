// Two installs on two paths give the same bits under the same name, and so do what they compile.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('with spaces and a longer name');

const elsewhere = { RTO_HOME: join(folder, 'data'), RTO_CACHE: join(folder, 'cache') };

it('installs the same bits at another path', async () => {
  const shared = await rto(['install', '--json', '1.24']);
  expect(shared.status, shared.stderr).toBe(0);
  const env = { ...elsewhere, GOAMD64: 'v3', GOFLAGS: '-race', TMPDIR: folder };
  const other = await rto(['install', '--json', '1.24'], { env });
  expect(other.status, other.stderr).toBe(0);
  const [here, there] = [JSON.parse(shared.stdout), JSON.parse(other.stdout)];
  expect([there.nar, there.base]).toEqual([here.nar, here.base]);
  expect(there.goroot).not.toBe(here.goroot);
});

// A cache may be shared by both: a plugin opens only where host and plugin saw the same export data.
it('compiles hooked packages of the standard library to the same export data', async () => {
  const exported = async (name: string, env: Record<string, string>): Promise<Buffer> => {
    const go = ['exec', '1.24', '--', 'go', 'list', '-export', '-f', '{{.Export}}', 'reflect'];
    const { stdout, stderr } = await rto(go, { env: { ...env, GOCACHE: join(folder, name) } });
    const object = readFileSync(stdout.trim() || expect.fail(stderr));
    return object.subarray(object.indexOf('$$B'), object.indexOf('_go_.o'));
  };
  const here = await exported('here', {});
  expect(here.length).toBeGreaterThan(10_000);
  expect((await exported('there', elsewhere)).equals(here)).toBe(true);
});
