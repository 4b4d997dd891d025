// Stacks: on those of the runtime itself nothing is reported but counted, and a goroutine's own neither grows nor moves.
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { build, fault, observe, records, start } from './programs.ts';
import { MINORS, since } from './settings.ts';

const folder = tempFolder('hub');

const TIMED = 'time.Now,time.Time.Add,time.NewTicker,time.AfterFunc';

describe.each(MINORS)('Go %s', (minor) => {
  it('reports nothing on the stacks of the runtime, and counts it', async () => {
    const program = await build(folder, 'timers', minor, { observe: TIMED });
    const { result, log } = await observe(program, [], { env: { GOMAXPROCS: '4' } });
    expect(fault(result)).toBe('');
    const all = records(log);
    const events = all.filter(({ operation }) => !String(operation).startsWith('rto.'));
    const ordinary = events.filter(({ caller }) => /^main\./.test(String(caller)));
    const pairs = new Set(ordinary.map(({ operation, caller }) => `${operation} by ${caller}`));
    expect([...pairs].sort()).toEqual([
      'time.AfterFunc by main.main.func1',
      'time.NewTicker by main.started',
      'time.Now by main.ordinary',
    ]);
    const others = events
      .filter((event) => !ordinary.includes(event))
      .map(({ operation, caller }) => `${operation} by ${caller}`);
    expect(
      others.filter((pair) => /by (time\.(sendTime|goFunc)|runtime\.|unknown)|time\.sendTime by/.test(pair)),
    ).toEqual([]);
    const unreported = all.flatMap((record) => record['unreported'] ?? []).map(Number);
    if (since(minor, '1.20')) expect(Math.max(0, ...unreported)).toBeGreaterThan(0); // 1.19 has no end of the program
  });

  it('reports nothing while the processor is held, and counts it', async () => {
    // Package sync calls these functions of its pools while it is pinned: whoever lets the scheduler run there stops the program.
    const held = ['sync.poolChain.pushHead', 'sync.poolChain.popHead', 'sync.poolChain.popTail'];
    const program = await build(folder, 'pinned', minor, { observe: [...held, 'sync.Once.Do'].join() });
    const { result, log } = await observe(program, [], { env: { GOMAXPROCS: '8' } });
    expect(fault(result)).toBe('');
    const all = records(log);
    const pairs = all.flatMap(({ operation, caller }) =>
      String(operation).startsWith('sync.(*poolChain)') || caller === 'main.ordinary'
        ? `${operation} by ${caller}`
        : [],
    );
    expect([...new Set(pairs)]).toEqual(['sync.(*Once).Do by main.ordinary']);
    const unreported = all.flatMap((record) => record['unreported'] ?? []).map(Number);
    if (since(minor, '1.20')) expect(Math.max(0, ...unreported)).toBeGreaterThan(0);
  });

  describe('of a goroutine', () => {
    const still = { GOGC: 'off', GODEBUG: 'gcshrinkstackoff=1', GOMAXPROCS: '1' };

    it('takes no more for a first event', async () => {
      const program = await build(folder, 'growth', minor, { observe: 'reflect' });
      const without = await start(program, ['inuse', '1000'], { env: still });
      const { result, log } = await observe(program, ['inuse', '1000'], { env: still });
      expect(records(log).filter(({ operation }) => operation === 'reflect.New').length).toBe(1000);
      const bytes = [without.stdout, result.stdout].map(Number);
      expect(bytes[0]).toBeGreaterThan(1_000_000);
      // A stack that grew would be twice as large: 1,000 of them show. A tenth more is room for the stacks of threads,
      // which the runtime starts where a write takes long.
      expect(bytes[1], `${bytes[0]} without a log`).toBeLessThanOrEqual((bytes[0] ?? 0) * 1.1);
    });

    it('moves where it does without a log, and nowhere else', async () => {
      const program = await build(folder, 'growth', minor, { observe: 'reflect' });
      const without = await start(program, ['moves', '500'], { env: still });
      const { result } = await observe(program, ['moves', '500'], { env: still });
      expect(without.stdout).toMatch(/done\n$/);
      expect(result.stdout).toBe(without.stdout);
    });
  });
});
