// rto exec [REQUEST] -- CMD…: one command with instrumented go first on its PATH.
import { define } from '../cli/define.ts';
import { type EngineFlags, engineFlags, type ObserveFlags, observeFlags, optionalRequest } from '../cli/options.ts';

export const exec = define<EngineFlags & ObserveFlags, [request?: string]>(
  {
    brief: 'Run one command with instrumented go first on PATH',
    usage: '[OPTIONS] [REQUEST] -- COMMAND [ARGUMENTS]',
    text: "Runs COMMAND with instrumented go first on PATH. rto's exit status is the command's, or 128+N if signal N ended it.",
    examples: ['rto exec 1.24 -- go test ./...', 'rto exec --observe crypto --log events.jsonl -- make check'],
  },
  {
    flags: { ...engineFlags, ...observeFlags },
    positional: optionalRequest,
  },
  async function (flags, request) {
    // splitForExec sees to it that there is one.
    const [command = '', ...args] = this.rest ?? [];
    const { enter } = await import('./enter.ts');
    const { runChild } = await import('../process/process.ts');
    const { env, started } = await enter(this, flags, request);
    this.process.exitCode = await runChild(command, args, { env, cwd: this.cwd, onStart: started });
  },
);
