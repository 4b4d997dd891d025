// rto inspect BINARY: what a binary was built with, and what of it is observed.
import { resolve } from 'node:path';
import { EXIT } from '../errors.ts';
import { define } from './define.ts';
import { type JsonFlag, jsonFlag, type StoreFlags, storeFlags } from './options.ts';

export const inspect = define<StoreFlags & JsonFlag, [binary: string]>(
  {
    brief: 'Say what a binary was built with and what is hooked in it',
    usage: '[OPTIONS] BINARY',
    text: 'Reads the records that instrumented Go leaves in every binary (ELF, Mach-O, PE, WebAssembly, archives; stripped or not): its Go, the toolchain, what was asked for, what is hooked, what was asked for and is not there. The binary is not run. Status 3 if it is not instrumented.',
    examples: ['rto inspect ./app', 'rto inspect --json app.exe | jq .stamp'],
  },
  {
    flags: { ...storeFlags, ...jsonFlag },
    positional: {
      kind: 'tuple',
      parameters: [{ placeholder: 'BINARY', parse: String, brief: 'An executable, a shared library or an archive' }],
    },
  },
  async function (flags, binary) {
    const { readBinary } = await import('../binary/read.ts');
    const { inspectRecords } = await import('../report/inspection.ts');
    const { groupPackages } = await import('../toolchain/operations.ts');
    const { linkedIn } = await import('./notfound.ts');
    const path = resolve(this.cwd, binary);
    const records = await readBinary(path);
    const linked = records.stamps.length === 1 ? await linkedIn(path) : undefined;
    const inspection = inspectRecords(binary, records, groupPackages(), linked);
    const { stamp, instrumented } = inspection;
    const stored = stamp && (await (await this.engine(flags)).stored(stamp.toolchain.name));
    if (flags.json) this.terminal.json({ ...inspection, toolchain: stored?.goroot ?? null });
    else {
      const { inspectionLines } = await import('../report/inspectiontext.ts');
      for (const line of inspectionLines(inspection, stored?.goroot)) this.terminal.print(line);
    }
    this.process.exitCode = instrumented ? EXIT.done : EXIT.no;
  },
);
