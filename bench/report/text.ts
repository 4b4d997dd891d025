// The table on the terminal: a block a subject as soon as it was measured, then what the run as a whole says.

import { table } from '../../driver/text/table.ts';
import type { Compared } from '../core/compare.ts';
import { duration, expectSeconds, type Planned } from '../core/expect.ts';
import type { Limits } from '../core/limits.ts';
import type { Measured } from '../core/measured.ts';
import type { Result } from '../core/result.ts';
import type { Row } from '../core/row.ts';
import { figure, interval } from './figures.ts';
import { subjectCells } from './lines.ts';
import { PEER_HEAD, peerCells, peerNotes } from './peers.ts';
import { targetCells } from './targets.ts';

export function headText({
  profile,
  seed,
  machine,
  versions,
}: Pick<Result, 'profile' | 'seed' | 'machine' | 'versions'>): string {
  const { cpu, cpus, memory, kernel, node, load, pinned, counter } = machine;
  return [
    `rto ${versions['rto']}, Go ${versions['go']} (${versions['toolchain']}), ${profile}, seed ${seed}`,
    `${cpu}, ${cpus} cpu, ${memory}, ${kernel}, node ${node}, load ${load.toFixed(1)}${pinned ? ', children pinned' : ''}`,
    `instructions: ${counter ?? 'no counter here (perf, valgrind)'}; medians of rounds with 95 % intervals`,
  ].join('\n');
}

export function subjectText(measured: Measured, rows: readonly Row[], limits: Limits): string {
  const head = `${measured.subject}  ${measured.about}; ${measured.rounds.length} rounds${measured.again ? ', measured again' : ''}`;
  return [head, ...table(subjectCells(rows, limits), [1]).map((line) => `  ${line}`)].join('\n');
}

export function targetsText(rows: readonly Row[], limits: Limits): string {
  const cells = targetCells(rows, limits);
  return ['Targets', ...table(cells, [1, 2, 3, 5]).map((line) => `  ${line}`)].join('\n');
}

/** What will be measured, and how long that took before. */
export function planText(planned: readonly Planned[], before: Result | undefined): string {
  const head = `${planned.length} ${planned.length === 1 ? 'subject' : 'subjects'}`;
  if (before === undefined) return head;
  const { seconds, unknown } = expectSeconds(planned, before);
  if (unknown === planned.length) return head;
  const rest = unknown > 0 ? `, and ${unknown} of which nothing is known` : '';
  return `${head}; the result of ${before.date.slice(0, 16)} took ${duration(seconds)} for as much${rest}`;
}

export function brokenText(broken: readonly Row[], limits: Limits): string {
  const lines = broken.map((row) => {
    const { limit, why } = limits.get(row.name) ?? {};
    const { estimate, unit } = row;
    return `  ${row.name}: ${figure(estimate.median, unit)} ${interval(estimate, unit)}, limit ${limit?.text}\n    ${why}`;
  });
  return [`${broken.length} ${broken.length === 1 ? 'row breaks its' : 'rows break their'} limit:`, ...lines].join(
    '\n',
  );
}

/** Told with the gate, so that nobody takes a wide limit for a watched one. */
export const looseText = (loose: readonly Row[], limits: Limits): string =>
  [
    'Could double and keep their limit; tighten it in bench/limits.toml where the machine is steady enough:',
    ...loose.map(
      ({ name, estimate, unit }) =>
        `  ${name}: ${figure(estimate.median, unit)}, limit ${limits.get(name)?.limit?.text}`,
    ),
  ].join('\n');

export function comparedText(compared: readonly Compared[]): string {
  const changed = compared.filter(({ change }) => change === 'better' || change === 'worse');
  const same = compared.filter(({ change }) => change === 'same').length;
  const moved = compared.filter(({ change }) => change === 'moved').length;
  const other = compared.length - changed.length - same - moved;
  const cells = changed.map(({ name, change, before, after }) => [
    name,
    before ? `${figure(before.estimate.median, before.unit)} ${interval(before.estimate, before.unit)}` : '',
    '->',
    after ? `${figure(after.estimate.median, after.unit)} ${interval(after.estimate, after.unit)}` : '',
    change,
  ]);
  const rest = [
    `${same} rows agree within noise`,
    ...(moved > 0 ? [`${moved} times moved, as they do with a machine's speed`] : []),
    ...(other > 0 ? [`${other} are in one of the two only`] : []),
  ].join(', ');
  return [`Changes: ${changed.length}`, ...table(cells).map((line) => `  ${line}`), `  ${rest}`].join('\n');
}

export function peersText(result: Result): string {
  const lines = table([PEER_HEAD, ...peerCells(result)], [2, 3, 4]);
  return ['Peers', ...[...lines, ...peerNotes(result)].map((line) => `  ${line}`)].join('\n');
}
