// What a format is: a way to write a report down. Pure.
import type { Document } from '../report/document.ts';

interface Drawn {
  /** The report's value: plain data. */
  value: unknown;
  document(): Document;
}

export interface FormatOptions {
  /** Columns, never taken as fewer than 40; Infinity, the default, where nothing says how many there are. */
  width?: number;
  /** Names are written whole, be lines wider: for a file or a pipe, whose reader looks for them. */
  whole?: boolean;
  /** All rows of every list. */
  all?: boolean;
  /** Sets off titles and the like; plain text by default. */
  paint?: Paint;
}

/** How a piece of text may be set off. Nothing is said by it that the words do not say. */
export type Style = 'title' | 'strong' | 'faint' | 'warning';
export type Paint = (style: Style, text: string) => string;

/** @returns lines of text without the last line's end; safe for a terminal but for what `paint` adds */
export type Format = (drawn: Drawn, options: FormatOptions) => string;
