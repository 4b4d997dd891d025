// The sources of stock Go by their kinds.
import { openArchive } from './archive.ts';
import { openGoroot } from './goroot.ts';
import { openProxy } from './proxy.ts';
import type { Source, SourceChoice, SourceOptions } from './source.ts';

const KINDS = {
  proxy: (_path: string, options: SourceOptions) => openProxy(options),
  goroot: openGoroot,
  archive: openArchive,
} satisfies Record<Source['kind'], (path: string, options: SourceOptions) => Source>;

/** Opening a source asks nothing and reads nothing yet. */
export function openSource(choice: SourceChoice, options: SourceOptions): Source {
  return KINDS[choice.kind](choice.kind === 'proxy' ? '' : choice.path, options);
}
