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
const namesIn = (path: string): string[] => (existsSync(path) ? readdirSync(path) : []);
const staged = (): string[] => namesIn(staging);

/** Files of a download that goes on. */
const arriving = (): string[] => namesIn(join(env.RTO_CACHE, 'download')).filter((name) => name.endsWith('.part'));

/** Moments that an install does not tell of: how many of what there is grows then. */
const MOMENTS: Record<string, () => string[]> = {
  'its first file': arriving,
  'its first folder': staged,
};

/** Starts an install and sends it a signal at that moment, or when it has said that. Gives how it ended. */
async function killed(when: string, signal: NodeJS.Signals): Promise<[number | null, string | null, string]> {
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
    const grows = MOMENTS[when] ?? (() => []);
    const before = grows();
    const watch = setInterval(() => {
      if (grows().some((name) => !before.includes(name))) kill();
    }, 10);
    child.stderr.on('data', (data) => {
      said += data;
      if (said.includes(when)) kill();
    });
    child.on('error', fail);
    child.on('close', (status, by) => {
      clearInterval(watch);
      done([status, by, said]);
    });
  });
}

it.each([
  ['its first file', 'while it downloads'],
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
  ['its first folder', 'SIGINT', 130], // it verifies
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
