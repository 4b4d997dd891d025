// rto exec [REQUEST] -- CMD…: one command with instrumented go first on its PATH.
import { EXIT, RtoError } from '../errors.ts';
import { looksLikeRequest } from '../version/request.ts';
import { define } from './define.ts';
import { type EngineFlags, engineFlags, type ObserveFlags, observeFlags, proposeRequests, REQUEST } from './options.ts';

export const exec = define<EngineFlags & ObserveFlags, string[]>(
  {
    brief: 'Run one command with instrumented go first on PATH',
    usage: '[OPTIONS] [REQUEST] -- COMMAND [ARGUMENTS]',
    text: "Runs COMMAND with instrumented go first on PATH. rto's exit status is the command's, or 128+N if signal N ended it.",
    examples: ['rto exec 1.24 -- go test ./...', 'rto exec --observe crypto --log events.jsonl -- make check'],
  },
  {
    flags: { ...engineFlags, ...observeFlags },
    positional: {
      kind: 'array',
      parameter: {
        placeholder: REQUEST[0],
        parse: String,
        brief: REQUEST[1],
        proposeCompletions: proposeRequests,
      },
    },
  },
  async function (flags, request, ...words) {
    const [command, ...args] = this.rest ?? [];
    if (command === undefined || words.length > 0) {
      throw new RtoError('RTO_NO_COMMAND', 'rto exec needs -- and then a command', {
        try: `rto exec ${meant(request, words)}`,
        exit: EXIT.usage,
      });
    }
    const { enter } = await import('./enter.ts');
    const { runChild } = await import('../toolchain/process.ts');
    const { env, started } = await enter(this, flags, request);
    this.process.exitCode = await runChild(command, args, { env, cwd: this.cwd, onStart: started });
  },
);

/** The words of a command line without --, as they were meant. */
function meant(request: string | undefined, words: readonly string[]): string {
  if (request === undefined) return '-- go version';
  if (!looksLikeRequest(request)) return ['--', request, ...words].join(' ');
  return [request, '--', ...(words.length > 0 ? words : ['go', 'version'])].join(' ');
}
