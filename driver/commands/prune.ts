// rto prune: removes toolchains that no project and no process uses, and what dead processes left.

import { define } from '../cli/define.ts';
import { type JsonFlag, jsonFlag, type StoreFlags, storeFlags, type WidthFlag, widthFlag } from '../cli/options.ts';
import { table } from '../text/table.ts';
import { bytes } from '../text/units.ts';

interface Flags extends StoreFlags, JsonFlag, WidthFlag {
  readonly dryRun: boolean;
}

export const prune = define<Flags, []>(
  {
    brief: 'Remove toolchains that nothing uses',
    usage: '[OPTIONS]',
    text: 'Removes toolchains that no existing project has used, nobody installed by name and no running process uses, and what killed processes left behind. Downloads and logs: rto cache clean.',
    examples: ['rto prune --dry-run', 'rto prune'],
  },
  {
    flags: {
      ...storeFlags,
      ...jsonFlag,
      ...widthFlag,
      dryRun: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Say what would be removed, remove nothing',
      },
    },
  },
  async function (flags) {
    const engine = await this.engine(flags);
    const report = await engine.prune({ dryRun: flags.dryRun });
    this.progress.end(true);
    if (flags.json) {
      this.terminal.json(report);
      return;
    }
    const verb = report.dryRun ? 'would remove' : 'removed';
    const rows = [
      ...report.removed.map((it) => [verb, bytes(it.size), it.base ?? it.path, it.why]),
      ...report.kept.map((it) => ['kept', bytes(it.size), it.base, it.because.join(', ')]),
    ];
    for (const line of table(rows, [1], flags.width ?? this.terminal.room.stdout)) this.terminal.print(line);
    this.terminal.print(`${verb} ${bytes(report.freed)}`);
  },
);
