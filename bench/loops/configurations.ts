// The configurations under which a loop is measured: which Go built it, what it observes, what its environment says.
import type { Pair, RowSpec, Variant } from '../core/subject.ts';

/** What is built: each is one binary a program. */
export type Build = 'stock' | 'rto' | 'none';

export interface Configuration {
  build: Build;
  about: string;
  /** Whether a log is written. */
  log: boolean;
  env?: Readonly<Record<string, string>>;
}

/** What all measured programs observe: what the driver asks for when nobody says otherwise. */
export const OBSERVED = 'reflect,unsafe,crypto';

export const CONFIGURATIONS = {
  stock: { build: 'stock', about: 'stock Go', log: true },
  stock2: { build: 'stock', about: 'stock Go, a second process', log: true },
  none: { build: 'none', about: "rto's Go, observing nothing", log: true },
  off: { build: 'rto', about: `rto's Go, observing ${OBSERVED}, without a log`, log: false },
  on: { build: 'rto', about: 'the same with a log', log: true },
  on2: { build: 'rto', about: 'the same, a second process', log: true },
  exact: { build: 'rto', about: 'with a log, addresses count', log: true, env: { INSTRUMENTATION_DEDUP: 'exact' } },
  exact2: { build: 'rto', about: 'the same, a second process', log: true, env: { INSTRUMENTATION_DEDUP: 'exact' } },
} satisfies Record<string, Configuration>;

export type ConfigurationId = keyof typeof CONFIGURATIONS;

export const variants = (...ids: readonly ConfigurationId[]): Variant[] =>
  ids.map((id) => ({ id, about: CONFIGURATIONS[id].about }));

/** Equals whose difference is noise. */
const CONTROLS: readonly Pair[] = [
  ['stock2', 'stock'],
  ['on2', 'on'],
  ['exact2', 'exact'],
];

/** The controls that a list of variants has both halves of. */
export const controlsOf = (ids: readonly string[]): Pair[] =>
  CONTROLS.filter((pair) => pair.every((id) => ids.includes(id)));

/** `of/over` and `of-over`: a configuration beside another, as a ratio and as what it adds. */
export const beside = (of: string, over: string, controls: readonly Pair[]): RowSpec[] => [
  { id: `${of}/${over}`, kind: 'ratio', pair: [of, over], controls },
  { id: `${of}-${over}`, kind: 'added', pair: [of, over], controls },
];
