// What building a whole program costs: time cold and warm, time a package, size.
import type { RowSpec, Subject, Variant } from '../core/subject.ts';
import { OBSERVED } from '../loops/configurations.ts';
import { type Maker, type Place, sizeOf } from './builds.ts';
import type { Built } from './gobuild.ts';
import type { WholeProgram } from './program.ts';

/** Pairs of builds: a median of fewer would hang on single ones. Quick runs build nothing whole. */
const PAIRS = { quick: 0, full: 5 };

const GROUP = 'Whole programs: building';

const MAKERS: Variant[] = [
  { id: 'stock', about: 'stock Go' },
  { id: 'rto', about: `rto's Go, observing ${OBSERVED}` },
];
/** A third build a round would be half of the time again, and the round before shows the same noise and the drift besides. */
const BEFORE: Variant = { id: 'stock2', about: 'stock Go in the round before' };

const ratio = (controls: RowSpec['controls'] = []): RowSpec => ({
  id: 'rto/stock',
  kind: 'ratio',
  pair: ['rto', 'stock'],
  controls,
});
const CONTROLLED: RowSpec[] = [
  ratio([['stock2', 'stock']]),
  { id: 'stock', kind: 'value', pair: ['stock', 'stock'] },
  { id: 'rto', kind: 'value', pair: ['rto', 'rto'] },
];

export function buildSubjects(program: WholeProgram, place: Place): Subject[] {
  const { id, about } = program;
  const cold = (
    name: string,
    what: string,
    value: (built: Built) => number,
    unit: Subject['unit'],
    first = false,
  ): Subject => ({
    id: `${id} ${name}`,
    group: GROUP,
    about: `${about}, ${what}; empty build cache, no cgo`,
    unit,
    variants: [...MAKERS, BEFORE],
    rows: CONTROLLED,
    rounds: PAIRS,
    async open() {
      if (first) place().builds.forget();
    },
    async measure(variant, round) {
      const { builds } = place();
      // The warm-up is stock's: it is what the first round is compared with.
      if (round < 0) return variant === 'stock' ? value(await builds.cold('stock', round)) : 0;
      if (variant === 'stock2') return value(await builds.cold('stock', round - 1));
      return value(await builds.cold(variant as Maker, round));
    },
  });
  return [
    cold('cold build', 'by the clock', ({ wall }) => wall, 's', true),
    cold('cold build, processor', 'processor time of the same builds', ({ cpu }) => cpu, 's'),
    cold(
      'compile of a package',
      'processor time of compilers and assemblers by package, in the same builds',
      ({ time, packages }) => time / packages,
      'ns',
    ),
    {
      id: `${id} warm build`,
      group: GROUP,
      about: `${about}, by the clock, after an edit of package main: that is compiled, and all is linked; no cgo`,
      unit: 's',
      variants: [...MAKERS, { id: 'stock2', about: 'stock Go, after another edit' }],
      rows: CONTROLLED,
      rounds: PAIRS,
      measure: warmMeasure(place),
    },
    {
      id: `${id} another selection`,
      group: GROUP,
      about: `${about}, by the clock, where the builds before observed other functions of reflect; no cgo`,
      unit: 's',
      variants: MAKERS.slice(1),
      rows: CONTROLLED.slice(2),
      rounds: PAIRS,
      // Each selection once: the next time cmd/go would have all of it.
      measure: async (_, round) => (await place().builds.anotherSelection(round + 1)).wall,
    },
    {
      id: `${id} binary`,
      group: GROUP,
      about: `${about}, size of the file; no cgo`,
      unit: 'B',
      variants: MAKERS,
      rows: [ratio(), ...CONTROLLED.slice(1)],
      rounds: { quick: 0, full: 1 },
      warmups: 0,
      measure: async (variant) => sizeOf(await place().builds.binary(variant as Maker)),
      close: async () => place().builds.removeCaches(),
    },
  ];
}

function warmMeasure(place: Place) {
  let edits = 0;
  return async (variant: string): Promise<number> =>
    (await place().builds.warm(variant === 'rto' ? 'rto' : 'stock', edits++)).wall;
}
