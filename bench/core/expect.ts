// How long a run will take, judging by how long its subjects took before.
import type { Measured } from './measured.ts';
import type { Result } from './result.ts';

/** What is about to be measured. */
export interface Planned {
  subject: string;
  rounds: number;
}

/**
 * Seconds that the planned rounds took in an earlier result, scaled by their number; `unknown` counts the subjects it has no
 * time for.
 */
export function expectSeconds(
  planned: readonly Planned[],
  before: Pick<Result, 'measured'>,
): { seconds: number; unknown: number } {
  const known = new Map(before.measured.map((measured) => [measured.subject, secondsARound(measured)]));
  const times = planned.map(({ subject, rounds }) => (known.get(subject) ?? Number.NaN) * rounds);
  const found = times.filter((time) => !Number.isNaN(time));
  return { seconds: found.reduce((sum, time) => sum + time, 0), unknown: times.length - found.length };
}

const secondsARound = ({ seconds, rounds }: Measured): number =>
  seconds === undefined || rounds.length === 0 ? Number.NaN : seconds / rounds.length;

/** "40 s", "3 min" */
export const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
