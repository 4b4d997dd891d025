// rto resolve [REQUEST]: which Go a request means, and why.
import { define } from '../cli/define.ts';
import {
  type EngineFlags,
  engineFlags,
  type JsonFlag,
  jsonFlag,
  optionalRequest,
  type WidthFlag,
  widthFlag,
} from '../cli/options.ts';
import { hang } from '../text/columns.ts';

export const resolve = define<EngineFlags & JsonFlag & WidthFlag, [request?: string]>(
  {
    brief: 'Say which Go a request means, and why',
    usage: '[OPTIONS] [REQUEST]',
    text: 'Prints the Go version that REQUEST means, then each step that led there and its reason.',
    examples: ['rto resolve 1.23', 'rto resolve ">=1.21 <1.24" --json', 'rto resolve'],
  },
  { flags: { ...engineFlags, ...jsonFlag, ...widthFlag }, positional: optionalRequest },
  async function (flags, request) {
    const engine = await this.engine(flags);
    const resolution = await engine.resolve(request);
    const { version, platform, family, pin, steps, project } = resolution;
    const hint = await engine.alternative(resolution);
    const notices = [...resolution.notices, ...(hint === undefined ? [] : [hint])];
    this.progress.end(true);
    if (flags.json) {
      const { name, series } = version;
      const tested = pin !== undefined;
      this.terminal.json({
        request,
        version: name,
        series,
        platform,
        family: family.family,
        tested,
        project,
        steps,
        notices,
      });
      return;
    }
    this.terminal.print(version.name);
    const room = flags.width ?? this.terminal.room.stdout;
    for (const { text, reason } of steps)
      for (const line of hang(`${text}: ${reason}`, room, '  ', '    ')) this.terminal.print(line);
    for (const notice of notices) this.progress.notice(notice);
  },
);
