// Starts the child of exec, shell, build, test and run, with rto's terminal, signals and status. No other file does.
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { messageOf, RtoError } from '../errors.ts';
import { NOT_EXECUTABLE, refuseUnstartable } from './startable.ts';

export interface ChildOptions {
  env: Readonly<Record<string, string>>;
  cwd?: string;
  /** By default the child has rto's own streams, apart from those that the callbacks below take. */
  stdio?: StdioOptions;
  /** Called once, with the child's pid, when the child runs. */
  onStart?: (pid: number) => void;
  /** Takes the child's output of both streams, which then does not reach the terminal. */
  onOutput?: (text: string) => void;
  /** Takes the bytes of standard error as they come. Standard output stays on the terminal. */
  onErrorOutput?: (bytes: Uint8Array) => void;
}

// The terminal sends these to the whole foreground group, so the child has them already. rto waits for its end.
const LEFT_TO_THE_CHILD = ['SIGINT', 'SIGQUIT'] as const;

// These reach rto alone (kill, a supervisor, a closing session). rto passes them on to the child.
const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;

/** Milliseconds after the child's end in which the rest of its standard error is read. */
const LINGER_MS = 1000;

/** The exit status that shells give for a command that does not exist. */
const NOT_FOUND = 127;

/**
 * Runs a command and waits for it.
 * @param command a path, or a name that is looked up on PATH of the child's environment
 * @returns its exit status, or 128 + the number of the signal that ended it
 * @throws RTO_COMMAND_NOT_FOUND and RTO_INTERPRETER_MISSING (exit 127), RTO_COMMAND_NOT_EXECUTABLE, RTO_PROGRAM_FOREIGN
 *   and RTO_PROGRAM_FORMAT (exit 126), RTO_FOLDER_MISSING
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
      // go may leave a process running that holds go's standard error. rto does not wait for that process.
      if (onErrorOutput !== undefined)
        child.once('exit', () => setTimeout(() => child?.stderr?.destroy(), LINGER_MS).unref());
      // With pipes, `close` comes when all was read. Without, rto must not wait for a grandchild that lives on.
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
  // ERR_INVALID_ARG_VALUE stands for the empty command, or for one with a zero byte.
  if (code === 'ENOENT' || code === 'ERR_INVALID_ARG_VALUE') {
    // A script whose interpreter is missing gives ENOENT as well. The script itself exists.
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
