// Commands whose output rto reads: go and nix. What the user runs is started by process.ts.
import { RtoError } from '../errors.ts';
import { interruptible } from '../interrupt.ts';
import type { Environment } from './environment.ts';

export interface CommandOptions {
  cwd: string;
  /** The whole environment. */
  env: Environment;
  signal?: AbortSignal | undefined;
}

const SHOWN_LINES = 12;

/**
 * Runs a command and returns its standard output. A signal that ends rto, or the caller's, ends it and what it started.
 * Throws RTO_COMMAND with its last words on standard error where it cannot be started or its status is not 0; what the
 * signal's reason is where that ended it.
 */
export async function capture(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { signal } = options;
  if (signal === undefined) return interruptible((signal) => capture(command, args, { ...options, signal }));
  signal.throwIfAborted();
  const { $ } = await import('zx/core');
  const { cwd, env } = options;
  // zx runs a shell. /bin/sh is everywhere, bash is not, and POSIX quoting is all that a list of arguments needs. The
  // shell becomes the command, whose processes are a group of their own: go runs what outlives it.
  const running = $({
    shell: '/bin/sh',
    prefix: 'exec ',
    quote: quotePosix,
    cwd,
    env: { ...env },
    quiet: true,
    nothrow: true,
    detached: true,
  })`${[command, ...args]}`;
  const end = () => endGroup(running.child?.pid);
  signal.addEventListener('abort', end);
  const output = await running.finally(() => signal.removeEventListener('abort', end));
  signal.throwIfAborted();
  if (output.exitCode === 0) return output.stdout;
  throw new RtoError('RTO_COMMAND', `${command} ${args[0] ?? ''} failed`, {
    facts: {
      status: output.signal ?? String(output.exitCode),
      said: lastLines(output.stderr || output.stdout),
    },
    cause: output,
  });
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGTERM');
  } catch {
    // It ended by itself.
  }
}

function quotePosix(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}
