// Signals in every phase of an install: the next run works, and the store holds one good toolchain and nothing half-made.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BIN } from '../support/paths.ts';
import { rto, run, testEnvironment } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('killed');
const env = { RTO_HOME: join(folder, 'data'), RTO_CACHE: join(folder, 'cache') };

const staging = join(env.RTO_HOME, 'staging');
const staged = (): string[] => (existsSync(staging) ? readdirSync(staging) : []);

/** The moment when an install has a staging folder. */
const STAGED = 'its first folder';

/**
 * Starts an install and sends it a signal when it has said that, at STAGED, or after so many milliseconds. Gives how it ended.
 */
async function killed(when: string | number, signal: NodeJS.Signals): Promise<[number | null, string | null, string]> {
  return await new Promise((done, fail) => {
    const child = spawn(process.execPath, [BIN, 'install', '1.24'], {
      env: testEnvironment(env),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    let sent = false;
    const kill = () => {
      if (!sent) sent = child.kill(signal);
    };
    if (typeof when === 'number') setTimeout(kill, when);
    const before = staged();
    const watch = setInterval(() => {
      if (when === STAGED && staged().some((name) => !before.includes(name))) kill();
    }, 10);
    child.stderr.on('data', (data) => {
      said += data;
      if (typeof when === 'string' && said.includes(when)) kill();
    });
    child.on('error', fail);
    child.on('close', (status, by) => {
      clearInterval(watch);
      done([status, by, said]);
    });
  });
}

it.each([
  [500, 'while it downloads'],
  ['download', 'while it verifies'],
  ['verify', 'while it unpacks'],
  ['unpack', 'while Go is built'],
  ['instrument', 'while it hashes and seals'],
])('survives being killed at %s (%s)', async (when, _why) => {
  const [status, by, said] = await killed(when, 'SIGKILL');
  expect([status, by], said).toEqual([null, 'SIGKILL']);
  expect((await rto(['list', '--json'], { env })).stdout).toBe('[]\n');
});

it.each<[string, NodeJS.Signals, number]>([
  [STAGED, 'SIGINT', 130], // it verifies
  ['verify', 'SIGHUP', 129], // it unpacks
  ['unpack', 'SIGTERM', 143], // Go is built
])('clears away what it began at %s when it gets %s', async (when, signal, expected) => {
  const [status, by, said] = await killed(when, signal);
  expect([status, by], said).toEqual([expected, null]);
  expect(said).toContain(`error: interrupted by ${signal} [RTO_INTERRUPTED]`);
  expect(readdirSync(staging)).toEqual([]);
  // Neither go nor what go ran works on.
  expect((await run('pgrep', ['-f', folder])).stdout).toBe('');
});

it('installs the good toolchain afterwards, and leaves nothing else', async () => {
  const shared = JSON.parse((await rto(['install', '--json', '1.24'])).stdout);
  const result = await rto(['install', '--json', '1.24'], { env });
  expect(result.status, result.stderr).toBe(0);
  expect(JSON.parse(result.stdout).base).toBe(shared.base);
  expect(readdirSync(join(env.RTO_HOME, 'store'))).toEqual([shared.base]);
  expect(readdirSync(staging)).toEqual([]);
});
