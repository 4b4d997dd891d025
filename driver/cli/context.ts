// What a command is given beside its own flags and arguments.
import type { CommandContext, StricliProcess } from '@stricli/core';
import type { Engine, EngineOptions } from '../engine/engine.ts';
import type { Environment } from '../observe/environment.ts';
import type { Proposal } from '../terminal/completion.ts';
import type { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface Context extends CommandContext {
  /** stricli's view of the process; a command leaves its exit status in `exitCode`. */
  readonly process: StricliProcess;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly env: Environment;
  /** Absolute. */
  readonly cwd: string;
  /** Whether standard input is a terminal. */
  readonly interactive: boolean;
  /** The words that are not rto's (see arguments.ts); undefined where there was no `--`. */
  readonly rest: readonly string[] | undefined;
  /** Flags of go's that stand before the package of `rto run`. */
  readonly goFlags: readonly string[];
  /** What the user should know of how the command line was taken. */
  readonly hint: string | undefined;
  /** What the last of the words of a command line may become. */
  propose(words: readonly string[]): Promise<Proposal[]>;
  /** An engine with these options, loaded when asked for: --help and --version do without it. */
  engine(options: EngineOptions): Promise<Engine>;
}
