// The colours of reports, to be printed on a terminal that has any.
import { styleText } from 'node:util';
import type { Paint, Style } from './format.ts';

const FORMATS = {
  title: ['bold', 'cyan'],
  strong: ['bold'],
  faint: ['dim'],
  warning: ['bold', 'yellow'],
} as const satisfies Record<Style, readonly Parameters<typeof styleText>[0][]>;

/** Always colours: the caller decides whether the stream that it writes to has colours; that may not be standard output. */
export const colours: Paint = (style, text) => styleText([...FORMATS[style]], text, { validateStream: false });
