// rto uninstall TOOLCHAIN…: removes toolchains from the store, used or not.

import type { Context } from '../cli/context.ts';
import { define } from '../cli/define.ts';
import { type JsonFlag, jsonFlag, type StoreFlags, storeFlags } from '../cli/options.ts';
import { bytes } from '../text/units.ts';

export const uninstall = define<StoreFlags & JsonFlag, [first: string, ...more: string[]]>(
  {
    brief: 'Remove installed toolchains',
    usage: '[OPTIONS] TOOLCHAIN...',
    text: 'Removes toolchains, named by version or as `rto list` does. They can be installed again at any time.',
    examples: ['rto uninstall 1.23.12', 'rto uninstall 1.22 1.23'],
  },
  {
    flags: { ...storeFlags, ...jsonFlag },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        placeholder: 'TOOLCHAIN',
        parse: String,
        brief: '1.23.12, 1.23, or a name',
        async proposeCompletions(this: Context) {
          const engine = await this.engine({ store: 'auto' });
          return [...new Set((await engine.list()).map(({ version }) => version))];
        },
      },
    },
  },
  async function (flags, ...names) {
    const engine = await this.engine(flags);
    const removed = await engine.uninstall(names);
    this.progress.end(true);
    if (flags.json) this.terminal.json(removed);
    else for (const it of removed) this.terminal.print(`removed ${it.base}  ${bytes(it.size)}`);
  },
);
