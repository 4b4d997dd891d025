// Commands whose output rto reads: go and nix. What the user runs is started by process.ts.
import { constants } from 'node:os';
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
  // zx runs a shell. /bin/sh is everywhere, bash is not, and POSIX quoting is all that a list of arguments needs. The
  // shell becomes the command, so that a signal to the one reaches the other.
  const run = $({
    shell: '/bin/sh',
    prefix: 'exec ',
    quote: quotePosix,
    cwd,
    env: { ...env },
    quiet: true,
    nothrow: true,
    ...(signal ? { signal } : {}),
  });
  // Listened for before there is anything to end: the first signal may come at once.
  const ended = listen((by) => running.child?.kill(by));
  const running = run`${[command, ...args]}`;
  const output = await running.finally(ended.forget);
  if (output.exitCode === 0) return output.stdout;
  if (ended.by !== undefined)
    throw new RtoError('RTO_INTERRUPTED', `ended by ${ended.by}`, { exit: 128 + constants.signals[ended.by] });
  throw new RtoError('RTO_COMMAND', `${command} ${args[0] ?? ''} failed`, {
    facts: {
      status: output.signal ?? String(output.exitCode),
      said: lastLines(output.stderr || output.stdout),
    },
    cause: output,
  });
}

/** What reaches rto alone: left to itself, the command would work on for nobody. */
const ENDING = ['SIGTERM', 'SIGHUP'] as const;

function listen(onSignal: (signal: (typeof ENDING)[number]) => void) {
  const heard: { by: (typeof ENDING)[number] | undefined; forget: () => void } = { by: undefined, forget: () => {} };
  const handlers = ENDING.map((signal) => {
    const handler = () => {
      heard.by = signal;
      onSignal(signal);
    };
    process.on(signal, handler);
    return () => void process.off(signal, handler);
  });
  heard.forget = () => {
    for (const off of handlers) off();
  };
  return heard;
}

function quotePosix(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}
