// rto overlay REQUEST...: a Nix overlay with a lock, for a project to keep.
import { define } from '../cli/define.ts';
import { type EngineFlags, engineFlags, type JsonFlag, jsonFlag, REQUEST } from '../cli/options.ts';

interface Flags extends EngineFlags, JsonFlag {
  readonly output: string;
}

export const overlay = define<Flags, string[]>(
  {
    brief: 'Write a Nix overlay with locked toolchains for a project',
    usage: '[OPTIONS] [REQUEST...]',
    text: 'Writes a folder that holds all Nix needs to build these toolchains: overlay, sources, hashes and a lock. Commit it: it needs no rto afterwards. In a flake: overlays = [ (import ./rto) ]. It is a flake as well, with a package and a shell for each. What an earlier rto overlay wrote there is replaced, anything else is left alone.',
    examples: ['rto overlay 1.23', 'rto overlay 1.23 1.24.13 --output nix/go', 'nix develop ./rto#go_1_23'],
  },
  {
    flags: {
      ...engineFlags,
      ...jsonFlag,
      output: {
        kind: 'parsed',
        parse: String,
        default: 'rto',
        placeholder: 'FOLDER',
        brief: 'The folder to write; rto unless told',
      },
    },
    positional: { kind: 'array', parameter: { placeholder: 'REQUEST', parse: String, brief: REQUEST[1] } },
  },
  async function (flags, ...requests) {
    const engine = await this.engine(flags);
    const report = await engine.overlay(requests.length > 0 ? requests : [undefined], flags.output);
    this.progress.end(true);
    if (flags.json) {
      this.terminal.json(report);
      return;
    }
    this.terminal.print(`wrote ${report.folder}`);
    for (const { attribute, nar } of report.toolchains) this.terminal.print(`  rto.${attribute}  ${nar}`);
  },
);
