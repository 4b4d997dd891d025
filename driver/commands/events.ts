// rto events LOG...: the events of logs, as they are or in a form that two runs have in common.
import { resolve } from 'node:path';
import { define } from '../cli/define.ts';
import { EXIT, RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';

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
    const canonical = isCanonical(flags, this.env);
    const without = (flags.without ?? '').split(',').filter((name) => name !== '');
    if (without.length > 0) await checkWithout(without, canonical);
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
    if (canonical) {
      for (const line of await canonicalEvents(all(), { without, folders })) this.terminal.print(line);
      return;
    }
    for await (const item of all()) if (item.kind === 'event') this.terminal.print(eventLine(item));
  },
);

/** Throws RTO_EVENTS_FORM (usage). */
function isCanonical({ canonical }: Flags, env: Environment): boolean {
  const said = env[VARIABLE] || undefined;
  if (said === undefined || said === 'canonical') return canonical || said !== undefined;
  throw new RtoError('RTO_EVENTS_FORM', `${VARIABLE} is ${JSON.stringify(said)}, which is no form of events`, {
    facts: { 'may be': 'canonical' },
    try: `unset ${VARIABLE}`,
    exit: EXIT.usage,
  });
}

/** Throws RTO_EVENTS_WITHOUT (usage): a word that leaves nothing out is a slip. */
async function checkWithout(names: readonly string[], canonical: boolean): Promise<void> {
  const { FIELDS } = await import('../events/canonical.ts');
  const { readGroups } = await import('../operations/groups.ts');
  const refuse = (message: string, next: string) =>
    new RtoError('RTO_EVENTS_WITHOUT', message, { try: next, exit: EXIT.usage });
  if (!canonical) throw refuse('--without is for --canonical alone', 'rto events --canonical --without FIELDS LOG');
  const known = new Set([
    ...FIELDS,
    ...readGroups().flatMap(({ operations }) => operations.flatMap(({ fields }) => fields)),
  ]);
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw refuse(
      `events have no field ${JSON.stringify(unknown)}`,
      'docs/events.md, which names the fields: file,line',
    );
}
