// A subject that times batches of one loop in long-lived children.
import type { RowSpec, Setting, Subject } from '../core/subject.ts';
import { askBatch } from '../machine/child.ts';
import { countInstructions, findCounter } from '../machine/counter.ts';
import { canPin } from '../machine/pin.ts';
import type { Children, Program } from './children.ts';
import { beside, CONFIGURATIONS, type ConfigurationId, controlsOf, variants } from './configurations.ts';

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
  /** Also measured, in the process of the configuration `on`: a plain call that no compiler inlines. */
  yardstick?: boolean;
  processors?: 'all';
  rounds: Subject['rounds'];
  /** Operations of the shorter of two counted runs; not counted unless told. */
  counted?: number;
  /** Whether instructions are counted in the quick profile too. */
  countedQuick?: boolean;
}

/** Milliseconds of a batch. Long enough that a cold cache at its begin is no matter, short enough for many rounds. */
const BATCH = { quick: 8, full: 20 };

/** The variants whose instructions are counted: each is a run of some seconds. */
const COUNTED = { quick: ['stock', 'on'], full: ['stock', 'none', 'off', 'on', 'exact'] };

const YARDSTICK = { id: 'call', about: 'a plain call in the process of `on`' };

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
    ...(yardstick ? [{ id: 'on/call', kind: 'ratio', pair: ['on', 'call'], controls } as const] : []),
  ];
}

export function loopSubject(spec: LoopSpec, children: Children, setting: Setting): Subject {
  const { id, group, about, program, loop, arg = 0, configurations, rounds } = spec;
  const processors = spec.processors === 'all' ? setting.cpus.length : 1;
  const request = (variant: string) => ({
    program,
    configuration: variant === YARDSTICK.id ? ('on' as const) : configurationOf(variant),
    processors,
  });
  return {
    id,
    group,
    about,
    unit: 'ns',
    rounds,
    variants: [...variants(...configurations), ...(spec.yardstick ? [YARDSTICK] : [])],
    rows: loopRows(spec),
    async measure(variant) {
      const child = await children.shared(request(variant));
      const what = variant === YARDSTICK.id ? 'call 0' : `${loop} ${arg}`;
      const { cpu, operations } = await askBatch(child, `time ${what} ${BATCH[setting.profile]}`);
      return cpu / operations;
    },
    async instructions(variant) {
      const { counted, countedQuick } = spec;
      const among = setting.profile === 'full' ? COUNTED.full : countedQuick ? COUNTED.quick : [];
      if (counted === undefined || !among.includes(variant)) return undefined;
      const counter = findCounter();
      if (counter === undefined) return undefined;
      return countInstructions({
        counter,
        binary: await children.build(program, CONFIGURATIONS[request(variant).configuration].build),
        loop: variant === YARDSTICK.id ? ['call', '0'] : [loop, String(arg)],
        env: await children.environment(request(variant)),
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
