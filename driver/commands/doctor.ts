// rto doctor: whether this machine and this environment do what rto needs, and what to do where they do not.

import { define } from '../cli/define.ts';
import { type EngineFlags, engineFlags, type JsonFlag, jsonFlag, type WidthFlag, widthFlag } from '../cli/options.ts';
import { EXIT } from '../errors.ts';
import { nodeRange } from '../package.ts';
import { hang } from '../text/columns.ts';
import { plural } from '../text/units.ts';

export const doctor = define<EngineFlags & JsonFlag & WidthFlag, []>(
  {
    brief: 'Check this machine, and whether go here is the instrumented one',
    usage: '[OPTIONS]',
    text: 'Checks the machine, the project here and the environment: what would be used, which go is first on PATH, settings that disturb it, where logs go. Where go is instrumented (in rto shell, rto exec or after rto env) it builds a tiny program and looks for the stamp in it. Changes nothing. Status 3 if a fault is found.',
    examples: ['rto doctor', 'rto exec -- rto doctor', 'rto doctor --offline --json'],
  },
  { flags: { ...engineFlags, ...jsonFlag, ...widthFlag } },
  async function (flags) {
    const { examine } = await import('../doctor/doctor.ts');
    const { homes } = await import('../store/home.ts');
    const { storeKind } = await import('../engine/stores.ts');
    const room = flags.width ?? this.terminal.room.stdout;
    const findings = [];
    const examined = examine({
      ...{ env: this.env, cwd: this.cwd, offline: flags.offline },
      node: { version: process.versions.node, range: nodeRange() },
      homes: () => homes(this.env),
      store: () => storeKind(flags.store, this.env),
      resolve: async () => (await this.engine(flags)).resolve(undefined),
      installed: async () => (await this.engine(flags)).installed(undefined),
      verify: async ({ base }) => (await this.engine(flags)).verifyStored(base),
    });
    for await (const finding of examined) {
      findings.push(finding);
      if (flags.json) continue;
      this.progress.end(true);
      const { check, level, text, try: remedy } = finding;
      const said = hang(`${check}: ${text.replaceAll('\n', ' ')}`, room, `${level.padEnd(7)}  `, ' '.repeat(9));
      for (const line of said) this.terminal.print(line);
      if (remedy !== undefined) this.terminal.print(`${' '.repeat(9)}try: ${remedy}`);
    }
    const faults = findings.filter(({ level }) => level === 'fault').length;
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    if (flags.json) this.terminal.json({ faults, warnings, findings });
    else this.terminal.print(`${plural(faults, 'fault', 'no')}, ${plural(warnings, 'warning', 'no')}`);
    this.process.exitCode = faults > 0 ? EXIT.no : EXIT.done;
  },
);
