// A row: one figure with its interval, what noise alone gives, and what the two say together.
import type { Measured } from './measured.ts';
import { type Estimate, median, outliers, type Random, summarise } from './stats.ts';
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

/** Medians of the variants that a row compares, each by itself: not what the row is computed from, but what people ask for. */
export interface Side {
  variant: string;
  value: number;
  unit: string;
}

export interface Row {
  /** `<subject> <row>` */
  name: string;
  subject: string;
  group: string;
  kind: RowSpec['kind'];
  pair: Pair;
  /** First what it is over (of a value alone: stock Go, where that was measured), then what it is of. */
  sides: readonly Side[];
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
    const estimate = summarise(samples, random, measured.block);
    const controls = (spec.kind === 'value' ? [] : (spec.controls ?? [])).map((pair) => ({
      pair,
      estimate: summarise(figures(measured, spec, pair), random, measured.block),
    }));
    return {
      ...rowOf(measured, spec.id, spec),
      sides: sidesOf(measured, spec),
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

function sidesOf({ rounds, variants, unit }: Measured, { kind, pair: [of, over], scale, unit: own }: RowSpec): Side[] {
  const beside = kind === 'value' ? 'stock' : over;
  const shown = [beside, of].filter((id, i) => variants.some((variant) => variant.id === id) && (i === 1 || id !== of));
  const scaled = scale !== undefined && own !== undefined;
  return shown.map((variant) => ({
    variant,
    value: median(rounds.map(({ values }) => values[variant] ?? Number.NaN)) * (scaled ? scale : 1),
    unit: scaled ? own : unit,
  }));
}

/** The names of the rows that a subject gives; `counted` where instructions may be among them. */
export const rowNamesOf = (subject: string, specs: readonly RowSpec[], counted: boolean): string[] =>
  specs.flatMap(({ id, kind, pair }) => [
    `${subject} ${id}`,
    ...(counted && kind === 'added' ? [`${subject} ${instructionsId(pair)}`] : []),
  ]);

const instructionsId = (pair: Pair): string => `${pair.join('-')} instructions`;

// Counted, not sampled. What the runtime does beside the loop, growing stacks and maps, blurs counts by about a hundredth.
const blur = (counts: readonly number[]): number => 0.5 + Math.max(...counts) / 100;

function instructionRows(measured: Measured): Row[] {
  const counted = measured.instructions;
  const unit = 'instructions';
  return measured.rows.flatMap(({ kind, pair }) => {
    const [of, over] = pair.map((id) => counted[id]);
    if (kind !== 'added' || of === undefined || over === undefined) return [];
    const median = of - over;
    const width = blur([of, over]);
    const estimate = { median, low: median - width, high: median + width };
    const verdict = judge(kind, estimate, []);
    const row = rowOf(measured, instructionsId(pair), { kind, pair });
    const sides = [
      { variant: pair[1], value: over, unit },
      { variant: pair[0], value: of, unit },
    ];
    return [{ ...row, sides, unit, estimate, controls: [], outliers: 0, verdict }];
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
function figures({ subject, rounds }: Measured, { kind, per, scale = 1 }: RowSpec, pair: Pair): number[] {
  return rounds.map(({ values }) => {
    const value = (id: string): number => {
      const found = values[id];
      if (found === undefined) throw new RangeError(`${subject} has no ${id}`);
      return found;
    };
    const [of, over] = pair;
    if (kind === 'value') return value(of) * scale;
    if (kind === 'added') return (value(of) - value(over)) * scale;
    const machine = per === undefined ? 1 : value(per[0]) / value(per[1]);
    return (value(of) / value(over) / machine) * scale;
  });
}

const unitOf = ({ unit }: Measured, spec: RowSpec): string =>
  spec.unit ?? (spec.kind === 'ratio' || spec.kind === 'times' ? 'x' : unit);
