// rto events LOG...: the events of logs, as they are or in a form that two runs have in common.
import { resolve } from 'node:path';
import { RtoError } from '../errors.ts';
import { define } from './define.ts';

interface Flags {
  readonly canonical: boolean;
  readonly without?: string;
  readonly verbose: boolean;
}

/** The same as --canonical, for builders that do not write the command themselves. */
const VARIABLE = 'RTO_EVENTS';

export const events = define<Flags, string[]>(
  {
    brief: 'Print the events of logs, the same for every run with --canonical',
    usage: '[OPTIONS] LOG...',
    text: `Prints the events of logs, one line of JSON each, without the records of processes. --canonical sorts them, leaves out what was there already and what differs from run to run (order of calls, process, hashes in store paths, the folder of a build), so that two runs of one program give the same bytes. ${VARIABLE}=canonical in the environment is the same. A line that is no event is an error: the log is not whole.`,
    arguments: [['LOG', 'An event log']],
    examples: [
      'rto events --canonical events.jsonl',
      'rto events --canonical --without file,line events.jsonl > baseline',
    ],
  },
  {
    flags: {
      canonical: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Sorted, each once, and without what differs from run to run',
      },
      without: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FIELDS',
        brief: 'Leave these fields out as well: file,line',
      },
      verbose: { kind: 'boolean', default: false, withNegated: false, brief: 'Show stack traces of errors' },
    },
    positional: { kind: 'array', parameter: { placeholder: 'LOG', parse: String, brief: 'An event log' }, minimum: 1 },
  },
  async function (flags, ...logs) {
    const { canonicalEvents, eventLine } = await import('../events/canonical.ts');
    const { readLog } = await import('../events/log.ts');
    const paths = logs.map((log) => resolve(this.cwd, log));
    const without = (flags.without ?? '').split(',').filter((name) => name !== '');
    const folders = ['NIX_BUILD_TOP', 'TMPDIR'].flatMap((name) => this.env[name] || []);
    const broken = (at: number, reason: string, log: string) =>
      new RtoError('RTO_EVENTS_BROKEN', `line ${at} of ${log} is no event: ${reason}`, {
        try: 'a log that one program wrote to its end',
      });
    const all = async function* () {
      for (const path of paths)
        for await (const item of readLog(path)) {
          if (item.kind === 'problem') throw broken(item.at, item.reason, path);
          yield item;
        }
    };
    if (flags.canonical || this.env[VARIABLE] === 'canonical') {
      for (const line of await canonicalEvents(all(), { without, folders })) this.terminal.print(line);
      return;
    }
    for await (const item of all()) if (item.kind === 'event') this.terminal.print(eventLine(item));
  },
);
