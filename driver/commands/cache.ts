// rto cache list and rto cache clean: what was downloaded and logged.
import { dirname } from 'node:path';
import { define, defineGroup } from '../cli/define.ts';
import { type JsonFlag, jsonFlag, type WidthFlag, widthFlag } from '../cli/options.ts';
import { table } from '../text/table.ts';
import { bytes } from '../text/units.ts';

const KINDS = ['downloads', 'logs', 'nix'] as const;

interface ListFlags extends JsonFlag, WidthFlag {
  readonly verbose: boolean;
}

interface CleanFlags extends ListFlags {
  readonly olderThan?: number;
  readonly dryRun: boolean;
}

const verbose = { kind: 'boolean', default: false, withNegated: false, brief: 'Show stack traces of errors' } as const;

const list = define<ListFlags, []>(
  {
    brief: 'Say what is in the cache',
    usage: '[OPTIONS]',
    text: 'Says how much there is of each kind and where: downloads of Go, event logs of rto run, what Nix builds from. --json lists every file.',
    examples: ['rto cache list', 'rto cache list --json'],
  },
  { flags: { ...jsonFlag, ...widthFlag, verbose } },
  async function (flags) {
    const engine = await this.engine({});
    const entries = await engine.cached();
    if (flags.json) {
      this.terminal.json(entries);
      return;
    }
    const rows = KINDS.flatMap((kind) => {
      const some = entries.filter((entry) => entry.kind === kind);
      const sum = some.reduce((all, { size }) => all + size, 0);
      const [first] = some;
      return first === undefined ? [] : [[kind, String(some.length), bytes(sum), dirname(first.path)]];
    });
    for (const line of table(rows, [1, 2], flags.width ?? this.terminal.room.stdout)) this.terminal.print(line);
    if (rows.length === 0) this.terminal.note('the cache is empty');
  },
);

const clean = define<CleanFlags, (typeof KINDS)[number][]>(
  {
    brief: 'Remove downloads and logs',
    usage: '[OPTIONS] [downloads|logs|nix...]',
    text: 'Removes what was downloaded (it is fetched again when it is needed), event logs that rto run made up a name for, and what Nix builds from; all of them unless told. Logs that a running program may write to are kept. Toolchains are no part of the cache: rto prune removes those.',
    arguments: [['downloads|logs|nix', 'Only that']],
    examples: ['rto cache clean', 'rto cache clean logs --older-than 7', 'rto cache clean downloads --dry-run'],
  },
  {
    flags: {
      olderThan: {
        kind: 'parsed',
        parse: days,
        optional: true,
        placeholder: 'DAYS',
        brief: 'Only what was last written to so many days ago',
      },
      dryRun: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Say what would be removed, remove nothing',
      },
      ...jsonFlag,
      ...widthFlag,
      verbose,
    },
    positional: {
      kind: 'array',
      parameter: { placeholder: 'KIND', parse: kindOf, brief: 'Only that', proposeCompletions: () => [...KINDS] },
    },
  },
  async function (flags, ...kinds) {
    const engine = await this.engine({});
    const { dryRun, olderThan } = flags;
    const report = await engine.cleanCache({ dryRun, olderThan, kinds: kinds.length > 0 ? kinds : undefined });
    if (flags.json) {
      this.terminal.json(report);
      return;
    }
    const verb = report.dryRun ? 'would remove' : 'removed';
    const rows = [
      ...report.removed.map((it) => [verb, bytes(it.size), it.path, '']),
      ...report.kept.map((it) => ['kept', bytes(it.size), it.path, it.because]),
    ];
    for (const line of table(rows, [1], flags.width ?? this.terminal.room.stdout)) this.terminal.print(line);
    this.terminal.print(`${verb} ${bytes(report.freed)}`);
  },
);

function days(text: string): number {
  const count = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && count > 0) return count;
  throw new SyntaxError('write a number above 0, as in --older-than 7');
}

function kindOf(text: string): (typeof KINDS)[number] {
  const known = KINDS.find((kind) => kind === text);
  if (known !== undefined) return known;
  throw new SyntaxError(`it is none of ${KINDS.join(', ')}`);
}

export const cache = defineGroup(
  {
    brief: 'Look at what was downloaded and logged, and clean it',
    usage: 'COMMAND [OPTIONS] [ARGUMENTS]',
    text: "rto's cache is $RTO_CACHE, else ~/.cache/rto. All of it may be deleted at any time.",
    examples: ['rto cache list', 'rto cache clean logs --older-than 7'],
  },
  { list, clean },
);
