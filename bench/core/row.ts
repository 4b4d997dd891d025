// A row: one figure with its interval, what noise alone gives, and what the two say together.
import type { Measured } from './measured.ts';
import { type Estimate, outliers, type Random, summarise } from './stats.ts';
import type { Pair, RowSpec } from './subject.ts';

/**
 * `not resolved`: an effect was seen, but two equals differed as much in the same rounds. `measured`: a value that is
 * compared with nothing.
 */
export type Verdict = 'less' | 'more' | 'no difference seen' | 'not resolved' | 'measured';

export interface Row {
  /** `<subject> <row>` */
  name: string;
  subject: string;
  group: string;
  kind: RowSpec['kind'];
  pair: Pair;
  unit: string;
  estimate: Estimate;
  /** The same figure of two equals, the widest of the controls. Its distance from `none` is the noise floor. */
  control?: { pair: Pair; estimate: Estimate };
  /** How many of the rounds lie far from the others. They count like all others. */
  outliers: number;
  verdict: Verdict;
}

/** What the figure is where there is no effect. */
export const noEffect = (kind: RowSpec['kind']): number => (kind === 'added' || kind === 'value' ? 0 : 1);

/** The rows of a subject. `random` draws the bootstrap's samples. Throws RangeError without rounds. */
export function rowsOf(measured: Measured, random: Random): Row[] {
  return measured.rows.map((spec) => {
    const samples = figures(measured, spec, spec.pair);
    const estimate = summarise(samples, random);
    const controls = (spec.kind === 'value' ? [] : (spec.controls ?? [])).map((pair) => ({
      pair,
      estimate: summarise(figures(measured, spec, pair), random),
    }));
    const none = noEffect(spec.kind);
    const control = controls.sort((a, b) => floorOf(b.estimate, none) - floorOf(a.estimate, none))[0];
    return {
      name: `${measured.subject} ${spec.id}`,
      subject: measured.subject,
      group: measured.group,
      kind: spec.kind,
      pair: spec.pair,
      unit: unitOf(measured, spec),
      estimate,
      ...(control && { control }),
      outliers: outliers(samples).length,
      verdict: spec.kind === 'value' ? 'measured' : judge(estimate, none, control?.estimate),
    };
  });
}

/** The noise floor: how far from no effect the interval of two equals reaches. */
export const floorOf = ({ low, high }: Estimate, none: number): number => Math.max(none - low, high - none);

/** What an interval says, given what two equals showed. */
export function judge(estimate: Estimate, none: number, control?: Estimate): Verdict {
  if (estimate.low <= none && none <= estimate.high) return 'no difference seen';
  if (control && Math.abs(estimate.median - none) <= floorOf(control, none)) return 'not resolved';
  return estimate.median < none ? 'less' : 'more';
}

/** One figure a round. */
function figures(measured: Measured, { kind, scale = 1 }: RowSpec, [of, over]: Pair): number[] {
  return measured.rounds.map(({ values }) => {
    const a = values[of];
    const b = values[over];
    if (a === undefined || b === undefined) throw new RangeError(`${measured.subject} has no ${of} or no ${over}`);
    if (kind === 'value') return a * scale;
    return (kind === 'added' ? a - b : a / b) * scale;
  });
}

const unitOf = ({ unit }: Measured, spec: RowSpec): string =>
  spec.unit ?? (spec.kind === 'ratio' || spec.kind === 'times' ? 'x' : unit);
