// rto list: the installed toolchains.

import { define } from '../cli/define.ts';
import { type JsonFlag, jsonFlag, type StoreFlags, storeFlags, type WidthFlag, widthFlag } from '../cli/options.ts';
import { table } from '../text/table.ts';
import { bytes } from '../text/units.ts';

export const list = define<StoreFlags & JsonFlag & WidthFlag, []>(
  {
    brief: 'List installed toolchains',
    usage: '[OPTIONS]',
    text: 'Lists the installed toolchains: version, size, day of installation, name in the store.',
    examples: ['rto list', 'rto list --json'],
  },
  { flags: { ...storeFlags, ...jsonFlag, ...widthFlag } },
  async function (flags) {
    const engine = await this.engine(flags);
    const toolchains = await engine.list();
    if (flags.json) {
      this.terminal.json(toolchains);
      return;
    }
    const rows = toolchains.map((it) => [
      `go${it.version}`,
      it.platform,
      bytes(it.size),
      it.installed.slice(0, 10),
      // The same toolchain may be in both stores.
      it.goroot.startsWith('/nix/store/') ? it.goroot : it.base,
      it.source?.unproved ? 'unproved' : '',
    ]);
    for (const line of table(rows, [2], flags.width ?? this.terminal.room.stdout)) this.terminal.print(line);
    const unusable = await engine.unusable();
    if (unusable.length > 0)
      this.terminal.note(
        `damaged or gone, and made again when it is next asked for (rto prune clears it away): ${unusable.join(', ')}`,
      );
    else if (rows.length === 0) this.terminal.note('no toolchain is installed; try: rto install 1.24');
  },
);
