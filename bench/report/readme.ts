// The table of README.md, which is written by a command and by no hand.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from '../core/limits.ts';
import type { Result } from '../core/result.ts';
import { ROOT } from '../machine/root.ts';
import { readmeMarkdown } from './markdown.ts';

const BEGIN = '<!-- npm run bench -- --readme writes what follows -->';
const END = '<!-- until here -->';

/** The text with the table between its marks replaced. Throws Error where it has no marks. */
export function replaceTable(text: string, table: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`README.md has no lines "${BEGIN}" and "${END}"`);
  return `${text.slice(0, from + BEGIN.length)}\n\n${table}\n\n${text.slice(to)}`;
}

export function writeReadme(result: Result, limits: Limits): string {
  const file = join(ROOT, 'README.md');
  writeFileSync(file, replaceTable(readFileSync(file, 'utf8'), readmeMarkdown(result, limits)));
  return `${file}: the table is that of ${result.date}\n`;
}
