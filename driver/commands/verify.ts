// rto verify [REQUEST...]: makes toolchains again, here and by Nix, and compares the bits with what is locked and installed.

import type { Context } from '../cli/context.ts';
import { define } from '../cli/define.ts';
import {
  type EngineFlags,
  engineFlags,
  type JsonFlag,
  jsonFlag,
  REQUEST,
  type WidthFlag,
  widthFlag,
} from '../cli/options.ts';
import type { InstalledProof } from '../engine/nix.ts';
import { EXIT } from '../errors.ts';
import { hang } from '../text/columns.ts';
import { table } from '../text/table.ts';

interface Flags extends EngineFlags, JsonFlag, WidthFlag {
  readonly installed: boolean;
}

export const verify = define<Flags, string[]>(
  {
    brief: 'Make toolchains again and compare their bits',
    usage: '[OPTIONS] [REQUEST...]',
    text: 'Makes each toolchain anew, and once more by Nix where there is one, and compares the hashes with that of the lock and of what is installed. Where two differ it says in which files, the first byte first. Nothing is installed or replaced. Status 3 if bits differ, or if there is nothing to compare with. Without Nix: --store embedded. With --installed, which takes a second, nothing is made: what is on this disk is hashed again, those named or all.',
    examples: [
      'rto verify 1.24',
      'rto verify 1.19 1.23 1.27 --json',
      'rto verify 1.24 --store nix',
      'rto verify --installed',
    ],
  },
  {
    flags: {
      ...engineFlags,
      ...jsonFlag,
      ...widthFlag,
      installed: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Only hash again what is installed, and compare with its record and the lock',
      },
    },
    positional: { kind: 'array', parameter: { placeholder: 'REQUEST', parse: String, brief: REQUEST[1] } },
  },
  async function (flags, ...requests) {
    const room = flags.width ?? this.terminal.room.stdout;
    const engine = await this.engine(flags);
    if (flags.installed) {
      const { sound, proofs } = await hashAgain(this, engine.verifyInstalled(requests), { ...flags, room });
      if (flags.json) this.terminal.json(proofs);
      this.process.exitCode = sound ? EXIT.done : EXIT.no;
      return;
    }
    const proofs = [];
    for await (const proof of engine.verify(requests.length > 0 ? requests : [undefined])) {
      this.progress.end(true);
      proofs.push(proof);
      if (flags.json) continue;
      const { version, name, hashes, equal, path, differences } = proof;
      this.terminal.print(`go${version}  ${name}`);
      const rows = hashes.map(({ of, nar, how }) => [`  ${of}`, nar ?? '-', how]);
      for (const line of table(rows, [], room)) this.terminal.print(line);
      for (const it of differences)
        for (const line of hang(`${it.path}: ${it.what}`, room, '  differs  ', '    ')) this.terminal.print(line);
      this.terminal.print(`  ${equal ? `equal: ${path}` : verdict(hashes)}`);
    }
    if (flags.json) this.terminal.json(proofs);
    this.process.exitCode = proofs.every(({ equal }) => equal) ? EXIT.done : EXIT.no;
  },
);

async function hashAgain(
  { terminal, progress }: Context,
  found: AsyncIterable<InstalledProof>,
  { json, room }: JsonFlag & { room: number },
): Promise<{ sound: boolean; proofs: InstalledProof[] }> {
  const proofs: InstalledProof[] = [];
  for await (const proof of found) {
    progress.end(true);
    proofs.push(proof);
    if (json) continue;
    const { version, base, sound, actual, recorded, locked, foreign } = proof;
    terminal.print(`go${version}  ${base}  ${sound ? 'sound' : 'DAMAGED'}`);
    if (sound) continue;
    const hashes = [
      ['  hash', actual],
      ['  recorded', recorded ?? '-'],
      ['  locked', locked ?? '-'],
    ];
    for (const line of table(hashes, [], room)) terminal.print(line);
    for (const line of foreign.slice(0, SHOWN)) terminal.print(`  ${line}`);
  }
  if (proofs.length === 0) terminal.note('no toolchain is installed; try: rto install 1.24');
  return { sound: proofs.every(({ sound }) => sound), proofs };
}

const SHOWN = 20;

const verdict = (hashes: readonly { nar: string | undefined }[]): string =>
  hashes.filter(({ nar }) => nar !== undefined).length > 1 ? 'DIFFERENT' : 'nothing to compare with';
