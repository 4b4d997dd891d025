// rto lock [REQUEST...]: writes down what toolchains hash to, for Nix and for `rto verify`.
import { define } from '../cli/define.ts';
import { type EngineFlags, engineFlags, type JsonFlag, jsonFlag, REQUEST } from '../cli/options.ts';

interface Flags extends EngineFlags, JsonFlag {
  readonly all: boolean;
  readonly folder?: string;
}

export const lock = define<Flags, string[]>(
  {
    brief: 'Lock the hashes of toolchains, for Nix and for verify',
    usage: '[OPTIONS] [REQUEST...]',
    text: "Makes toolchains, of the newest release of each minor unless told, and writes their hashes down. Nix gives a locked toolchain the same store path everywhere, and takes it from any binary cache. A lock counts for the recipe that it was made with: after a change of rto's Go sources it is dropped and made anew.",
    arguments: [[REQUEST[0], 'Which Go, as for other commands; without it, the newest release of each minor']],
    examples: ['rto lock', 'rto lock 1.23 1.24', 'rto lock --all --folder overlays/outputs'],
  },
  {
    flags: {
      ...engineFlags,
      ...jsonFlag,
      all: { kind: 'boolean', default: false, withNegated: false, brief: 'Every release of the catalog' },
      folder: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FOLDER',
        brief: "Whose SYSTEM.toml is written; outputs in rto's data folder unless told",
      },
    },
    positional: { kind: 'array', parameter: { placeholder: 'REQUEST', parse: String, brief: REQUEST[1] } },
  },
  async function (flags, ...requests) {
    const engine = await this.engine(flags);
    const report = await engine.lock({ requests, all: flags.all, folder: flags.folder });
    this.progress.end(true);
    if (flags.json) {
      this.terminal.json(report);
      return;
    }
    for (const version of report.dropped)
      this.progress.notice(`dropped go${version}: it was locked for another recipe`);
    for (const { version, nar, how } of report.locked) this.terminal.print(`go${version}  ${nar}  ${how}`);
  },
);
