// What changed between two results beyond noise.
import { noiseFloor, type Row } from './row.ts';
import { convert } from './units.ts';

/** `moved`: a time that changed, as it does with a machine's speed, its neighbours and the day; ratios say what a change did. */
export type Change = 'better' | 'worse' | 'moved' | 'same' | 'new' | 'gone';

export interface Compared {
  name: string;
  change: Change;
  before?: Row;
  after?: Row;
}

/**
 * One line a row of either. A change counts where the intervals do not overlap and the medians differ by more than equals
 * differed in either run.
 */
export function compareRows(before: readonly Row[], after: readonly Row[]): Compared[] {
  const old = new Map(before.map((row) => [row.name, row]));
  const names = new Set([...after, ...before].map(({ name }) => name));
  const now = new Map(after.map((row) => [row.name, row]));
  return [...names].map((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const change = was === undefined ? 'new' : is === undefined ? 'gone' : changeOf(was, is);
    return { name, change, ...(was && { before: was }), ...(is && { after: is }) };
  });
}

function changeOf(before: Row, after: Row): Change {
  const apart = after.estimate.low > before.estimate.high || after.estimate.high < before.estimate.low;
  const moved = after.estimate.median - before.estimate.median;
  const floor = Math.max(...[before, after].map(({ kind, controls }) => noiseFloor(kind, controls)));
  // The floor of a ratio is a share of it: equals that differ by 5 % make a ratio of 4 uncertain by 0.2.
  const noise = before.kind === 'ratio' || before.kind === 'times' ? floor * before.estimate.median : floor;
  const nobodyActs = Math.abs(before.estimate.median) / 200;
  if (!apart || Math.abs(moved) <= Math.max(noise, nobodyActs)) return 'same';
  if (isTime(after)) return 'moved';
  return moved < 0 === (after.kind !== 'times') ? 'better' : 'worse';
}

/** Nanoseconds, measured or added; a ratio of two is none. */
const isTime = ({ unit }: Row): boolean => convert(1, unit, 'ns') !== undefined;
