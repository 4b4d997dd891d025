// A document as a page of text, with blank lines between its sections. No line is wider than the room. Pure.

import type {
  Counts,
  CountsNote,
  Document,
  Edges,
  Fact,
  Findings,
  Notes,
  Outline,
  Section,
} from '../report/document.ts';
import { fill, listed, pad, share, shorten, width, wrap, wrapWords } from '../text/columns.ts';
import { baseName, firstRows } from '../text/lists.ts';
import { capped, figureTable, type Row, TABLE } from './figures.ts';
import type { FormatOptions, Paint } from './format.ts';

interface Page {
  /** Lines are broken at this column. */
  columns: number;
  /** Names are shortened at this column. */
  names: number;
  /** Lists are shown with all their rows. */
  all: boolean;
  paint: Paint;
}

/** Columns of a name that is written whole. The hub writes at most 640 bytes. A hostile log may hold any name. */
const WHOLE = 1000;

const LABEL = 12;

/** Columns where nothing says how many there are. */
const WIDTH = 80;

/** Draws a document. Its texts are made safe for a terminal. */
export function pageText({ title, facts, sections }: Document, options: FormatOptions): string {
  const { width: room = Infinity } = options;
  const columns = room === Infinity ? WIDTH : Math.max(40, room);
  const page: Page = {
    columns,
    names: options.whole === true ? Math.max(columns, WHOLE) : columns,
    all: options.all === true,
    paint: options.paint ?? ((_, text) => text),
  };
  const head = [page.paint('strong', shorten(title, page.names)), ...facts.flatMap((fact) => factLines(fact, page))];
  return [head, ...sections.map((section) => sectionLines(section, page))]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function factLines({ label, text, path }: Fact, { columns }: Page): string[] {
  const room = columns - LABEL - 2;
  // A path may be broken anywhere. It is never shortened.
  const lines = path === true ? wrap(text, room) : wrapWords(text, room);
  return lines.map((line, i) => `  ${pad(i === 0 ? label : '', LABEL)}${line}`);
}

function sectionLines(section: Section, page: Page): string[] {
  switch (section.kind) {
    case 'counts':
      return countsLines(section, page);
    case 'edges':
      return edgeLines(section, page);
    case 'findings':
      return findingLines(section, page);
    case 'notes':
      return noteLines(section, page);
    case 'outline':
      return outlineLines(section, page);
  }
}

function countsLines({ title, columns, parts, notes }: Counts, page: Page): string[] {
  const rows = parts.flatMap(({ sum, rows, what, most }): Row[] => [
    { ...sum, style: 'strong' },
    ...capped(
      rows.map((row) => ({ ...row, name: `  ${row.name}` })),
      page.all ? Infinity : most,
      what,
    ),
  ]);
  const table = figureTable(title, columns, rows, page.names, page.paint);
  return [...table, ...notes.flatMap((note) => countsNoteLines(note, page)).map((line) => page.paint('faint', line))];
}

function countsNoteLines({ text, names, most = Infinity }: CountsNote, { columns, names: room, all }: Page): string[] {
  const width = Math.min(columns, TABLE);
  if (names === undefined) return wrapWords(text, width - 4).map((line, i) => `${i === 0 ? '  ' : '    '}${line}`);
  // A line "and 1 more" would take the place of the name that it leaves out.
  const shown = firstRows(names, all ? Infinity : most);
  const more = shown.length < names.length ? ` and ${names.length - shown.length} more` : '';
  const items = shown.map((name, i) => shorten(name + (i < shown.length - 1 ? ',' : more), room - 4));
  return fill(items, width, { head: `  ${text} `, indent: '    ', long: 'whole' });
}

/** Rows of "file:line  caller  -> what it reached". The columns are as wide as they need to be. */
function edgeLines({ title, arrow, edges, most }: Edges, { names: room, all, paint }: Page): string[] {
  const shown = firstRows(edges, all ? Infinity : most);
  const cells = shown.map(({ place: { file, line }, from, to }) => [`${baseName(file)}:${line}`, from, to] as const);
  const wanted = [0, 1, 2].map((column) => Math.max(...cells.map((row) => width(shorten(row[column] ?? '', room)))));
  const [place = 0, caller = 0, target = 0] = share(wanted, room - '  '.length * 3 - arrow.length - 1);
  return [
    paint('title', shorten(`${title} (${edges.length})`, room)),
    ...cells.map(
      ([where, who, reached]) => `  ${pad(where, place)}  ${pad(who, caller)}  ${arrow} ${shorten(reached, target)}`,
    ),
    ...(shown.length < edges.length ? [paint('faint', `  and ${edges.length - shown.length} more`)] : []),
  ];
}

function findingLines({ title, level, findings, count = findings.length, most }: Findings, page: Page): string[] {
  const { columns, names, paint } = page;
  const shown = findings.slice(0, most);
  // A finding with a quotation takes one line. It may be long, and the rest of it says nothing more.
  const lines = shown.flatMap(({ subject, why, excerpt }) =>
    excerpt === undefined
      ? wrapWords(`${subject}: ${why}`, columns - 2).map((line) => `  ${line}`)
      : [shorten(`  ${subject}: ${why}${excerpt.trim() === '' ? '' : `: ${excerpt}`}`, names)],
  );
  return [
    paint(level === 'warning' ? 'warning' : 'title', shorten(`${title} (${count})`, names)),
    ...lines,
    ...(count > shown.length ? [paint('faint', `  and ${count - shown.length} more`)] : []),
  ];
}

/** Names below what they belong to. Lines are broken only between two names. */
function outlineLines({ title, items }: Outline, { columns, names: room, paint }: Page): string[] {
  return [
    paint('title', shorten(title, room)),
    ...items.flatMap(({ text, items: heads }) => [
      shorten(`  ${text}`, room),
      ...heads.flatMap(({ head, names }) =>
        fill(
          listed(names).map((name) => shorten(name, room - 6)),
          columns,
          { head: shorten(`    ${head}  `, room), indent: '      ', long: 'whole' },
        ),
      ),
    ]),
  ];
}

function noteLines({ level, texts }: Notes, { columns, paint }: Page): string[] {
  const [title, ...rest] = level === 'warning' ? texts : [undefined, ...texts];
  return [
    ...(title === undefined ? [] : wrapWords(title, columns).map((line) => paint('warning', line))),
    ...rest.flatMap((text) => wrapWords(text ?? '', columns - 2)).map((line) => `  ${line}`),
  ];
}
