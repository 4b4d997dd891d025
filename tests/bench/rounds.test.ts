// The scheduler: one at a time, each variant once a round, in an order of its own, and closed whatever happens.
import { describe, expect, it } from 'vitest';
import { seeded } from '../../bench/core/random.ts';
import { runRounds } from '../../bench/core/rounds.ts';
import type { Subject } from '../../bench/core/subject.ts';

function subject(measure: Subject['measure'], more: Partial<Subject> = {}): Subject {
  return {
    id: 'loop',
    group: 'Loops',
    about: 'a loop',
    unit: 'ns',
    variants: ['a', 'b', 'c'].map((id) => ({ id, about: id })),
    rows: [],
    rounds: { quick: 1, full: 1 },
    measure,
    ...more,
  };
}

describe('rounds', () => {
  it('measure every variant once, never two at a time, in the order that is recorded', async () => {
    const calls: string[] = [];
    let running = 0;
    let most = 0;
    const measured = await runRounds(
      subject(async (variant, round) => {
        most = Math.max(most, ++running);
        await new Promise(setImmediate); // another would start now
        running--;
        calls.push(`${round} ${variant}`);
        return round * 10 + variant.charCodeAt(0);
      }),
      { rounds: 20, random: seeded(3) },
    );
    expect(most).toBe(1);
    expect(calls.slice(0, 3)).toEqual(['-1 a', '-1 b', '-1 c']);
    expect(calls.slice(3)).toEqual(measured.rounds.flatMap(({ order }, i) => order.map((id) => `${i} ${id}`)));
    expect(new Set(measured.rounds.map(({ order }) => order.join(''))).size).toBeGreaterThan(1);
    for (const [i, { values }] of measured.rounds.entries())
      expect(values).toEqual({ a: i * 10 + 97, b: i * 10 + 98, c: i * 10 + 99 });
  });

  it('take the same orders for the same seed', async () => {
    const orders = async (seed: number) =>
      (
        await runRounds(
          subject(async () => 1),
          { rounds: 8, random: seeded(seed) },
        )
      ).rounds.map(({ order }) => order);
    expect(await orders(1)).toEqual(await orders(1));
    expect(await orders(1)).not.toEqual(await orders(2));
  });

  it.each([
    ['measuring', async (_: string, round: number) => (round < 2 ? 1 : Promise.reject(new Error('gone'))), 'gone'],
    ['a figure', async () => Number.NaN, 'loop: a measured NaN'],
    ['warming up', async () => Promise.reject(new Error('never')), 'never'],
  ])('fail with %s, and close', async (_, measure, why) => {
    let closed = 0;
    const close = async () => void closed++;
    const rows = runRounds(subject(measure, { close, variants: [{ id: 'a', about: 'a' }] }), {
      rounds: 5,
      random: seeded(1),
    });
    await expect(rows).rejects.toThrow(why);
    expect(closed).toBe(1);
  });

  it('end all variants when one fails', async () => {
    const failing = subject(async (variant, round) => {
      if (variant === 'b' && round === 1) throw new Error('b broke');
      return 1;
    });
    await expect(runRounds(failing, { rounds: 9, random: seeded(1) })).rejects.toThrow('b broke');
  });

  it('stop when told', async () => {
    const stop = new AbortController();
    const stopped = subject(async (_, round) => {
      if (round === 2) stop.abort(new Error('enough'));
      return 1;
    });
    await expect(runRounds(stopped, { rounds: 1000, random: seeded(1), signal: stop.signal })).rejects.toThrow(
      'enough',
    );
  });

  it('ask for instructions once a variant', async () => {
    const counted = subject(async () => 1, { instructions: async (id) => (id === 'b' ? undefined : 5) });
    expect((await runRounds(counted, { rounds: 1, random: seeded(1) })).instructions).toEqual({ a: 5, c: 5 });
  });
});
