// The colours of reports, for a terminal that has colours.
import { styleText } from 'node:util';
import type { Paint, Style } from './format.ts';

const FORMATS = {
  title: ['bold', 'cyan'],
  strong: ['bold'],
  faint: ['dim'],
  warning: ['bold', 'yellow'],
} as const satisfies Record<Style, readonly Parameters<typeof styleText>[0][]>;

/** Always adds colours. The caller knows whether its stream has colours; that stream may not be standard output. */
export const colours: Paint = (style, text) => styleText([...FORMATS[style]], text, { validateStream: false });
