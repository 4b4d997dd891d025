// A document about one thing as text. Lists of names stand below their heads, without blank lines. Pure.
import type { Document, Fact, Findings, Outline, Section } from '../report/document.ts';
import { fill, listed, width, wrapWords } from '../text/columns.ts';
import { neutralise } from '../text/safe.ts';
import type { FormatOptions } from './format.ts';

/** Columns where nothing says how many there are, as in a file, which may be read anywhere. */
const WIDTH = 118;
const LABEL = 9;

/**
 * Draws a document. Lines are no wider than the room, unless one name alone is wider.
 * @throws an Error for counts and edges, which a card does not have
 */
export function cardText({ title, facts, sections }: Document, { width = Infinity }: FormatOptions): string {
  const columns = width === Infinity ? WIDTH : Math.max(40, width);
  return [
    neutralise(title),
    ...facts.flatMap((fact) => factLines(fact, columns)),
    ...sections.flatMap((section) => sectionLines(section, columns)),
  ].join('\n');
}

function factLines({ label, text, names }: Fact, columns: number): string[] {
  const head = `  ${label.padEnd(LABEL)}  `;
  return names === undefined ? [neutralise(head + text).trimEnd()] : filled(head, names, columns);
}

function sectionLines(section: Section, columns: number): string[] {
  switch (section.kind) {
    case 'outline':
      return outlineLines(section, columns);
    case 'findings':
      return findingLines(section, columns);
    case 'notes':
      return section.texts.flatMap((text) => hanging(`note: ${text}`, columns, '', '  '));
    default:
      throw new Error(`a card has no ${section.kind}`);
  }
}

function outlineLines({ title, items }: Outline, columns: number): string[] {
  if (items.length === 0) return [`${title}: nothing`];
  return [
    title,
    ...items.flatMap((item) => [
      `  ${item.text}`,
      ...item.items.flatMap(({ head, names }) => filled(`    ${neutralise(head)}  `, names, columns)),
    ]),
  ];
}

function findingLines({ title, findings }: Findings, columns: number): string[] {
  if (findings.length === 0) return [];
  return [
    title,
    ...findings.flatMap(({ subject, why, names }) => [
      ...hanging(`${subject}: ${why}`, columns, '  ', '      '),
      ...(names === undefined ? [] : filled('    ', names, columns)),
    ]),
  ];
}

/** Words in lines of at most that many columns. `first` indents the first line, `others` the rest. */
const hanging = (text: string, columns: number, first: string, others: string): string[] =>
  wrapWords(text, columns - others.length).map((line, i) => (i === 0 ? first : others) + line);

/** Names behind a head. Later lines stand below the first name. Where the head is long, they stand near its start. */
function filled(head: string, names: readonly string[], columns: number): string[] {
  const indent = ' '.repeat(width(head) < columns / 2 ? width(head) : 6);
  return fill(listed(names), columns, { head, indent, long: 'whole' });
}
