// A row: one figure with its interval, what noise alone gives, and what the two say together.
import type { Measured } from './measured.ts';
import { type Estimate, outliers, type Random, summarise } from './stats.ts';
import type { Pair, RowSpec, Unit } from './subject.ts';

/**
 * `not resolved`: an effect was seen, but two equals differed as much in the same rounds. `measured`: a value that is
 * compared with nothing.
 */
export type Verdict = 'less' | 'more' | 'no difference seen' | 'not resolved' | 'measured';

export interface Control {
  pair: Pair;
  estimate: Estimate;
}

export interface Row {
  /** `<subject> <row>` */
  name: string;
  subject: string;
  group: string;
  kind: RowSpec['kind'];
  pair: Pair;
  unit: string;
  /** What the subject's raw values are in, where that is more than the row's unit says: a ratio of bytes. */
  measures?: Unit;
  estimate: Estimate;
  /** The same figure of equals: the A/A rows. How far the widest of them reaches from no effect is the noise floor. */
  controls: readonly Control[];
  /** How many of the rounds lie far from the others. They count like all others. */
  outliers: number;
  verdict: Verdict;
}

/** What the figure is where there is no effect. */
export const noEffect = (kind: RowSpec['kind']): number => (kind === 'added' || kind === 'value' ? 0 : 1);

/** The rows of a subject. `random` draws the bootstrap's samples. Throws RangeError without rounds. */
export function rowsOf(measured: Measured, random: Random): Row[] {
  const timed = measured.rows.map((spec) => {
    const samples = figures(measured, spec, spec.pair);
    const estimate = summarise(samples, random);
    const controls = (spec.kind === 'value' ? [] : (spec.controls ?? [])).map((pair) => ({
      pair,
      estimate: summarise(figures(measured, spec, pair), random),
    }));
    return {
      ...rowOf(measured, spec.id, spec),
      unit: unitOf(measured, spec),
      measures: measured.unit,
      estimate,
      controls,
      outliers: outliers(samples).length,
      verdict: spec.kind === 'value' ? ('measured' as const) : judge(spec.kind, estimate, controls),
    };
  });
  return [...timed, ...instructionRows(measured)];
}

const rowOf = ({ subject, group }: Measured, id: string, { kind, pair }: Pick<RowSpec, 'kind' | 'pair'>) => ({
  name: `${subject} ${id}`,
  subject,
  group,
  kind,
  pair,
});

/** The names of the rows that a subject gives; `counted` where instructions may be among them. */
export const rowNamesOf = (subject: string, specs: readonly RowSpec[], counted: boolean): string[] =>
  specs.flatMap(({ id, kind, pair }) => [
    `${subject} ${id}`,
    ...(counted && kind === 'added' ? [`${subject} ${instructionsId(pair)}`] : []),
  ]);

const instructionsId = (pair: Pair): string => `${pair.join('-')} instructions`;

// Counted, not sampled. What the runtime does beside the loop is seen in fractions of an instruction.
const BLURRED = 0.5;

function instructionRows(measured: Measured): Row[] {
  const counted = measured.instructions;
  return measured.rows.flatMap(({ kind, pair }) => {
    const [of, over] = pair.map((id) => counted[id]);
    if (kind !== 'added' || of === undefined || over === undefined) return [];
    const median = of - over;
    const estimate = { median, low: median - BLURRED, high: median + BLURRED };
    const verdict = judge(kind, estimate, []);
    const row = rowOf(measured, instructionsId(pair), { kind, pair });
    return [{ ...row, unit: 'instructions', estimate, controls: [], outliers: 0, verdict }];
  });
}

/** How far from no effect the intervals of equals reach. */
export function noiseFloor(kind: RowSpec['kind'], controls: readonly Control[]): number {
  const none = noEffect(kind);
  return Math.max(0, ...controls.map(({ estimate: { low, high } }) => Math.max(none - low, high - none)));
}

/** What an interval says, given what equals showed in the same rounds. */
export function judge(kind: RowSpec['kind'], { median, low, high }: Estimate, controls: readonly Control[]): Verdict {
  const none = noEffect(kind);
  if (low <= none && none <= high) return 'no difference seen';
  if (Math.abs(median - none) <= noiseFloor(kind, controls)) return 'not resolved';
  return median < none ? 'less' : 'more';
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
