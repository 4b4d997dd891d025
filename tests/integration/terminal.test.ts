// rto as a child of a terminal: job control, Ctrl-C, signals from elsewhere, shells.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inTerminal } from '../support/pty.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = createWorld();
  await world.install('1.23.12');
  await world.install('1.24.9');
});

const READY = 'READY> ';

function homeWith(name: string, text: string): Record<string, string> {
  const path = join(world.top, 'home', name);
  mkdirSync(join(path, '..'), { recursive: true });
  mkdirSync(join(world.top, 'home/.local/share/fish/generated_completions'), { recursive: true });
  writeFileSync(path, text);
  return world.env;
}

describe('rto shell', () => {
  it.each<[shell: string, file: string, text: string]>([
    ['/bin/bash', '.bashrc', `PS1='READY> '\nPATH=/usr/local/go/bin:$PATH\n`],
    ['/usr/bin/zsh', '.zshrc', `PS1='READY> '\nunsetopt PROMPT_SP\nPATH=/usr/local/go/bin:$PATH\n`],
    [
      '/usr/bin/fish',
      '.config/fish/config.fish',
      `function fish_prompt; printf 'READY> '; end\nfunction fish_greeting; end\n`,
    ],
  ])('%s: version, name of the toolchain, status; nested, the inner one wins', async (shell, file, text) => {
    const { status, output } = await inTerminal(`env SHELL=${shell} rto shell 1.23`, {
      env: homeWith(file, text),
      cwd: world.cwd,
      steps: [
        { when: READY, type: 'go version; echo at $RTO_TOOLCHAIN.\n' },
        { when: /at [0-9a-z]{32}-rto-go-1\.23\.12-[0-9a-f]{12}\./, type: 'rto shell 1.24\n' },
        { when: READY, type: 'go version\n' },
        { when: 'go1.24.9 fake', type: 'exit 4\n' },
        { when: READY, type: 'go version; exit 7\n' },
      ],
    });
    expect(output.match(/go version go1\.\d+\.\d+ fake/g)).toEqual(
      ['1.23.12', '1.24.9', '1.23.12'].map((version) => `go version go${version} fake`),
    );
    expect(status).toBe(7);
  });

  it('says so where it cannot follow a shell’s start-up files', async () => {
    const shell = join(world.bin, 'tcsh');
    writeFileSync(shell, '#!/bin/sh\necho started; exit 5\n', { mode: 0o755 });
    const { status, output } = await inTerminal(`env SHELL=${shell} rto shell 1.23`, {
      env: world.env,
      cwd: world.cwd,
      steps: [],
    });
    expect(output).toMatch(/^note: tcsh is not known to rto: .*\nstarted\n$/);
    expect(status).toBe(5);
  });

  it('names $SHELL where that cannot be started', () => {
    const { status, stderr } = world.run('SHELL=/no/such/shell rto shell 1.23');
    expect(stderr).toContain('command not found: "/no/such/shell"');
    expect(status).toBe(127);
  });
});

describe('a shell with job control', () => {
  const env = () => homeWith('.bashrc', `PS1='READY> '\n`);
  it('Ctrl-C ends the command as it does without rto, and rto waits for what the command makes of it', async () => {
    const { output } = await inTerminal('bash', {
      env: env(),
      cwd: world.cwd,
      steps: [
        {
          when: READY,
          type: `rto exec 1.23 -- sh -c 'trap "echo caught; exit 9" INT; echo on; while :; do sleep 0.1; done'\n`,
        },
        { when: 'on\n', type: '\u0003' },
        { when: 'caught', type: 'echo "status $?."\n' },
        { when: 'status 9.', type: 'rto exec 1.23 -- sh -c "echo on; exec sleep 60"\n' },
        { when: 'on\n', type: '\u0003' },
        { when: READY, type: 'echo "status $?."; exit\n' },
      ],
    });
    expect(output).toContain('status 9.');
    expect(output).toContain('status 130.');
  });

  it('Ctrl-Z stops the command, fg goes on with it', async () => {
    const { output } = await inTerminal('bash', {
      env: env(),
      cwd: world.cwd,
      steps: [
        { when: READY, type: `rto exec 1.23 -- sh -c 'echo on; read line; echo "read $line."; exit 6'\n` },
        { when: 'on\n', type: '\u001a' },
        { when: 'Stopped', type: 'fg; echo "status $?."; exit\n' },
        // bash names the job before it gives it the terminal.
        { when: /rto exec.*\n/, type: 'words\n', again: true },
      ],
    });
    expect(output).toContain('read words.');
    expect(output).toContain('status 6.');
  });

  it('inside rto shell, jobs are the shell’s', async () => {
    const { output, status } = await inTerminal('env SHELL=/bin/bash rto shell 1.23', {
      env: env(),
      cwd: world.cwd,
      steps: [
        { when: READY, type: 'sh -c "echo on; exec sleep 60"\n' },
        { when: 'on\n', type: '\u001a' },
        { when: 'Stopped', type: 'jobs; kill %1; wait; go version\n' },
        // bash does not see Ctrl-C between its prompt and its waiting for a key, and what is typed before it has seen it is lost.
        { when: /go1\.23\.12 fake.*READY> /s, type: '\u0003', again: true },
        { when: /\^C.*READY> /s, type: 'exit 3\n', again: true },
      ],
    });
    expect(output).toContain('Stopped');
    expect(status).toBe(3);
  });
});

describe('signals from elsewhere', () => {
  it.each<[signal: NodeJS.Signals, want: number]>([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGUSR1', 138],
    ['SIGUSR2', 140],
  ])('%s is passed on: %i', async (signal, want) => {
    const rto = spawn('rto', ['exec', '1.23', '--', 'sh', '-c', 'echo on; exec sleep 60'], {
      env: world.env,
      cwd: world.cwd,
    });
    await once(rto.stdout, 'data');
    rto.kill(signal);
    expect(await once(rto, 'exit')).toEqual([want, null]);
  });

  it('what the command makes of SIGTERM counts', async () => {
    const script = 'trap "echo bye; exit 5" TERM; echo on; while :; do sleep 0.1; done';
    const rto = spawn('rto', ['exec', '1.23', '--', 'sh', '-c', script], { env: world.env, cwd: world.cwd });
    await once(rto.stdout, 'data');
    rto.kill('SIGTERM');
    expect(await once(rto, 'exit')).toEqual([5, null]);
  });
});

it('marks the toolchain as in use while the command runs, and no longer', async () => {
  const running = join(world.top, 'data', 'running');
  const rto = spawn('rto', ['exec', '1.24', '--', 'sh', '-c', 'echo on; read line'], {
    env: world.env,
    cwd: world.cwd,
  });
  await once(rto.stdout, 'data');
  expect(readdirSync(running).some((name) => name.includes('rto-go-1.24.9'))).toBe(true);
  const { stdout } = world.run('rto prune --dry-run');
  expect(stdout).toMatch(/kept .*rto-go-1\.24\.9-.* process \d+/);
  rto.stdin.end('\n');
  await once(rto, 'exit');
  expect(readdirSync(running)).toEqual([]);
});

it('--version is that of package.json', () => {
  const { version } = JSON.parse(readFileSync(join(world.top, 'package/package.json'), 'utf8')) as { version: string };
  expect(world.run('rto --version').stdout).toBe(`${version}\n`);
});
