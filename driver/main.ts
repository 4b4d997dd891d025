// One run of rto: split the command line, dispatch to a command, print its error, say the exit status.
import { dispatch } from './cli/application.ts';
import type { Split } from './cli/arguments.ts';
import type { Context } from './cli/context.ts';
import { reporter } from './cli/reporter.ts';
import { splitWords } from './cli/routes.ts';
import { COMMANDS } from './commands/index.ts';
import { RtoError } from './errors.ts';
import { createProgress } from './terminal/progress.ts';
import { createTerminal, type Stream } from './terminal/terminal.ts';

/** What rto sees of the process it runs in. */
export interface World {
  stdout: Stream;
  stderr: Stream;
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute; by default the current folder. */
  cwd?: string;
  /** Whether standard input is a terminal. */
  interactive: boolean;
}

/** @returns the exit status; errors are printed here, once */
export async function main(words: readonly string[], world: World): Promise<number> {
  const { env } = world;
  const terminal = createTerminal(world, env);
  const progress = createProgress(terminal);
  let own: readonly string[] = words;
  try {
    const cwd = world.cwd ?? currentFolder();
    const split = await splitWords(COMMANDS, words, cwd);
    own = split.own;
    if (split.problem !== undefined) throw split.problem;
    return await dispatch(COMMANDS, own, createContext({ ...world, cwd, split, terminal, progress }));
  } catch (error) {
    const { errorObject, exitStatus, formatError } = await import('./terminal/errors.ts');
    progress.end(false);
    if (own.includes('--json')) terminal.json(errorObject(error));
    else
      terminal.raw(`${formatError(error, { verbose: own.includes('--verbose'), colour: terminal.colour.stderr })}\n`);
    return exitStatus(error);
  }
}

type Parts = World & Pick<Context, 'cwd' | 'terminal' | 'progress'> & { split: Split };

function createContext({ stdout, env, cwd, interactive, split, terminal, progress }: Parts): Context {
  const context: Context = {
    process: {
      stdout: { write: (text) => void stdout.write(text) },
      // What stricli says of errors: they come back as exceptions, and are printed once.
      stderr: { write: () => {} },
      env: {},
      exitCode: null,
    },
    ...{ terminal, progress, env, cwd, interactive },
    ...{ rest: split.rest, goFlags: split.flags ?? [], hint: split.hint },
    engine: async (options) => {
      const { createEngine } = await import('./engine/engine.ts');
      return createEngine({ env, cwd, options, onEvent: reporter(progress) });
    },
    propose: async (words) => {
      const { propose } = await import('./cli/propose.ts');
      return propose(COMMANDS, words, context);
    },
  };
  return context;
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new RtoError('RTO_CWD', 'the current folder no longer exists', { try: 'cd', cause });
  }
}
