// A document about one thing as text: lists of names below their heads, no blank lines. Pure.
import type { Document, Fact, Findings, Outline, Section } from '../report/document.ts';
import { fill, listed, width, wrapWords } from '../text/columns.ts';
import { neutralise } from '../text/safe.ts';

const WIDTH = 118;
const LABEL = 9;

export function cardText({ title, facts, sections }: Document): string {
  return [neutralise(title), ...facts.flatMap(factLines), ...sections.flatMap(sectionLines)].join('\n');
}

function factLines({ label, text, names }: Fact): string[] {
  const head = `  ${label.padEnd(LABEL)}  `;
  return names === undefined ? [neutralise(head + text).trimEnd()] : filled(head, names);
}

function sectionLines(section: Section): string[] {
  switch (section.kind) {
    case 'outline':
      return outlineLines(section);
    case 'findings':
      return findingLines(section);
    case 'notes':
      return section.texts.flatMap((text) => hanging(`note: ${text}`, '', '  '));
    default:
      throw new Error(`a card has no ${section.kind}`);
  }
}

function outlineLines({ title, items }: Outline): string[] {
  if (items.length === 0) return [`${title}: nothing`];
  return [
    title,
    ...items.flatMap((item) => [
      `  ${item.text}`,
      ...item.items.flatMap(({ head, names }) => filled(`    ${neutralise(head)}  `, names)),
    ]),
  ];
}

function findingLines({ title, findings }: Findings): string[] {
  if (findings.length === 0) return [];
  return [
    title,
    ...findings.flatMap(({ subject, why, names }) => [
      ...hanging(`${subject}: ${why}`, '  ', '      '),
      ...(names === undefined ? [] : filled('    ', names)),
    ]),
  ];
}

/** Words in lines of at most WIDTH characters, the first behind its own indent. */
const hanging = (text: string, first: string, others: string): string[] =>
  wrapWords(text, WIDTH - others.length).map((line, i) => (i === 0 ? first : others) + line);

/** Names behind a head; later lines stand below the first name, or where the head is long, near its start. */
function filled(head: string, names: readonly string[]): string[] {
  const indent = ' '.repeat(width(head) < WIDTH / 2 ? width(head) : 6);
  return fill(listed(names), WIDTH, { head, indent, long: 'whole' });
}
