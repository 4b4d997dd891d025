// A report as GitHub-flavoured Markdown, for summaries of jobs and for pull requests. Pure.

import type { Counts, Edges, Fact, Findings, Notes, Outline, Section } from '../report/document.ts';
import { firstRows } from '../text/lists.ts';
import { neutralise } from '../text/safe.ts';
import type { Format, FormatOptions } from './format.ts';

export const markdown: Format = (drawn, options) => {
  const { title, facts, sections } = drawn.document();
  const parts = [`## ${plain(title)}`, factTable(facts), ...sections.map((section) => sectionText(section, options))];
  return parts.filter((part) => part !== '').join('\n\n');
};

/** Text that is shown as it is, on one line. No text of a log or a binary makes markup, a link, a mention or HTML. */
export function plain(text: string): string {
  return neutralise(text)
    .replace(/[\\`*_{}[\]<>#+!|~&@]|:(?=\/\/)|(?<=\bwww)\./gi, (sign) => ENTITIES[sign] ?? `\\${sign}`)
    .replace(/^(\s*)([-=]|\d+\.)/, '$1\\$2');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '@': '&#64;',
  // These two signs would begin a link.
  ':': '&#58;',
  '.': '&#46;',
};

const factTable = (facts: readonly Fact[]): string =>
  facts.length === 0
    ? ''
    : table(
        ['', ''],
        facts.map(({ label, text, names }) => [plain(label), plain(names?.join(', ') ?? text)]),
      );

function sectionText(section: Section, options: FormatOptions): string {
  switch (section.kind) {
    case 'counts':
      return countsText(section, options);
    case 'edges':
      return edgesText(section, options);
    case 'findings':
      return findingsText(section);
    case 'outline':
      return outlineText(section);
    case 'notes':
      return notesText(section);
  }
}

function countsText({ title, columns, parts, notes }: Counts, { all = false }: FormatOptions): string {
  const cells = (figures: readonly number[]) => figures.map((figure) => (figure === 0 ? '' : String(figure)));
  const rows = parts.flatMap(({ sum, rows, what, most }) => {
    const shown = firstRows(rows, all ? Infinity : most);
    const rest = rows.slice(shown.length);
    const more = sum.figures.map((_, i) => rest.reduce((total, row) => total + (row.figures[i] ?? 0), 0));
    return [
      [`**${plain(sum.name)}**`, ...cells(sum.figures)],
      ...shown.map((row) => [plain(row.name), ...cells(row.figures)]),
      ...(rest.length > 0 ? [[`and ${rest.length} more ${what}`, ...cells(more)]] : []),
    ];
  });
  return [
    `### ${plain(title)}`,
    table(['', ...columns.map(plain)], rows, columns.length),
    ...notes.map(({ text, names }) => plain(names === undefined ? text : `${text} ${names.join(', ')}`)),
  ].join('\n\n');
}

function edgesText({ title, arrow, edges, most }: Edges, { all = false }: FormatOptions): string {
  const shown = firstRows(edges, all ? Infinity : most);
  const rows = shown.map(({ from, place: { file, line }, to }) => [
    plain(from),
    plain(arrow),
    plain(to),
    plain(`${file}:${line}`),
  ]);
  const more = shown.length < edges.length ? [`and ${edges.length - shown.length} more`] : [];
  return [`### ${plain(title)} \\(${edges.length}\\)`, table(['from', '', 'to', 'at'], rows), ...more].join('\n\n');
}

function findingsText({ title, findings, count = findings.length, most }: Findings): string {
  const shown = findings.slice(0, most);
  const lines = shown.map(({ subject, why, names, excerpt = '' }) =>
    [`- **${plain(subject)}**: ${plain(why)}`, ...(names ?? []).map(plain), plain(excerpt)]
      .filter((part) => part !== '')
      .join(' '),
  );
  const more = count > shown.length ? [`- and ${count - shown.length} more`] : [];
  return findings.length === 0
    ? ''
    : [`### ${plain(title)} \\(${count}\\)`, [...lines, ...more].join('\n')].join('\n\n');
}

const outlineText = ({ title, items }: Outline): string =>
  [
    `### ${plain(title)}`,
    ...items.map(({ text, items: heads }) =>
      [`- ${plain(text)}`, ...heads.map(({ head, names }) => `  - ${plain(head)}: ${plain(names.join(', '))}`)].join(
        '\n',
      ),
    ),
  ].join('\n\n');

const notesText = ({ texts }: Notes): string => texts.map(plain).join('\n\n');

/**
 * A table of cells, which are Markdown already.
 * @param right number of columns at the end that hold figures
 */
function table(head: readonly string[], rows: readonly (readonly string[])[], right = 0): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (i >= head.length - right ? '---:' : '---'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
