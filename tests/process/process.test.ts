import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import { runChild } from '../../driver/process/process.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('process');
const env = { PATH: `${folder}:/usr/bin:/bin` };

function script(name: string, text: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

describe('exit status', () => {
  it.each([
    ['exit 0', 0, 'done'],
    ['exit 7', 7, 'as it is'],
    ['exit 255', 255, 'the largest'],
    ['kill -TERM $$', 143, '128 + 15'],
    ['kill -KILL $$', 137, '128 + 9'],
    ['kill -INT $$', 130, '128 + 2'],
    ['kill -SEGV $$', 139, '128 + 11: a crash'],
    ['kill -PIPE $$', 141, 'Node ignores SIGPIPE; its child must not'],
  ])('sh -c %j -> %i (%s)', async (command, want) => {
    expect(await runChild('sh', ['-c', command], { env, stdio: 'ignore' })).toBe(want);
  });
});

it('gives what is printed on standard error as bytes, and does not wait for what goes on', async () => {
  const got: Uint8Array[] = [];
  const before = Date.now();
  const pid = join(folder, 'pid');
  onTestFinished(() => void process.kill(Number(readFileSync(pid, 'utf8'))));
  // 20 s stand for ever; less than 15 for at once, on a busy machine.
  const command = `sleep 20 >/dev/null & echo $! > '${pid}'; printf 'a\\377b' >&2; exit 3`;
  expect(await runChild('sh', ['-c', command], { env, onErrorOutput: (bytes) => got.push(bytes) })).toBe(3);
  expect(Buffer.concat(got)).toEqual(Buffer.from([97, 255, 98]));
  expect(Date.now() - before).toBeLessThan(15_000);
});

describe('what cannot be started', () => {
  const plain = script('plain', 'no program\n', 0o644);
  const lost = script('lost', '#!/no/such/interpreter\n');
  it.each([
    ['no-such-command', 127, 'RTO_COMMAND_NOT_FOUND'],
    ['/no/such/command', 127, 'RTO_COMMAND_NOT_FOUND'],
    ['', 127, 'RTO_COMMAND_NOT_FOUND'],
    [lost, 127, 'RTO_INTERPRETER_MISSING'],
    [plain, 126, 'RTO_COMMAND_NOT_EXECUTABLE'],
    [folder, 126, 'RTO_COMMAND_NOT_EXECUTABLE'],
    [`${plain}/below`, 126, 'RTO_COMMAND_NOT_EXECUTABLE'],
  ])('%j -> %i %s', async (command, exit, code) => {
    const error = await runChild(command, [], { env, stdio: 'ignore' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RtoError);
    expect(error).toMatchObject({ exit, code });
  });

  it('says which folder is missing, and does not call the command missing', async () => {
    const started = runChild('true', [], { env, cwd: join(folder, 'gone'), stdio: 'ignore' });
    await expect(started).rejects.toMatchObject({ code: 'RTO_FOLDER_MISSING' });
  });
});

it('finds the command on the PATH that the child is given', async () => {
  script('only-here', '#!/bin/sh\nexit 5\n');
  expect(await runChild('only-here', [], { env, stdio: 'ignore' })).toBe(5);
});

it('leaves no signal handler behind', async () => {
  const count = () =>
    ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'].map((name) => process.listenerCount(name));
  const before = count();
  await runChild('true', [], { env, stdio: 'ignore' });
  await runChild('no-such-command', [], { env, stdio: 'ignore' }).catch(() => {});
  expect(count()).toEqual(before);
});
