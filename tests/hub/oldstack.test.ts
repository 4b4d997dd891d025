// The hub holds no address in a stack that was left: garbage collection beside observed calls on stacks that are nearly full.
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { build, fault, observe } from './programs.ts';
import { MINORS, SECONDS, times } from './settings.ts';

const folder = tempFolder('hub');

// One entry, so that nearly every call is a new event: what is remembered is not reported again. A call that came often in a
// row is remembered for good, so many short runs show more than one long one.
const FORGETFUL = { INSTRUMENTATION_MAX_SEEN_ENTRIES: '1', GOMAXPROCS: '4' };

describe.each(MINORS)('Go %s', (minor) => {
  it.each(['types', 'exact'])('leaves no bad pointer behind, events by %s', async (dedup) => {
    const program = await build(folder, 'oldstack', minor, { observe: 'reflect' });
    const env = { ...FORGETFUL, ...(dedup === 'exact' ? { INSTRUMENTATION_DEDUP: 'exact' } : {}) };
    for (let round = 0; round < times(6, 100); round++) {
      const { result, log } = await observe(program, [String(SECONDS)], { env, patience: SECONDS + 60 });
      expect(fault(result), `round ${round}`).toBe('');
      expect(log.match(/"operation":"reflect.TypeOf"/g)?.length).toBeGreaterThan(30);
    }
  });
});
