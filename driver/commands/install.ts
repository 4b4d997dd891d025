// rto install [REQUEST]: makes a toolchain ready without using it.
import { define } from '../cli/define.ts';
import { type EngineFlags, engineFlags, type JsonFlag, jsonFlag, optionalRequest } from '../cli/options.ts';

export const install = define<EngineFlags & JsonFlag, [request?: string]>(
  {
    brief: 'Fetch Go and make it an instrumented toolchain',
    usage: '[OPTIONS] [REQUEST]',
    text: 'Makes the toolchain ready and prints where it is. What is installed already is hashed again, and made again where it is damaged. One that is named is kept by rto prune until rto uninstall.',
    examples: ['rto install 1.24', 'rto install /usr/local/go', 'rto install ./go1.24.9.linux-amd64.tar.gz --offline'],
  },
  { flags: { ...engineFlags, ...jsonFlag }, positional: optionalRequest },
  async function (flags, request) {
    const engine = await this.engine(flags);
    const toolchain = await engine.install(request);
    this.progress.end(true);
    if (flags.json) this.terminal.json(toolchain);
    else this.terminal.print(toolchain.goroot);
  },
);
