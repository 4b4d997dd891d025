// rto inspect BINARY: what a binary was built with, and what of it is observed.
import { resolve } from 'node:path';
import { define } from '../cli/define.ts';
import { type JsonFlag, jsonFlag, type StoreFlags, storeFlags, type WidthFlag, widthFlag } from '../cli/options.ts';
import { EXIT } from '../errors.ts';

export const inspect = define<StoreFlags & JsonFlag & WidthFlag & { readonly strict: boolean }, [binary: string]>(
  {
    brief: 'Say what a binary was built with and what is hooked in it',
    usage: '[OPTIONS] BINARY',
    text: 'Reads the records that instrumented Go leaves in every binary (ELF, Mach-O, PE, WebAssembly, archives; stripped or not): its Go, the toolchain, what was asked for, what is hooked, what was asked for and is not there. The binary is not run. Status 3 if it is not instrumented. With --strict BINARY may be a folder, whose programs are looked at together: status 3 too if what was asked for by name is in none of them.',
    examples: ['rto inspect ./app', 'rto inspect --strict ./bin', 'rto inspect --json app.exe | jq .stamp'],
  },
  {
    flags: {
      ...storeFlags,
      ...jsonFlag,
      ...widthFlag,
      strict: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Fail if a name that was to be observed is not there',
      },
    },
    positional: {
      kind: 'tuple',
      parameters: [{ placeholder: 'BINARY', parse: String, brief: 'An executable, a shared library or an archive' }],
    },
  },
  async function (flags, binary) {
    if (flags.strict) {
      const { namesNowhere } = await import('./notfound.ts');
      const { programs, missing } = await namesNowhere(resolve(this.cwd, binary));
      if (flags.json) this.terminal.json({ schema: 1, programs, missing });
      if (programs.length === 0) this.terminal.note(`rto: nothing in ${binary} was built with instrumented Go`);
      for (const { asked, reason } of missing)
        this.terminal.note(`rto: ${asked} was to be observed and is in no program of ${binary}: ${reason}`);
      this.process.exitCode = programs.length > 0 && missing.length === 0 ? EXIT.done : EXIT.no;
      return;
    }
    const { readBinary } = await import('../binary/read.ts');
    const { REPORTS } = await import('../report/index.ts');
    const { readGroups } = await import('../operations/groups.ts');
    const { linkedIn } = await import('./notfound.ts');
    const path = resolve(this.cwd, binary);
    const records = await readBinary(path);
    const linked = records.stamps.length === 1 ? await linkedIn(path) : undefined;
    const report = await REPORTS.inspection();
    const inspection = await report.make({ file: binary, records, groups: readGroups(), linked });
    const { stamp, instrumented } = inspection;
    const stored = stamp && (await (await this.engine(flags)).stored(stamp.toolchain.name));
    const unproved = (stamp?.toolchain.unproved ?? stored?.source?.unproved) === true;
    if (unproved) this.terminal.note(`nothing vouched for the Go that made it: ${stamp?.toolchain.name} is unproved`);
    if (flags.json)
      this.terminal.json({ ...inspection, toolchain: stored?.goroot ?? null, ...(unproved ? { unproved } : {}) });
    else {
      const { FORMATS } = await import('../format/index.ts');
      const document = () => report.document(inspection, { toolchain: stored?.goroot });
      this.terminal.print(
        (await FORMATS.text())({ value: inspection, document }, { width: flags.width ?? this.terminal.room.stdout }),
      );
    }
    this.process.exitCode = instrumented ? EXIT.done : EXIT.no;
  },
);
