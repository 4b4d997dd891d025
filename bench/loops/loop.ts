// A subject that times batches of one loop in long-lived children.
import type { RowSpec, Setting, Subject } from '../core/subject.ts';
import { askBatch } from '../machine/child.ts';
import { countInstructions, findCounter } from '../machine/counter.ts';
import { canPin } from '../machine/pin.ts';
import type { Children, Program } from './children.ts';
import { beside, CONFIGURATIONS, type ConfigurationId, controlsOf, variants } from './configurations.ts';
import { openProcesses } from './processes.ts';

/** What a loop is, apart from where it runs. */
export interface LoopSpec {
  id: string;
  group: string;
  about: string;
  program: Program;
  /** LOOP and its argument. */
  loop: string;
  arg?: number;
  configurations: readonly ConfigurationId[];
  /** Also measured, in the process of the configuration `on`. */
  yardstick?: Yardstick;
  rounds: Subject['rounds'];
  /** Operations of the shorter of two counted runs; by default not counted. */
  counted?: number;
  /** Whether instructions are counted in the quick profile too. */
  countedQuick?: boolean;
}

/** What a cost is held against, besides stock Go: a loop without hooks, which is a variant of that name. */
type Yardstick = keyof typeof YARDSTICKS;

const YARDSTICKS = {
  call: 'a plain call that no compiler inlines, in the process of `on`',
  hash64: "hash/maphash of the same text, in the process of `on`: what Go's own hash takes",
} as const;

/** Milliseconds of a batch. Long enough that a cold cache at its begin is no matter, short enough for many rounds. */
const BATCH = { quick: 8, full: 20 };

/** Rounds that a process lives. */
const RENEW = { quick: 3, full: 6 };

/** The variants whose instructions are counted: each is a run of some seconds. */
const COUNTED = { quick: ['stock', 'on'], full: ['stock', 'none', 'off', 'on', 'exact'] };

/** The rows of a loop: what each configuration costs over stock Go, and `on` by itself and against the yardstick. */
export function loopRows({ configurations, yardstick }: LoopSpec): RowSpec[] {
  const controls = controlsOf(configurations);
  const against = configurations.filter((id) => id !== 'stock' && !id.endsWith('2'));
  return [
    // Noise grows with what is measured: a cheap configuration is held against stock Go's alone.
    ...against.flatMap((id) =>
      beside(id, 'stock', id === 'off' || id === 'none' ? controlsOf(['stock', 'stock2']) : controls),
    ),
    { id: 'stock', kind: 'value', pair: ['stock', 'stock'] },
    { id: 'on', kind: 'value', pair: ['on', 'on'] },
    ...(yardstick === undefined
      ? []
      : [
          { id: yardstick, kind: 'value', pair: [yardstick, yardstick] } as const,
          { id: `on/${yardstick}`, kind: 'ratio', pair: ['on', yardstick], controls } as const,
        ]),
  ];
}

export function loopSubject(spec: LoopSpec, children: Children, setting: Setting): Subject {
  const { id, group, about, program, loop, arg = 0, configurations, rounds, yardstick } = spec;
  const long = BATCH[setting.profile];
  // Operations of a batch, found once: renewed processes run the same.
  const operations = new Map<string, number>();
  const requests = Object.fromEntries(
    configurations.map((configuration) => [configuration, { program, configuration }]),
  );
  const processes = openProcesses(requests, {
    children,
    renew: RENEW[setting.profile],
    ready: async (child, key) => {
      const { operations: n } = await askBatch(child, `time ${loop} ${arg} ${long}`);
      if (!operations.has(key)) operations.set(key, n);
      if (key !== 'on' || yardstick === undefined) return;
      const held = await askBatch(child, `time ${yardstick} 0 ${long}`);
      if (!operations.has(yardstick)) operations.set(yardstick, held.operations);
    },
  });
  return {
    id,
    group,
    about,
    unit: 'ns',
    rounds,
    block: RENEW[setting.profile],
    variants: [
      ...variants(...configurations),
      ...(yardstick === undefined ? [] : [{ id: yardstick, about: YARDSTICKS[yardstick] }]),
    ],
    rows: loopRows(spec),
    async measure(variant, round) {
      const held = variant === yardstick;
      const child = await processes.child(held ? 'on' : variant, round);
      const batch = await askBatch(child, `run ${held ? `${variant} 0` : `${loop} ${arg}`} ${operations.get(variant)}`);
      return batch.cpu / batch.operations;
    },
    close: () => processes.close(),
    async instructions(variant) {
      const { counted, countedQuick } = spec;
      const among = setting.profile === 'full' ? COUNTED.full : countedQuick ? COUNTED.quick : [];
      if (counted === undefined || !among.includes(variant)) return undefined;
      const counter = findCounter();
      if (counter === undefined) return undefined;
      const configuration = configurationOf(variant);
      return countInstructions({
        counter,
        binary: await children.build(program, CONFIGURATIONS[configuration].build),
        loop: [loop, String(arg)],
        env: children.environment({ program, configuration }),
        cpus: setting.cpus,
        pin: canPin(),
        operations: counted,
      });
    },
  };
}

function configurationOf(variant: string): ConfigurationId {
  if (variant in CONFIGURATIONS) return variant as ConfigurationId;
  throw new Error(`no configuration ${variant}`);
}
