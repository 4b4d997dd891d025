// Commands whose output rto reads: go and nix. process.ts starts what the user runs.
import { type SpawnOptions, spawn } from 'node:child_process';
import { messageOf, RtoError } from '../errors.ts';
import { interruptible } from '../interrupt.ts';
import type { Environment } from '../observe/environment.ts';
import { refuseUnstartable } from './startable.ts';

export interface CommandOptions {
  cwd: string;
  /** The whole environment. */
  env: Environment;
  signal?: AbortSignal | undefined;
}

const SHOWN_LINES = 12;

/**
 * Runs a command and returns its standard output. A signal that ends rto, or the caller's, ends it and what it started.
 * Throws RTO_COMMAND (CommandError) where it cannot be started or its status is not 0; what the signal's reason is where
 * that ended it. It refuses, as runChild does, a program that the system would not start.
 */
export async function capture(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { signal } = options;
  if (signal === undefined) return interruptible((signal) => capture(command, args, { ...options, signal }));
  signal.throwIfAborted();
  // Node would have a shell read what the system does not start.
  refuseUnstartable(command, options.env, options.cwd);
  const ended = await runToEnd(command, args, options, signal);
  signal.throwIfAborted();
  if (ended.status === 0) return ended.stdout;
  throw new CommandError(command, args, ended);
}

/** How a command ended, and all that it said. */
interface Ended {
  /** A signal's name where one ended it, `not started` where it could not be. */
  status: number | string;
  stdout: string;
  stderr: string;
  cause?: unknown;
}

/** RTO_COMMAND: a command that could not be started, or whose status is not 0. Its facts show its last words alone. */
export class CommandError extends RtoError {
  readonly status: number | string;
  /** All of its standard error; where that is empty, of its standard output. What is decided by words is decided by these. */
  readonly words: string;

  constructor(command: string, args: readonly string[], ended: Ended, facts: Readonly<Record<string, string>> = {}) {
    const words = (ended.stderr || ended.stdout).trimEnd();
    super('RTO_COMMAND', `${command} ${args[0] ?? ''} failed`, {
      facts: { status: String(ended.status), ...facts, said: lastLines(words) },
      try: 'rto doctor',
      cause: ended.cause,
    });
    this.status = ended.status;
    this.words = words;
  }
}

/**
 * zx keeps the process: its output, its end. A command that zx would give a shell is started as it is: a shell's variables and
 * start-up files, and zx's own (ZX_PREFIX, ZX_SHELL, …), would have a say. Its processes are a group: go runs what outlives it.
 */
async function runToEnd(
  command: string,
  args: readonly string[],
  { cwd, env }: CommandOptions,
  signal: AbortSignal,
): Promise<Ended> {
  const { $ } = await import('zx/core');
  const start = ((_text: string, _args: readonly string[], options: SpawnOptions) =>
    spawn(command, args, { ...options, shell: false })) as typeof spawn;
  const running = $({
    spawn: start,
    shell: '/bin/sh',
    prefix: '',
    postfix: '',
    quote: JSON.stringify,
    preferLocal: false,
    timeout: 0,
    verbose: false,
    quiet: true,
    nothrow: true,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
    env: { ...env },
  })`${[command, ...args]}`;
  const end = () => endGroup(running.child?.pid);
  signal.addEventListener('abort', end);
  const output = await running.finally(() => signal.removeEventListener('abort', end));
  const { stdout, stderr, exitCode } = output;
  if (exitCode === null && output.signal === null)
    return { status: 'not started', stdout: '', stderr: messageOf(output.cause ?? output), cause: output };
  return { status: output.signal ?? exitCode ?? 'unknown', stdout, stderr, cause: output };
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGTERM');
  } catch {
    // It ended by itself.
  }
}

/** As many as are shown of what a command said. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}
