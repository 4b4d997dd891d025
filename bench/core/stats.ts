// The statistics of rounds: medians, because single rounds are hit by whatever else a machine does, and intervals by resampling,
// because nothing is known of how rounds are distributed.
import type { Random } from './random.ts';

export type { Random } from './random.ts';

/** A median and the interval that holds it with 95 % confidence. */
export interface Estimate {
  median: number;
  low: number;
  high: number;
}

const RESAMPLES = 2000;

/** Throws RangeError without samples. */
export function median(samples: readonly number[]): number {
  const sorted = Float64Array.from(samples).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('no samples');
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/**
 * The median with the percentile bootstrap's interval (Efron 1979): what the median would be had other rounds of the same
 * kind been drawn. Of very few rounds the interval is the range of the samples, as it should be.
 * @param block how many samples in a row have something in common, such as a process: then blocks are drawn, and samples
 *   within each (Davison and Hinkley 1997, section 3.8), or the interval would be too narrow
 */
export function summarise(samples: readonly number[], random: Random, block = 1): Estimate {
  const blocks = inBlocks(samples, block);
  const draw = () => drawn(blocks, random).flatMap((one) => (block === 1 ? one : drawn(one, random)));
  const medians = Float64Array.from({ length: RESAMPLES }, () => median(draw())).sort();
  const at = (share: number) => medians[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { median: median(samples), low: at(0.025), high: at(0.975) };
}

/** As many of the items, drawn with replacement. */
const drawn = <T>(items: readonly T[], random: Random): T[] =>
  items.map(() => items[Math.floor(random() * items.length)] as T);

const inBlocks = (samples: readonly number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(samples.length / size) }, (_, i) => samples.slice(i * size, (i + 1) * size));

/**
 * Indices of the samples that lie further than 3.5 scaled median deviations from the median (Iglewicz and Hoaglin 1993). They
 * are told, not dropped: the median does not mind them.
 */
export function outliers(samples: readonly number[]): number[] {
  const middle = median(samples);
  const spread = median(samples.map((x) => Math.abs(x - middle)));
  if (spread === 0) return [];
  return samples.flatMap((x, index) => ((0.6745 * Math.abs(x - middle)) / spread > 3.5 ? [index] : []));
}
