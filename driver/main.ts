// One run of rto: split the command line, dispatch to a command, print its error, say the exit status.
import { dispatch } from './commands/application.ts';
import type { Context } from './commands/context.ts';
import { splitWords } from './commands/index.ts';
import type { Engine } from './engine.ts';
import { errorObject, exitStatus, formatError } from './terminal/errors.ts';
import { createProgress } from './terminal/progress.ts';
import { reporter } from './terminal/reporter.ts';
import { createTerminal, type Stream } from './terminal/terminal.ts';

/** What rto sees of the process it runs in. */
export interface World {
  stdout: Stream;
  stderr: Stream;
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  cwd: string;
  /** Whether standard input is a terminal. */
  interactive: boolean;
}

/** @returns the exit status; errors are printed here, once */
export async function main(words: readonly string[], world: World): Promise<number> {
  const { env, cwd, interactive } = world;
  const terminal = createTerminal(world, env);
  const progress = createProgress(terminal);
  const { own, rest } = splitWords(words, cwd);
  let engine: Engine | undefined;
  const context: Context = {
    process: {
      stdout: { write: (text) => void world.stdout.write(text) },
      stderr: { write: () => {} },
      env: {},
      exitCode: null,
    },
    ...{ terminal, progress, env, cwd, interactive, rest },
    engine: async (options) => {
      const { createEngine } = await import('./engine.ts');
      engine ??= createEngine({ env, cwd, options, onEvent: reporter(progress) });
      return engine;
    },
  };
  try {
    return await dispatch(own, context);
  } catch (error) {
    progress.end(false);
    if (own.includes('--json')) terminal.json(errorObject(error));
    else
      terminal.raw(`${formatError(error, { verbose: own.includes('--verbose'), colour: terminal.colour.stderr })}\n`);
    return exitStatus(error);
  }
}
