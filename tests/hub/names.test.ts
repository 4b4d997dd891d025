// Different events are different, on 32-bit systems too: hundreds of thousands at one place, each once in the log.
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { build, fault, fieldOf, observe } from './programs.ts';
import { MINORS, times } from './settings.ts';

const folder = tempFolder('hub');

const COUNT = 400_000;
const ENOUGH = { INSTRUMENTATION_MAX_SEEN_ENTRIES: '1000000' };

/** Runs under qemu are slow, and what they show is whether 64-bit words are aligned: a twentieth does. */
const SYSTEMS: readonly [arch: string, count: number, runner: readonly string[]][] = [
  ['386', COUNT, []],
  ['amd64', COUNT, []],
  ['arm', COUNT / 20, ['qemu-arm']],
];

describe.each(MINORS)('Go %s', (minor) => {
  it.each(SYSTEMS)('has every one of the names: %s, %i', async (arch, count, runner) => {
    const env = { GOARCH: arch, CGO_ENABLED: '0' };
    const program = await build(folder, 'names', minor, { observe: 'reflect', env });
    for (let round = 0; round < times(1, 5); round++) {
      const { result, log } = await observe(program, [String(count)], { env: ENOUGH, runner });
      expect(fault(result)).toBe('');
      const names = fieldOf(log, 'reflect.Value.MethodByName', 'name');
      const have = new Set(names);
      const missing = Array.from({ length: count }, (_, i) => `Name${i}`).filter((name) => !have.has(name));
      expect({ missing: missing.length, lines: names.length }).toEqual({ missing: 0, lines: count });
    }
  });
});
