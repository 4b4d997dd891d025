// Subjects whose children hold a state of their own: tables that are full, files that grow, several processors.
import type { Pair, RowSpec, Subject } from '../core/subject.ts';
import { askBatch } from '../machine/child.ts';
import type { ChildRequest, Children } from './children.ts';
import { beside, type ConfigurationId, controlsOf, variants } from './configurations.ts';
import { openProcesses } from './processes.ts';

const EXACT = ['stock', 'stock2', 'exact', 'exact2'] as const satisfies ConfigurationId[];

/** Rounds that a process lives; making one ready takes up to a second. */
const RENEW = 5;

export type Live = Omit<Subject, 'measure' | 'close'> & {
  /** What makes it a subject. */
  at(place: { children: Children }): Pick<Subject, 'measure' | 'close'>;
};

const requestsFor = (ids: readonly ConfigurationId[], request: Omit<ChildRequest, 'configuration' | 'program'>) =>
  Object.fromEntries(
    ids.map((configuration) => [configuration, { program: 'loops', configuration, ...request } as const]),
  );

const TABLE = 'Dedup over many live events';

function dedupOver(entries: number, name: string, rounds: Subject['rounds']): Live {
  const controls = controlsOf(EXACT);
  return {
    id: `dedup over ${name} live`,
    group: TABLE,
    about: `reflect.ValueOf of pointers in an order no prefetcher guesses, ${name} addresses remembered, all seen before`,
    unit: 'ns',
    rounds,
    block: RENEW,
    variants: variants(...EXACT),
    rows: [...beside('exact', 'stock', controls), { id: 'exact', kind: 'value', pair: ['exact', 'exact'] }],
    at({ children }) {
      const request = requestsFor(EXACT, { entries: Math.max(entries * 2, 500_000), log: 'null' });
      const processes = openProcesses(request, {
        children,
        renew: RENEW,
        ready: (child) => child.ask(`run live ${entries} ${entries}`),
      });
      return {
        close: () => processes.close(),
        async measure(variant, round) {
          const child = await processes.child(variant, round);
          const { cpu, operations } = await askBatch(child, `run live ${entries} 200000`);
          return cpu / operations;
        },
      };
    },
  };
}

const EVENTS = ['stock', 'stock2', 'on', 'on2'] as const satisfies ConfigurationId[];

const WRITE = { id: 'write', about: 'one write of such a line to a file, by stock Go: what the system takes' };

const newEvents: Live = {
  id: 'new event',
  group: 'New events',
  about: 'reflect.Value.MethodByName with a name never seen before: symbolised, formatted and written to a file',
  unit: 'ns',
  rounds: { quick: 11, full: 41 },
  block: RENEW,
  variants: [...variants(...EVENTS), WRITE],
  rows: [
    ...beside('on', 'stock', controlsOf(EVENTS)),
    { id: 'on', kind: 'value', pair: ['on', 'on'] },
    { id: 'on-write', kind: 'added', pair: ['on', 'write'], controls: controlsOf(EVENTS) },
    { id: 'write', kind: 'value', pair: ['write', 'write'] },
  ],
  at({ children }) {
    const processes = openProcesses(requestsFor(EVENTS, { log: 'file' }), {
      children,
      renew: RENEW,
      ready: (child) => child.ask('run new-event 0 5000'),
    });
    return {
      close: () => processes.close(),
      async measure(variant, round) {
        const writes = variant === WRITE.id;
        const child = await processes.child(writes ? 'stock' : variant, round);
        const { cpu, operations } = await askBatch(child, `run ${writes ? 'write' : 'new-event'} 0 5000`);
        child.emptyLog();
        return cpu / operations;
      },
    };
  },
};

