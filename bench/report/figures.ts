// How figures are written: three digits, a unit, and the same everywhere.
import type { Estimate } from '../core/stats.ts';
import { bestUnit, convert } from '../core/units.ts';

/** Three significant digits, without an exponent. */
function digits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && size < 0.005) return '0.00';
  const decimals = size < 10 ? 2 : size < 100 ? 1 : 0;
  return value.toFixed(decimals);
}

/** "2.51 x", "12.3 us" */
export function figure(value: number, unit: string): string {
  const best = bestUnit(value, unit);
  return `${digits(convert(value, unit, best) ?? value)} ${best}`;
}

/** "[2.44 2.60]", in the unit that `figure` writes the median in. */
export function interval({ median, low, high }: Estimate, unit: string): string {
  const best = bestUnit(median, unit);
  const [from, to] = [low, high].map((end) => digits(convert(end, unit, best) ?? end));
  return `[${from} ${to}]`;
}
