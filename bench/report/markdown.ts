// Markdown: a comment for a pull request, and the tables of docs/benchmarks.md and README.md.
import type { Compared } from '../core/compare.ts';
import { brokenLimits, type Limits } from '../core/limits.ts';
import type { Result } from '../core/result.ts';
import { figure, interval } from './figures.ts';
import { bySubject, subjectCells } from './lines.ts';
import { PEER_HEAD, peerCells, peerNotes } from './peers.ts';
import { targetCells } from './targets.ts';
import { brokenText, headText } from './text.ts';

/** The whole of a run: verdict first, details folded. */
export function commentMarkdown(result: Result, limits: Limits, compared?: readonly Compared[]): string {
  const broken = brokenLimits(result.rows, limits);
  const changed = (compared ?? []).filter(({ change }) => change === 'better' || change === 'worse');
  return [
    '### What observation costs',
    broken.length === 0
      ? 'Every row that was measured keeps its limit.'
      : `\`\`\`\n${brokenText(broken, limits)}\n\`\`\``,
    ...(compared === undefined ? [] : [changesMarkdown(changed)]),
    targetsMarkdown(result, limits),
    folded('All rows', allRows(result, limits)),
    ...peersMarkdown(result).map((text) => folded('Peers', text)),
    folded('Machine', `\`\`\`\n${headText(result)}\n\`\`\`\n\n\`${result.command}\``),
  ].join('\n\n');
}

/** Columns of a page's prose, as tests/docs/markdown.test.ts holds them. */
const COLUMNS = 120;

/** What docs/benchmarks.md shows: targets, peers, the machine and the commands. */
export function benchmarksMarkdown(result: Result, limits: Limits): string {
  const { machine, versions } = result;
  const facts = [
    `Go ${versions['go']}, rto ${versions['rto']}`,
    `${machine.cpus} processors (${machine.cpu}), ${machine.kernel}, load ${machine.load.toFixed(1)} at the start`,
    result.date.slice(0, 10),
  ];
  return [
    targetsMarkdown(result, limits),
    ...peersMarkdown(result, COLUMNS),
    facts.map((fact) => item(fact, COLUMNS)).join('\n'),
    'The run and these pages were made by:',
    `\`\`\`sh\n${result.command}\nnpm run bench -- --pages bench/results/reference.json\n\`\`\``,
  ].join('\n\n');
}

/** The rows that README.md shows, each with what it means to a reader who has not seen the benchmark. */
const README_ROWS: Readonly<Record<string, string>> = {
  'reflect.ValueOf duplicate off-stock': 'a call of `reflect.ValueOf`, without a log',
  'reflect.ValueOf duplicate on': 'the same call, seen before, with a log',
  'new event on-stock': 'a call that is new: one line of the log',
  'MethodByName and Call on/stock': 'a method looked up and called, with a log',
  'cmd/go 1.24 cold build rto/stock': 'a cold build of cmd/go',
};

/** Throws Error where a row was not measured. */
export function readmeMarkdown({ rows }: Result, limits: Limits): string {
  const measured = new Map(targetCells(rows, limits).map(([name, ...cells]) => [name, cells]));
  const cells = Object.entries(README_ROWS).map(([name, meaning]) => {
    const [over, ...rest] = measured.get(name) ?? [];
    if (over === undefined || rest[1] === '') throw new Error(`README.md shows "${name}", which was not measured`);
    return [meaning, over, ...rest];
  });
  return grid(['what', 'beside', 'rto', 'measured', '95 %', 'target', ''], cells);
}

function targetsMarkdown({ rows }: Result, limits: Limits): string {
  const cells = targetCells(rows, limits).filter(([, , , measured]) => measured !== '');
  return grid(['row', 'over', 'of', 'measured', '95 %', 'target', ''], cells);
}

/** The table of peers with its notes, which are filled to columns; nothing where no peer was measured. */
function peersMarkdown(result: Result, columns = Number.POSITIVE_INFINITY): string[] {
  const cells = peerCells(result);
  if (cells.length === 0) return [];
  const notes = peerNotes(result).map((note) => item(note, columns));
  return [[grid(PEER_HEAD, cells), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')];
}

const changesMarkdown = (changed: readonly Compared[]): string =>
  changed.length === 0
    ? 'No row changed beyond noise.'
    : grid(
        ['row', 'before', 'after', ''],
        changed.map(({ name, before, after, change }) => [
          name,
          ...[before, after].map((row) =>
            row ? `${figure(row.estimate.median, row.unit)} ${interval(row.estimate, row.unit)}` : '',
          ),
          change,
        ]),
      );

function allRows({ rows }: Result, limits: Limits): string {
  const cells = [...bySubject(rows)].flatMap(([subject, own]) =>
    subjectCells(own, limits).map((line, index) => [index === 0 ? `**${subject}**` : '', ...line]),
  );
  return grid(['', 'row', 'figure', '95 %', 'says'], cells);
}

/** An item of a list; no word is cut. */
function item(text: string, columns: number): string {
  const lines = text
    .split(' ')
    .reduce<string[]>(
      ([line = '', ...before], word) =>
        `${line} ${word}`.length > columns ? [`  ${word}`, line, ...before] : [`${line} ${word}`, ...before],
      ['-'],
    );
  return lines.reverse().join('\n');
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const folded = (title: string, inner: string): string =>
  `<details><summary>${title}</summary>\n\n${inner}\n\n</details>`;