/** Which processes measure memory: none lives on, because what a table has taken it keeps. */
const memory: Live = {
  id: 'memory of 1 M events',
  group: 'Memory',
  about:
    'resident memory that a million distinct events take, of a hub with room for a million; less what the loop takes with stock Go',
  unit: 'B',
  rounds: { quick: 3, full: 7 },
  variants: variants('stock', 'exact'),
  rows: [{ id: 'exact-stock', kind: 'added', pair: ['exact', 'stock'], scale: 1e-6, unit: 'MB' }],
  warmups: 0,
  at({ children }) {
    return {
      async measure(variant) {
        const [request] = Object.values(
          requestsFor([variant === 'stock' ? 'stock' : 'exact'], { entries: 1_000_000, log: 'null' }),
        );
        if (request === undefined) throw new Error('no request');
        const child = await children.start(request);
        try {
          const resident = async () => Number((await child.ask('memory'))[0]);
          await child.ask('run live 1000000 1'); // its array is there
          const before = await resident();
          await child.ask('run live 1000000 1000000');
          return (await resident()) - before;
        } finally {
          await child.close();
        }
      },
    };
  },
};

interface Scaling {
  id: string;
  about: string;
  loop: string;
  rounds: Subject['rounds'];
  /** Operations of a batch; by default the child finds them. */
  fixed?: number;
}

/** The wall clock's time of one operation when 1, 2 or all goroutines share the work. */
function scaling({ id, about, loop, rounds, fixed }: Scaling, processors: number): Live {
  const counts = [...new Set([1, 2, processors])].filter((count) => count <= processors);
  const ids = counts.flatMap((count) => [`on x${count}`, `call x${count}`]);
  const wide = counts.filter((count) => count > 1);
  const rows = wide.flatMap((count): RowSpec[] => {
    const pair = (what: string): Pair => [`${what} x1`, `${what} x${count}`];
    return [
      { id: `x${count}`, kind: 'times', pair: pair('on') },
      { id: `machine x${count}`, kind: 'times', pair: pair('call') },
      { id: `x${count} of the machine`, kind: 'times', pair: pair('on'), per: pair('call') },
    ];
  });
  return {
    id,
    group: 'Processors',
    about,
    unit: 'ns',
    rounds,
    block: RENEW,
    variants: ids.map((variant) => ({
      id: variant,
      about: `${variant.startsWith('on') ? 'with a log' : 'plain calls: what the machine gives'}, goroutines ${variant.replace(/.*x/, '')}`,
    })),
    rows,
    at({ children }) {
      const all = {
        program: 'loops',
        configuration: 'on',
        processors,
        entries: 4_000_000,
        log: fixed ? 'file' : 'null',
      } as const;
      const processes = openProcesses(
        { all },
        { children, renew: RENEW, ready: (child) => child.ask('run parallel-call 1 1000') },
      );
      return {
        close: () => processes.close(),
        async measure(variant, round) {
          const child = await processes.child('all', round);
          const [what = '', count = ''] = variant.split(' x');
          const observed = what === 'on';
          const request =
            observed && fixed
              ? `run ${loop} ${count} ${fixed}`
              : `time ${observed ? loop : 'parallel-call'} ${count} 20`;
          const { wall, operations } = await askBatch(child, request);
          child.emptyLog();
          return wall / operations;
        },
      };
    },
  };
}

/** @param processors how many there are to use */
export const liveSubjects = (processors: number): Live[] => [
  newEvents,
  dedupOver(1000, '1 k', { quick: 10, full: 31 }),
  dedupOver(100_000, '100 k', { quick: 0, full: 31 }),
  dedupOver(1_000_000, '1 M', { quick: 6, full: 31 }),
  memory,
  scaling(
    {
      id: 'goroutines, duplicates',
      about: 'the same duplicate event on 1, 2 and all processors: how many times one is reached',
      loop: 'parallel',
      rounds: { quick: 9, full: 31 },
    },
    processors,
  ),
  scaling(
    {
      id: 'goroutines, new events',
      about: 'new events into one file on 1, 2 and all processors',
      loop: 'parallel-events',
      rounds: { quick: 0, full: 21 },
      fixed: 4000,
    },
    processors,
  ),
];
