// rto run [REQUEST] PACKAGE [-- ARGS]: build a program, run it with a log, say what it did.
import { define } from '../cli/define.ts';
import { engineFlags, observeFlags, proposeRequests, REQUEST, widthFlag } from '../cli/options.ts';
import type { RunFlags } from './runprogram.ts';

export const run = define<RunFlags, string[]>(
  {
    brief: 'Build a program, run it and say what it did',
    usage: "[OPTIONS] [REQUEST] [go's flags] [PACKAGE] [ARGUMENTS]",
    text: "Builds PACKAGE with instrumented Go and runs it here with an event log: that of --log or of INSTRUMENTATION_LOG_PATH, else a new one in rto's cache. A summary of what ran goes to standard error. The exit status is the program's. Options of rto, REQUEST and go's flags come first; what stands behind the package is the program's, as with go run, without a -- that is its first word.",
    arguments: [
      REQUEST,
      ['PACKAGE', 'A folder of any module, Go files, an import path, or path@version; else the current folder'],
      [
        "go's flags",
        'Those of go build, and -exec PROGRAM, which runs what is built for another system: -tags x -race',
      ],
      ['ARGUMENTS', "The program's own"],
    ],
    examples: [
      'rto run 1.24 ./cmd/app -- --port 8080',
      'rto run --observe crypto,net/http.Get --log events.jsonl .',
      'rto run 1.24 --json ./cmd/app > summary.json',
      'GOARCH=arm64 rto run 1.24 -exec qemu-aarch64 ./cmd/app',
    ],
  },
  {
    flags: {
      ...engineFlags,
      ...observeFlags,
      all: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Show every row of the summary, and every name whole',
      },
      width: {
        ...widthFlag.width,
        brief: 'Columns of the summary, at least 40; else those of the terminal or COLUMNS, else names are never cut',
      },
      json: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: "Print the summary as JSON on standard output; the program's output goes to standard error",
      },
    },
    positional: {
      kind: 'array',
      parameter: {
        placeholder: 'PACKAGE',
        parse: String,
        brief: 'What to run',
        proposeCompletions: proposeRequests,
      },
    },
  },
  async function (flags, ...words) {
    const { runProgram } = await import('./runprogram.ts');
    await runProgram(this, flags, words);
  },
);
