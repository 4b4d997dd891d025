// A report as text for people. Pure.
import type { Document } from '../report/document.ts';
import { cardText } from './card.ts';
import type { Format, FormatOptions } from './format.ts';
import { pageText } from './page.ts';

/** Chooses between page and card as the document's layout says. */
export const text: Format = (drawn, options) => {
  const document = drawn.document();
  return LAYOUTS[document.layout](document, options);
};

const LAYOUTS = {
  page: pageText,
  card: cardText,
} satisfies Record<Document['layout'], (document: Document, options: FormatOptions) => string>;
