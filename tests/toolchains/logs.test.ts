// rto run with logs that are not one file, and with nothing to observe: what it says is so.
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { rto, run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const cwd = tempFolder('logs');
beforeAll(() => {
  writeFileSync(join(cwd, 'go.mod'), 'module example.com/logs\n\ngo 1.19\n');
  const text = `package main

import (
	"os"
	"os/exec"
	"reflect"
)

func main() {
	if len(os.Args) > 1 {
		println(reflect.ValueOf(os.Args[1]).String())
		return
	}
	println(reflect.TypeOf(1).String())
	exec.Command(os.Args[0], "x").Run()
}
`;
  writeFileSync(join(cwd, 'main.go'), text);
});

const inLogs = () => readdirSync(cwd).filter((name) => /^(l|pipe)/.test(name));

it('reads the log of each process where the path holds %p', async () => {
  const { status, stdout, stderr } = await rto(['run', '1.24', '--json', '--log', 'l.%p', '.'], { cwd });
  expect(status, stderr).toBe(0);
  const summary = JSON.parse(stdout);
  expect(summary.processes.count).toBe(2);
  expect(summary.files).toHaveLength(2);
  expect(inLogs().map((name) => join(cwd, name))).toEqual(expect.arrayContaining(summary.files));
  expect(inLogs()).toHaveLength(2);
  const called = summary.groups[0].operations.map((one: { operation: string }) => one.operation);
  expect(called).toEqual(expect.arrayContaining(['reflect.TypeOf', 'reflect.ValueOf']));

  const again = await rto(['run', '1.24', '--log', 'l.%p', '.'], { cwd });
  expect(again.stderr).toMatch(/from 2 processes\n(.*\n)* +log .*l\.%p\n +2 files, one a process\n/);
});

it('says of a pipe that its reader has the events', async () => {
  await run('mkfifo', ['pipe'], { cwd });
  const reader = spawn('cat', ['pipe'], { cwd });
  let got = '';
  reader.stdout.on('data', (data) => (got += data));
  const read = new Promise((done) => reader.on('close', done));
  const { status, stderr } = await rto(['run', '1.24', '--log', 'pipe', '.'], { cwd });
  await read;
  expect(got).toContain('reflect.TypeOf');
  expect(status).toBe(0);
  expect(stderr).toContain('the log is a pipe');
  expect(stderr).not.toContain('Nothing was observed');
});

it.each(['DEDUP', 'STRINGS', 'NAMES', 'MAX_SEEN_ENTRIES', 'LOG_FOLLOW', 'DEBUG_CORRELATION'])(
  'an unknown value of INSTRUMENTATION_%s is said once',
  async (name) => {
    const env = { [`INSTRUMENTATION_${name}`]: 'mistyped' };
    const { status, stderr } = await rto(['run', '1.24', '.'], { cwd, env });
    expect(status, stderr).toBe(0);
    // The program starts itself a second time, and hides what that one says.
    expect(stderr.split('\n').filter((line) => line.includes(`INSTRUMENTATION_${name}`))).toEqual([
      expect.stringContaining('mistyped'),
    ]);
  },
);

it.each([
  ['none', 'The list of what to observe is empty'],
  ['reflect.Copy', 'called none of the functions'],
])('--observe %s: %s', async (observe, why) => {
  const { status, stderr } = await rto(['run', '1.24', `--observe=${observe}`, '.'], { cwd });
  expect(status).toBe(0);
  expect(stderr).toContain(why);
});
