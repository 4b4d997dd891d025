// What was measured: raw values in the order in which they were taken. Rows are computed from it, so a result file can be judged
// again by other statistics.
import type { RowSpec, Unit, Variant } from './subject.ts';

export interface Round {
  /** Variants in the order in which they ran. */
  order: readonly string[];
  /** One value a variant, in the subject's unit. */
  values: Readonly<Record<string, number>>;
}

export interface Measured {
  subject: string;
  group: string;
  about: string;
  unit: Unit;
  variants: readonly Variant[];
  rows: readonly RowSpec[];
  rounds: readonly Round[];
  /** How long it took to measure, with all that was made for it. */
  seconds?: number;
  /** How many rounds in a row share their processes. */
  block?: number;
  /** Set where a first measurement broke a limit: this is the second, of twice the rounds. */
  again?: true;
  /** Instructions an operation by variant; empty where nothing could. */
  instructions: Readonly<Record<string, number>>;
}
