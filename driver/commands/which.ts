// rto which [REQUEST]: where the go command of an installed toolchain is.
import { join } from 'node:path';
import { define } from '../cli/define.ts';
import { type EngineFlags, engineFlags, type JsonFlag, jsonFlag, optionalRequest } from '../cli/options.ts';

export const which = define<EngineFlags & JsonFlag, [request?: string]>(
  {
    brief: 'Print the path of an installed instrumented go',
    usage: '[OPTIONS] [REQUEST]',
    text: 'Prints the path of the go command. Installs nothing: status 3 if it is not installed.',
    examples: ['rto which 1.24', '$(rto which 1.24) version'],
  },
  { flags: { ...engineFlags, ...jsonFlag }, positional: optionalRequest },
  async function (flags, request) {
    const engine = await this.engine(flags);
    const toolchain = await engine.installed(request);
    if (flags.json) this.terminal.json(toolchain);
    else this.terminal.print(join(toolchain.goroot, 'bin', 'go'));
  },
);
