// kill -9 in every phase of an install: the next run works, and the store holds one good toolchain and nothing half-made.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { BIN, rto, run, testEnvironment } from '../support/rto.ts';

const folder = mkdtempSync(join(tmpdir(), 'rto-killed-'));
const env = { RTO_HOME: join(folder, 'data'), RTO_CACHE: join(folder, 'cache') };
afterAll(async () => {
  await run('chmod', ['-R', 'u+w', folder]);
  rmSync(folder, { recursive: true });
});

/** Starts an install and kills it when it has said that, or after so many milliseconds. Gives what it said. */
async function killed(when: string | number): Promise<string> {
  return await new Promise((done, fail) => {
    const child = spawn(process.execPath, [BIN, 'install', '1.24'], {
      env: testEnvironment(env),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    const kill = () => child.kill('SIGKILL');
    if (typeof when === 'number') setTimeout(kill, when);
    child.stderr.on('data', (data) => {
      said += data;
      if (typeof when === 'string' && said.includes(when)) kill();
    });
    child.on('error', fail);
    child.on('close', (status, signal) =>
      signal === 'SIGKILL' ? done(said) : fail(new Error(`ended with ${status}: ${said}`)),
    );
  });
}

it.each([
  [500, 'while it downloads'],
  ['download', 'while it verifies'],
  ['verify', 'while it unpacks'],
  ['unpack', 'while Go is built'],
  ['instrument', 'while it hashes and seals'],
])('survives being killed at %s (%s)', async (when, _why) => {
  await killed(when);
  expect((await rto(['list', '--json'], { env })).stdout).toBe('[]\n');
});

it('installs the good toolchain afterwards, and leaves nothing else', async () => {
  const shared = JSON.parse((await rto(['install', '--json', '1.24'])).stdout);
  const result = await rto(['install', '--json', '1.24'], { env });
  expect(result.status, result.stderr).toBe(0);
  expect(JSON.parse(result.stdout).base).toBe(shared.base);
  expect(readdirSync(join(env.RTO_HOME, 'store'))).toEqual([shared.base]);
  expect(readdirSync(join(env.RTO_HOME, 'staging'))).toEqual([]);
});
