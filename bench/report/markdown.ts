// Markdown: a comment for a pull request, and the table of README.md.
import type { Compared } from '../core/compare.ts';
import { type Limits, passedLimits } from '../core/limits.ts';
import type { Result } from '../core/result.ts';
import { figure, interval } from './figures.ts';
import { bySubject, subjectCells } from './lines.ts';
import { PEER_HEAD, peerCells, peerNotes } from './peers.ts';
import { targetCells } from './targets.ts';
import { headText, passedText } from './text.ts';

/** The whole of a run: verdict first, details folded. */
export function commentMarkdown(result: Result, limits: Limits, compared?: readonly Compared[]): string {
  const passed = passedLimits(result.rows, limits);
  const changed = (compared ?? []).filter(({ change }) => change === 'better' || change === 'worse');
  return [
    '### What observation costs',
    passed.length === 0
      ? 'Every row that was measured keeps its limit.'
      : `\`\`\`\n${passedText(passed, limits)}\n\`\`\``,
    ...(compared === undefined ? [] : [changesMarkdown(changed)]),
    targetsMarkdown(result, limits),
    folded('All rows', allRows(result, limits)),
    ...peersMarkdown(result).map((text) => folded('Peers', text)),
    folded('Machine', `\`\`\`\n${headText(result)}\n\`\`\`\n\n\`${result.command}\``),
  ].join('\n\n');
}

/** What README.md shows: targets, the machine and the command. */
export function readmeMarkdown(result: Result, limits: Limits): string {
  const { machine, versions } = result;
  return [
    targetsMarkdown(result, limits),
    ...peersMarkdown(result),
    `Go ${versions['go']}, rto ${versions['rto']}; ${machine.cpus} processors (${machine.cpu}), ${machine.kernel}, load ${machine.load.toFixed(1)} at the start; ${result.date.slice(0, 10)}. Made by \`${result.command}\` and \`npm run bench -- --readme bench/results/reference.json\`.`,
  ].join('\n\n');
}

function targetsMarkdown({ rows }: Result, limits: Limits): string {
  const cells = targetCells(rows, limits).filter(([, , , measured]) => measured !== '');
  return grid(['row', 'over', 'of', 'measured', '95 %', 'target', ''], cells);
}

/** The table of peers and what is to be said to it; nothing where none was measured. */
function peersMarkdown(result: Result): string[] {
  const cells = peerCells(result);
  if (cells.length === 0) return [];
  const notes = peerNotes(result).map((note) => `- ${note}`);
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

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const folded = (title: string, inner: string): string =>
  `<details><summary>${title}</summary>\n\n${inner}\n\n</details>`;
