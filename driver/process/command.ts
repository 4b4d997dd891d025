// Runs commands whose output rto reads: go and nix. process.ts starts what the user runs.
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
 * Runs a command and returns its standard output. A signal that ends rto ends the command and all that it started. So
 * does `options.signal`.
 * @throws RTO_COMMAND (CommandError) where the command cannot be started or its status is not 0; RTO_PROGRAM_FOREIGN or
 *   RTO_PROGRAM_FORMAT where the system would not start it; the reason of the signal that ended it
 */
export async function capture(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { signal } = options;
  if (signal === undefined) return interruptible((signal) => capture(command, args, { ...options, signal }));
  signal.throwIfAborted();
  // Node would give a program that the system does not start to a shell.
  refuseUnstartable(command, options.env, options.cwd);
  const ended = await runToEnd(command, args, options, signal);
  signal.throwIfAborted();
  if (ended.status === 0) return ended.stdout;
  throw new CommandError(command, args, ended);
}

/** The end of a command, and all its output. */
interface Ended {
  /** The exit status, the name of the signal that ended the command, or `not started`. */
  status: number | string;
  stdout: string;
  stderr: string;
  cause?: unknown;
}

/** RTO_COMMAND: a command could not be started, or its status is not 0. The facts show its last lines only. */
export class CommandError extends RtoError {
  readonly status: number | string;
  /**
   * The whole standard error; where that is empty, the whole standard output. Decisions about words read this field.
   */
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
 * zx collects the output and the end of the process. zx would start the command by a shell. Variables and start-up
 * files of the shell, and zx's own variables (ZX_PREFIX, ZX_SHELL, …), would then change it. So it is started directly.
 * Its processes are a group of their own, so that they can be ended together: go starts processes that outlive it.
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

/** The last 12 lines of a command's output, which is as much as an error shows. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}
