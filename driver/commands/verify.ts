// rto verify [REQUEST...]: makes toolchains again, here and by Nix, and compares the bits with what is locked and installed.
import { EXIT } from '../errors.ts';
import { table } from '../terminal/text.ts';
import { define } from './define.ts';
import { type EngineFlags, engineFlags, type JsonFlag, jsonFlag, REQUEST } from './options.ts';

export const verify = define<EngineFlags & JsonFlag, string[]>(
  {
    brief: 'Make toolchains again and compare their bits',
    usage: '[OPTIONS] [REQUEST...]',
    text: 'Makes each toolchain anew, and once more by Nix where there is one, and compares the hashes with that of the lock and of what is installed. Where two differ it says in which files, the first byte first. Nothing is installed or replaced. Status 3 if bits differ, or if there is nothing to compare with. Without Nix: --store embedded.',
    examples: ['rto verify 1.24', 'rto verify 1.19 1.23 1.27 --json', 'rto verify 1.24 --store nix'],
  },
  {
    flags: { ...engineFlags, ...jsonFlag },
    positional: { kind: 'array', parameter: { placeholder: 'REQUEST', parse: String, brief: REQUEST[1] } },
  },
  async function (flags, ...requests) {
    const engine = await this.engine(flags);
    const proofs = [];
    for await (const proof of engine.verify(requests.length > 0 ? requests : [undefined])) {
      this.progress.end(true);
      proofs.push(proof);
      if (flags.json) continue;
      const { version, name, hashes, equal, path, differences } = proof;
      this.terminal.print(`go${version}  ${name}`);
      const rows = hashes.map(({ of, nar, how }) => [`  ${of}`, nar ?? '-', how]);
      for (const line of table(rows)) this.terminal.print(line);
      for (const it of differences) this.terminal.print(`  differs  ${it.path}: ${it.what}`);
      this.terminal.print(`  ${equal ? `equal: ${path}` : verdict(hashes)}`);
    }
    if (flags.json) this.terminal.json(proofs);
    this.process.exitCode = proofs.every(({ equal }) => equal) ? EXIT.done : EXIT.no;
  },
);

const verdict = (hashes: readonly { nar: string | undefined }[]): string =>
  hashes.filter(({ nar }) => nar !== undefined).length > 1 ? 'DIFFERENT' : 'nothing to compare with';
