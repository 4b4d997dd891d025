// The tables of docs/benchmarks.md and README.md, which are written by a command and by no hand.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from '../core/limits.ts';
import type { Result } from '../core/result.ts';
import { ROOT } from '../machine/root.ts';
import { benchmarksMarkdown, readmeMarkdown } from './markdown.ts';

const BEGIN = '<!-- npm run bench -- --pages writes what follows -->';
const END = '<!-- until here -->';

/** Each page, from the root of the repository, with what stands between its marks. */
export const PAGES: Readonly<Record<string, (result: Result, limits: Limits) => string>> = {
  'docs/benchmarks.md': benchmarksMarkdown,
  'README.md': readmeMarkdown,
};

/** The text with the table between its marks replaced. Throws Error where it has no marks. */
export function replaceTable(text: string, table: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the page has no lines "${BEGIN}" and "${END}"`);
  return `${text.slice(0, from + BEGIN.length)}\n\n${table}\n\n${text.slice(to)}`;
}

/** Writes every page anew from one result, and says which. */
export function writePages(result: Result, limits: Limits): string {
  for (const [page, table] of Object.entries(PAGES)) {
    const file = join(ROOT, page);
    writeFileSync(file, replaceTable(readFileSync(file, 'utf8'), table(result, limits)));
  }
  return `${Object.keys(PAGES).join(', ')}: the tables are those of ${result.date}\n`;
}
