// What `go build -debug-actiongraph=FILE` says of a build: the processor time of each package's commands. The format is cmd/go's own
// (cmd/go/internal/work, actionJSON), the same from Go 1.19 to 1.27.

interface Action {
  Mode?: unknown;
  Package?: unknown;
  /** Nanoseconds, user and system; absent where the action ran no command. */
  CmdUser?: unknown;
  CmdSys?: unknown;
}

/** What a build compiled. */
export interface Compiled {
  packages: number;
  /** Processor time of all their commands (compiler, assembler), in nanoseconds. */
  time: number;
}

/** Throws Error where the text is no action graph, or holds no package that was compiled. */
export function parseActions(text: string): Compiled {
  const actions: unknown = JSON.parse(text);
  if (!Array.isArray(actions)) throw new Error('an action graph is a list');
  const times = actions.flatMap(({ Mode, Package, CmdUser, CmdSys }: Action) =>
    Mode === 'build' && typeof Package === 'string' && typeof CmdUser === 'number' && typeof CmdSys === 'number'
      ? [CmdUser + CmdSys]
      : [],
  );
  if (times.length === 0) throw new Error('the build compiled no package');
  return { packages: times.length, time: times.reduce((sum, time) => sum + time, 0) };
}
