// rto report [NAME] LOG…: what logs say, as a report for people or for programs.
import { define } from '../cli/define.ts';
import { jsonFlag, widthFlag } from '../cli/options.ts';
import { SCOPES } from '../report/deps/lock.ts';
import type { ReportFlags } from './reportlogs.ts';

const FORMATS = ['text', 'markdown', 'json', 'dot', 'mermaid', 'graphml'] as const;

export const report = define<ReportFlags, string[]>(
  {
    brief: 'Say what event logs hold',
    usage: '[OPTIONS] [summary|coverage|deps|graph] LOG...',
    text: 'Reads event logs and says what they add up to. summary, the default, is what rto run ends with. coverage says how many of the hooked functions ran, module by module, and which did not: so "no event" can be read. deps says what each module did, and with --lock what dependencies do that is new: status 3. Logs may be packed by gzip. Modules and hooks are read from the program: that of --binary, or the one that the log names, where it is still there.',
    arguments: [
      ['summary', 'Operations, calling packages, reflective calls and what they reached'],
      ['coverage', 'Hooked functions that are linked, those that ran, and those that did not'],
      ['graph', 'Who called which observed function, and what reflective calls reached'],
      ['deps', 'What each module did, by capability, with the places'],
      [
        'LOG',
        'A file, a folder of *.jsonl, a path with %p for the files of several processes, or - for standard input',
      ],
    ],
    examples: [
      'rto report events.jsonl',
      'rto report coverage --binary ./app events.jsonl',
      'rto report graph --format dot events.jsonl | dot -Tsvg > calls.svg',
      'rto report deps --lock rto.lock.json events.jsonl',
      'rto report coverage --explain crypto/md5.New events.jsonl',
      "rto report --format markdown 'logs/app.%p.jsonl' >> $GITHUB_STEP_SUMMARY",
    ],
  },
  {
    flags: {
      binary: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FILE',
        brief: 'The program that wrote the logs; else the one that the first log names',
      },
      format: {
        kind: 'enum',
        values: FORMATS,
        optional: true,
        brief:
          'How the report is written; text by default. dot, mermaid and graphml draw edges: those of graph and summary',
      },
      output: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FILE',
        brief: 'Where it is written; standard output by default',
      },
      explain: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'OPERATION',
        brief: 'Say of one function whether it ran, was hooked, is linked; status 3 unless it ran',
      },
      lock: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FILE',
        brief: 'deps: compare with this behaviour lock; written where it is not there; status 3 for new behaviour',
      },
      allow: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FILE',
        brief: 'deps: what people allow beside the lock, with reasons',
      },
      scope: {
        kind: 'enum',
        values: SCOPES,
        optional: true,
        brief: 'deps: whether the log is of a run or of tests; run by default',
      },
      update: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'deps: add what is new to the lock',
      },
      all: { kind: 'boolean', default: false, withNegated: false, brief: 'Show all rows of every list' },
      ...widthFlag,
      ...jsonFlag,
      verbose: { kind: 'boolean', default: false, withNegated: false, brief: 'Show stack traces of errors' },
    },
    positional: {
      kind: 'array',
      parameter: {
        placeholder: 'LOG',
        parse: String,
        brief: 'An event log',
        proposeCompletions: () => ['summary', 'coverage', 'deps', 'graph'],
      },
      minimum: 1,
    },
  },
  async function (flags, ...words) {
    const { reportLogs } = await import('./reportlogs.ts');
    await reportLogs(this, flags, words);
  },
);
