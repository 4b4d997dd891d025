// rto env [REQUEST]: the environment of `rto shell`, for eval in a script or for a program to read.
import { basename } from 'node:path';
import { define } from '../cli/define.ts';
import {
  type EngineFlags,
  engineFlags,
  type JsonFlag,
  jsonFlag,
  type ObserveFlags,
  observeFlags,
  optionalRequest,
} from '../cli/options.ts';
import { formatChanges, SHELLS, type ShellName } from '../terminal/exports.ts';

interface Flags extends EngineFlags, ObserveFlags, JsonFlag {
  readonly shell?: ShellName;
}

export const env = define<Flags, [request?: string]>(
  {
    brief: 'Print the environment as shell commands or JSON',
    usage: '[OPTIONS] [REQUEST]',
    text: 'Prints what `rto shell` changes in the environment, ready for eval. In JSON, null stands for a variable to remove.',
    examples: ['eval "$(rto env 1.24)"', 'rto env 1.24 --shell fish | source', 'rto env 1.24 --json'],
  },
  {
    flags: {
      ...engineFlags,
      ...observeFlags,
      ...jsonFlag,
      shell: { kind: 'enum', values: SHELLS, optional: true, brief: 'Whose commands; that of $SHELL unless told' },
    },
    positional: optionalRequest,
  },
  async function (flags, request) {
    const { enter } = await import('./enter.ts');
    const { changes } = await enter(this, flags, request);
    if (flags.json) {
      this.terminal.json(Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? null])));
      return;
    }
    const own = SHELLS.find((name) => name === basename(this.env['SHELL'] ?? ''));
    // Not `print`: quoted text must reach the shell as it is.
    this.process.stdout.write(formatChanges(changes, flags.shell ?? own ?? 'bash'));
  },
);
