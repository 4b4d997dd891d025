// rto catalog update: learns releases of Go that the catalog does not have yet.
import { resolve } from 'node:path';
import { define, defineGroup } from '../cli/define.ts';
import { type JsonFlag, jsonFlag } from '../cli/options.ts';
import { PLATFORMS, type Platform } from '../version/platform.ts';

interface Flags extends JsonFlag {
  readonly folder?: string;
  readonly system?: Platform;
  readonly verbose: boolean;
}

const update = define<Flags, string[]>(
  {
    brief: 'Learn new releases of Go, each proved by the checksum database',
    usage: '[OPTIONS] [SERIES...]',
    text: 'Asks the module proxy which releases there are, downloads those that the catalog does not have, proves each against the checksum database and writes its hashes down for this user; the catalog that came with rto stays as it is. A release is some 100 MB for each system.',
    examples: ['rto catalog update', 'rto catalog update 1.27 --system linux-amd64 --folder overlays/catalog'],
  },
  {
    flags: {
      folder: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FOLDER',
        brief:
          "Whose go1.NN.toml files are written, from nothing too; catalog in rto's data folder, which extends the installed one, unless told",
      },
      system: { kind: 'enum', values: PLATFORMS, optional: true, brief: 'Only that system; all unless told' },
      ...jsonFlag,
      verbose: { kind: 'boolean', default: false, withNegated: false, brief: 'Show stack traces of errors' },
    },
    positional: {
      kind: 'array',
      parameter: { placeholder: 'SERIES', parse: String, brief: 'Only these minors: 1.27' },
    },
  },
  async function (flags, ...series) {
    const engine = await this.engine({});
    const { folder, system } = flags;
    const report = await engine.updateCatalog({
      series,
      ...(folder === undefined ? {} : { folder: resolve(this.cwd, folder) }),
      ...(system === undefined ? {} : { platforms: [system] }),
    });
    this.progress.end(true);
    if (flags.json) {
      this.terminal.json(report);
      return;
    }
    for (const it of report.added) this.terminal.print(`added ${it.version} ${it.platform}`);
    for (const it of report.skipped) this.progress.notice(`skipped ${it.version} ${it.platform}: ${it.why}`);
    for (const it of report.newSeries)
      this.progress.notice(`${it} is new: its configuration is that of the minor before`);
    if (report.added.length === 0) this.terminal.print('nothing to add');
  },
);

export const catalog = defineGroup(
  {
    brief: 'Learn new releases of Go',
    usage: 'COMMAND [OPTIONS] [ARGUMENTS]',
    text: 'The catalog says which releases of Go rto knows, by the hashes of what is in them.',
    examples: ['rto catalog update'],
  },
  { update },
);
