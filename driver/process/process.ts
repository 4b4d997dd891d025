// The one place that starts the child of exec, shell, build, test and run: same terminal, same signals, same status.
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { messageOf, RtoError } from '../errors.ts';
import { NOT_EXECUTABLE, refuseUnstartable } from './startable.ts';

export interface ChildOptions {
  env: Readonly<Record<string, string>>;
  cwd?: string;
  /** By default `inherit`. */
  stdio?: StdioOptions;
  /** Called once with the child's pid when it runs. */
  onStart?: (pid: number) => void;
  /** What the child prints, on either stream, goes here instead of to the terminal. */
  onOutput?: (text: string) => void;
  /** What the child prints on standard error alone goes here, as it comes. */
  onErrorOutput?: (bytes: Uint8Array) => void;
}

// The terminal sends these to the whole foreground group, so the child has them already; rto waits for what it does.
const LEFT_TO_THE_CHILD = ['SIGINT', 'SIGQUIT'] as const;

// These reach rto alone (kill, a supervisor, a closing session): the child must see them too.
const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;

/** Milliseconds in which what a child printed on standard error last is read. */
const LINGER_MS = 1000;

/** As shells do for a command that does not exist. */
const NOT_FOUND = 127;

/**
 * Runs a command and waits for it.
 * @returns its exit status, or 128 + the number of the signal that ended it
 * @throws RTO_COMMAND_NOT_FOUND (exit 127), RTO_COMMAND_NOT_EXECUTABLE, RTO_PROGRAM_FOREIGN (exit 126), RTO_FOLDER_MISSING
 */
export async function runChild(command: string, args: readonly string[], options: ChildOptions): Promise<number> {
  const cwd = options.cwd ?? process.cwd();
  if (!existsSync(cwd)) throw new RtoError('RTO_FOLDER_MISSING', `the folder ${cwd} does not exist`, { try: 'cd' });
  refuseUnstartable(command, options.env, cwd);
  let child: ChildProcess | undefined;
  const wait = () => {};
  const forward = (signal: NodeJS.Signals) => {
    child?.kill(signal);
  };
  for (const signal of LEFT_TO_THE_CHILD) process.on(signal, wait);
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    return await new Promise<number>((done, fail) => {
      const { onOutput, onErrorOutput } = options;
      const piped = onOutput !== undefined || onErrorOutput !== undefined;
      const stdio: StdioOptions = ['inherit', onOutput === undefined ? 'inherit' : 'pipe', piped ? 'pipe' : 'inherit'];
      child = spawn(command, args, { cwd, env: { ...options.env }, stdio: options.stdio ?? stdio });
      if (onErrorOutput !== undefined) child.stderr?.on('data', onErrorOutput);
      else
        for (const stream of [child.stdout, child.stderr])
          stream?.setEncoding('utf8').on('data', onOutput ?? (() => {}));
      child.once('error', fail);
      child.once('spawn', () => child?.pid !== undefined && options.onStart?.(child.pid));
      // go has ended and what it left running holds its standard error: that is not waited for.
      if (onErrorOutput !== undefined)
        child.once('exit', () => setTimeout(() => child?.stderr?.destroy(), LINGER_MS).unref());
      // With pipes, `close` comes when all was read; without, a grandchild that lives on must not be waited for.
      child.once(piped ? 'close' : 'exit', (status: number | null, signal: NodeJS.Signals | null) => {
        done(status ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    });
  } catch (error) {
    throw startError(command, options.env, error);
  } finally {
    for (const signal of LEFT_TO_THE_CHILD) process.off(signal, wait);
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}

function startError(command: string, env: Readonly<Record<string, string>>, error: unknown): RtoError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // ERR_INVALID_ARG_VALUE: the empty command, or one with a zero byte.
  if (code === 'ENOENT' || code === 'ERR_INVALID_ARG_VALUE') {
    // A script whose interpreter is missing gives ENOENT as well: the file is there, what its first line names is not.
    if (command.includes('/') && existsSync(command)) {
      return new RtoError('RTO_INTERPRETER_MISSING', `cannot start ${command}: its interpreter does not exist`, {
        try: `head -1 ${command}, which names it`,
        exit: NOT_FOUND,
        cause: error,
      });
    }
    const facts = command.includes('/') ? {} : { PATH: env['PATH'] ?? '(not set)' };
    return new RtoError('RTO_COMMAND_NOT_FOUND', `command not found: ${JSON.stringify(command)}`, {
      facts,
      try: 'look at the name, or install it',
      exit: NOT_FOUND,
      cause: error,
    });
  }
  const why = code === 'EACCES' ? 'permission denied' : messageOf(error);
  return new RtoError('RTO_COMMAND_NOT_EXECUTABLE', `cannot start ${command}: ${why}`, {
    try: `ls -l ${command}`,
    exit: NOT_EXECUTABLE,
    cause: error,
  });
}
