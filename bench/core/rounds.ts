// Runs the rounds of a subject. tinybench keeps the tasks, their iterations and their lifecycle; the order within a round is drawn
// here, because tasks that run one after another would take a machine's drift for an effect.
import { Bench } from 'tinybench';
import type { Measured, Round } from './measured.ts';
import { type Random, shuffled } from './random.ts';
import type { Subject } from './subject.ts';

export interface RoundsOptions {
  rounds: number;
  random: Random;
  signal?: AbortSignal;
  onRound?: (done: number) => void;
}

/** Measures a subject. Throws what it throws, after closing it. */
export async function runRounds(
  subject: Subject,
  { rounds, random, signal, onRound }: RoundsOptions,
): Promise<Measured> {
  const ids = subject.variants.map(({ id }) => id);
  const orders = Array.from({ length: rounds }, () => shuffled(ids, random));
  const taken: Record<string, number>[] = orders.map(() => ({}));
  // All tasks are started at once; each waits here until its turn in the round has come.
  const turns = takeTurns(orders.flatMap((order, round) => order.map((id) => turnOf(id, round))));
  const bench = new Bench({
    concurrency: 'bench',
    time: 0,
    iterations: rounds,
    warmup: false,
    throws: true,
  });
  for (const id of ids) {
    let round = 0;
    bench.add(
      id,
      () =>
        turns(turnOf(id, round), async () => {
          signal?.throwIfAborted();
          const value = await subject.measure(id, round);
          if (!Number.isFinite(value)) throw new RangeError(`${subject.id}: ${id} measured ${value}`);
          const values = taken[round] ?? {};
          values[id] = value;
          if (Object.keys(values).length === ids.length) onRound?.(round + 1);
          round++;
          // The time that the subject took itself, never the way to it and back. tinybench counts in milliseconds.
          return { overriddenDuration: Math.max(0, value) / 1e6 };
        }),
      { async: true },
    );
  }
  try {
    await subject.open?.();
    for (let warmup = -(subject.warmups ?? 1); warmup < 0; warmup++)
      for (const id of ids) await subject.measure(id, warmup);
    await bench.run();
    const instructions = await count(subject, ids);
    return {
      ...described(subject),
      rounds: orders.map((order, i): Round => ({ order, values: taken[i] ?? {} })),
      instructions,
    };
  } finally {
    await subject.close?.();
  }
}

const described = ({ id, group, about, unit, variants, rows, block }: Subject) => ({
  subject: id,
  group,
  about,
  unit,
  variants,
  rows,
  ...(block !== undefined && { block }),
});

const turnOf = (id: string, round: number): string => `${round} ${id}`;

/** Lets work through one by one, in the order of `sequence`. Where one fails, all that wait fail with it. */
function takeTurns(sequence: readonly string[]) {
  let next = 0;
  let failure: { error: unknown } | undefined;
  const waiting = new Map<string, () => void>();
  const wake = () => {
    if (failure) for (const go of waiting.values()) go();
    else waiting.get(sequence[next] ?? '')?.();
  };
  return async <T>(turn: string, work: () => Promise<T>): Promise<T> => {
    if (sequence[next] !== turn && !failure) await new Promise<void>((go) => waiting.set(turn, go));
    waiting.delete(turn);
    if (failure) throw failure.error;
    try {
      return await work();
    } catch (error) {
      failure = { error };
      throw error;
    } finally {
      next++;
      wake();
    }
  };
}

async function count(subject: Subject, ids: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const id of ids) {
    const found = await subject.instructions?.(id);
    if (found !== undefined) counts[id] = found;
  }
  return counts;
}
