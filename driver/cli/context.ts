// The surroundings of a command: all that it gets besides its own flags and arguments.
import type { CommandContext, StricliProcess } from '@stricli/core';
import type { Engine, EngineOptions } from '../engine/engine.ts';
import type { Environment } from '../observe/environment.ts';
import type { Proposal } from '../terminal/completion.ts';
import type { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface Context extends CommandContext {
  /** stricli's view of the process. A command leaves its exit status in `exitCode`. */
  readonly process: StricliProcess;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly env: Environment;
  /** An absolute path. */
  readonly cwd: string;
  /** Whether standard input is a terminal. */
  readonly interactive: boolean;
  /** The words that are not rto's (`rest` in arguments.ts); undefined where the command line has no such part. */
  readonly rest: readonly string[] | undefined;
  /** The flags of go that stand before the package of `rto run`. */
  readonly goFlags: readonly string[];
  /** A sentence that tells the user how the command line was taken, where that may surprise. */
  readonly hint: string | undefined;
  /** Words that may stand in the place of the last of these words of a command line. */
  propose(words: readonly string[]): Promise<Proposal[]>;
  /** Makes an engine with these options. It is loaded only here, because --help and --version need none. */
  engine(options: EngineOptions): Promise<Engine>;
}
