// How figures are written: three digits, a unit, and the same everywhere.
import type { Estimate } from '../core/stats.ts';

/** Three significant digits, without an exponent. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && size < 0.005) return '0.00';
  const decimals = size < 10 ? 2 : size < 100 ? 1 : 0;
  return value.toFixed(decimals);
}

// Units that grow: of a figure of 12,345 ns one reads 12.3 us sooner.
const LARGER: Readonly<Record<string, readonly [step: number, unit: string]>> = {
  ns: [1000, 'us'],
  us: [1000, 'ms'],
  ms: [1000, 's'],
  B: [1000, 'kB'],
  kB: [1000, 'MB'],
  MB: [1000, 'GB'],
};

/** The factor and the name of the unit in which a figure of this size is read best. */
function scaleOf(size: number, unit: string): readonly [factor: number, unit: string] {
  const [step, larger] = LARGER[unit] ?? [];
  if (step === undefined || larger === undefined || size < step) return [1, unit];
  const [factor, name] = scaleOf(size / step, larger);
  return [factor / step, name];
}

/** "2.51 x", "12.3 us" */
export function figure(value: number, unit: string): string {
  const [factor, name] = scaleOf(Math.abs(value), unit);
  return `${digits(value * factor)} ${name}`;
}

/** "[2.44 2.60]", in the unit that `figure` writes the median in. */
export function interval({ median, low, high }: Estimate, unit: string): string {
  const [factor] = scaleOf(Math.abs(median), unit);
  return `[${digits(low * factor)} ${digits(high * factor)}]`;
}
