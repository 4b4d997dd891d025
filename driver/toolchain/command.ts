// Commands whose output rto reads: go, and later nix and git. What the user runs is started by process.ts.

import { RtoError } from '../errors.ts';
import type { Environment } from './environment.ts';

export interface CommandOptions {
  cwd: string;
  /** The whole environment. */
  env: Environment;
  signal?: AbortSignal | undefined;
}

const SHOWN_LINES = 12;

/**
 * Runs a command and returns its standard output.
 * Throws RTO_COMMAND with its last words on standard error where it cannot be started or its status is not 0.
 */
export async function capture(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { $ } = await import('zx/core');
  const { cwd, env, signal } = options;
  // zx runs a shell. /bin/sh is everywhere, bash is not, and POSIX quoting is all that a list of arguments needs.
  const run = $({
    shell: '/bin/sh',
    prefix: '',
    quote: quotePosix,
    cwd,
    env: { ...env },
    quiet: true,
    nothrow: true,
    ...(signal ? { signal } : {}),
  });
  const output = await run`${[command, ...args]}`;
  if (output.exitCode === 0) return output.stdout;
  throw new RtoError('RTO_COMMAND', `${command} ${args[0] ?? ''} failed`, {
    facts: {
      status: output.signal ?? String(output.exitCode),
      said: lastLines(output.stderr || output.stdout),
    },
    cause: output,
  });
}

function quotePosix(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}
