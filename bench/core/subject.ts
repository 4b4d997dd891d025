// What a benchmark is made of. Everything that is measured, a loop of nanoseconds or a build of minutes, has this shape,
// so that one scheduler runs it, one set of statistics judges it and one table shows it.
//
//   Suite        a folder of subjects with something in common: how they are built and run (bench/loops, …)
//   Subject      one question: "what does json.Marshal cost?"; measured under several variants
//   Variant      one toolchain and configuration: 'stock', 'off', 'on', 'exact', …; names are the subject's own
//   Round        every variant of a subject measured once, close together in time, in an order drawn anew each round
//   RowSpec      one figure made from the rounds: a ratio or difference of two variants, or one variant's value
//   Row          that figure with interval, noise floor, verdict, target and limit (core/row.ts)
//
// To add a suite: a file that exports a Suite, named in bench/suites.ts, and its limits in bench/limits.toml. A subject whose
// variants hold the same thing twice ('stock', 'stock2') names both as a control: nothing counts as seen that is not
// larger than what the control shows between two equals.

/** What the raw values of a subject are in. All are such that less is better. */
export type Unit = 'ns' | 's' | 'B' | '%';

export interface Variant {
  /** Short and stable: it is a column and a key in result files. */
  id: string;
  /** One line for readers: toolchain, what is observed, what the environment says. */
  about: string;
}

/** Two variants, compared. */
export type Pair = readonly [of: string, over: string];

/** A figure that is made of rounds. For each round one number is computed; the row is their median. */
export interface RowSpec {
  /** Unique in its subject. The row's name, in tables, limits and `--only`, is `<subject> <row>`. */
  id: string;
  /**
   * `ratio`: of / over. `added`: of - over, in the subject's unit. `value`: of alone (`pair` names it twice).
   * `times`: of / over where more is better, such as the seed's time over rto's or one core's over two's.
   */
  kind: 'ratio' | 'added' | 'value' | 'times';
  pair: Pair;
  /** Divides a `ratio` or `times` by that of another pair: two goroutines' gain as a share of what the machine gives. */
  per?: Pair;
  /** Multiplies the figure, for a row in a unit other than its subject's (bytes an event -> MB a million). */
  scale?: number;
  /** Of the figure: 'x' for ratios, else by default the subject's unit. */
  unit?: string;
  /** Equals, measured in the same rounds, whose difference is noise. Ignored for `value`. */
  controls?: readonly Pair[];
}

/** How much is measured. */
export type Profile = 'quick' | 'full';

export interface Subject {
  /** Unique among all suites; words separated by spaces or slashes: 'reflect.ValueOf duplicate'. */
  id: string;
  /** Heading under which tables list it. */
  group: string;
  /** One sentence: what one operation is. */
  about: string;
  unit: Unit;
  variants: readonly Variant[];
  rows: readonly RowSpec[];
  /** Rounds in each profile; 0 leaves the subject out of it. */
  rounds: Readonly<Record<Profile, number>>;
  /**
   * Measures one variant once and says the value. Calls never overlap. `round` counts from 0; a negative round warms up, its
   * value is thrown away.
   */
  measure(variant: string, round: number): Promise<number>;
  /** How many rounds in a row share their processes; by default each has its own. */
  block?: number;
  /** Warm-up rounds; by default 1. */
  warmups?: number;
  /** Before the first measurement, such as starting children. */
  open?(): Promise<void>;
  /** After the last, whatever happened. */
  close?(): Promise<void>;
  /**
   * Instructions that one operation of this variant takes, where a counter is at hand: a witness that noise does not reach.
   * undefined where it cannot be told.
   */
  instructions?(variant: string): Promise<number | undefined>;
}

/** Where and how a suite builds and runs what it measures. */
export interface Setting {
  profile: Profile;
  /** Which Go: 'stock' is the same release as 'rto', untouched. */
  toolchains: Toolchains;
  /** An empty folder, removed at the end. */
  scratch: string;
  /** The CPUs to use: all, in the order in which to take them. Fewer than two where there is one. */
  cpus: readonly number[];
  /** One line about long work, for people (stderr). */
  progress(text: string): void;
}

export interface Toolchain {
  /** '1.24.13' */
  version: string;
  /** Absolute. */
  goroot: string;
  /** rto's store name, or 'stock'. */
  name: string;
  /** The environment to run its go in: PATH, GOROOT, GOTOOLCHAIN=local, nothing of rto's or the user's flags. */
  env: Readonly<Record<string, string>>;
}

export interface Toolchains {
  stock: Toolchain;
  rto: Toolchain;
  /** A pair of any catalogued minor or patch, made where it is missing. */
  pair(request: string): Promise<{ stock: Toolchain; rto: Toolchain }>;
}

export interface Suite {
  /** The name of its folder. */
  name: string;
  /** The names of all rows that it can give, `<subject> <row>`, known without a toolchain: limits must name one of them. */
  rowNames(): readonly string[];
  /** Its subjects. Cheap: what they need is built when one is opened or first measured, for the user may want others. */
  subjects(setting: Setting): Promise<readonly Subject[]>;
  /** Versions of what the suite compared with, for the result file: { orchestrion: 'v1.5.0' }. Asked after measuring. */
  versions?(): Promise<Readonly<Record<string, string>>>;
  /** Ends what `subjects` started. */
  close?(): Promise<void>;
}
