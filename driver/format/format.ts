// The interface of a format, a way to write a report down. Pure.
import type { Document } from '../report/document.ts';

interface Drawn {
  /** The report's value, plain data. */
  value: unknown;
  /** Makes the document of the value; a format that does not need it does not ask. */
  document(): Document;
}

/** The wishes of the reader. A format may ignore those that do not concern it. */
export interface FormatOptions {
  /** Columns. Fewer than 40 count as 40. The default is Infinity: nothing says how many there are. */
  width?: number;
  /** Names are written whole, though lines get wider. A file or a pipe is searched for them. */
  whole?: boolean;
  /** Lists are shown with all their rows. */
  all?: boolean;
  /** Sets off titles and the like. By default the text is plain. */
  paint?: Paint;
}

/** How a piece of text may be set off. The words say the same without it. */
export type Style = 'title' | 'strong' | 'faint' | 'warning';
/** Sets off a text, which is safe already. It must not change the text's width. */
export type Paint = (style: Style, text: string) => string;

/** @returns text without a newline at its end, safe for a terminal apart from what `paint` adds */
export type Format = (drawn: Drawn, options: FormatOptions) => string;
