// Programs for another processor: real Go builds them, nothing but -exec runs them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('foreign');
writeFileSync(join(folder, 'go.mod'), 'module example.com/app\n\ngo 1.19\n');
const PROGRAM =
  'package main\n\nimport (\n"fmt"\n"os"\n"reflect"\n)\n\nfunc main() { fmt.Println(reflect.TypeOf(1), os.Args[1:]) }\n';
writeFileSync(join(folder, 'main.go'), PROGRAM);

const run = (env: Record<string, string>, ...args: string[]) =>
  rto(['run', '--json', ...args], { cwd: folder, env: { CGO_ENABLED: '0', ...env } });

it.each([
  [
    { GOOS: 'windows', GOARCH: 'amd64' },
    'cannot start app.exe: it was built for windows/amd64, and this is linux/amd64',
  ],
  [{ GOOS: 'linux', GOARCH: 'arm64' }, 'cannot start app: it was built for linux/arm64, and this is linux/amd64'],
  [{ GOOS: 'js', GOARCH: 'wasm' }, 'cannot start app: it was built for js/wasm, and this is linux/amd64'],
])('%o is not started', async (env, message) => {
  const { status, stdout } = await run(env, '1.24', '.');
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'RTO_PROGRAM_FOREIGN', message } });
  expect(status).toBe(126);
});

it('-exec runs it, observed as any other, with flags of go and its own arguments', async () => {
  const env = { GOOS: 'linux', GOARCH: 'arm64' };
  const { status, stdout, stderr } = await run(
    env,
    '-trimpath',
    '1.24',
    '-exec',
    'qemu-aarch64 -E X=y',
    '.',
    '-a',
    '--json',
  );
  expect(stderr).toContain('int [-a --json]\n');
  expect(JSON.parse(stdout)).toMatchObject({ program: 'app', exit: 0 });
  expect(stdout).toContain('"reflect.TypeOf"');
  expect(status).toBe(0);
});

it('a program for 386 runs on amd64', async () => {
  const { status, stderr } = await run({ GOARCH: '386' }, '1.24', '.');
  expect(stderr).toContain('int []\n');
  expect(status).toBe(0);
});
