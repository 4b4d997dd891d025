// What can be seen of the hub's soundness without running it, on every chosen Go minor: where it makes pointers of numbers and
// of words, how large its frames are, and that nothing which hooks call makes a stack grow.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';
import { rto } from '../support/rto.ts';
import { type Compiled, compiledRuntime } from './lint/assembly.ts';
import { depthOf } from './lint/depth.ts';
import { reasons } from './lint/reasons.ts';
import { MINORS } from './settings.ts';

const LINT = join(import.meta.dirname, 'lint', 'go');
const POINTERS = reasons('pointers.txt');
const FRAMES = reasons('frames.txt');

/** A frame of this size needs no reason: a system stack has 16 KB, of which the deepest report takes some 2 KB. */
const SMALL = 384;

async function lint(minor: string, word: string, env: Record<string, string> = {}): Promise<string[]> {
  const command = ['exec', '--observe', 'none', minor, '--', 'go', 'run', '.', word];
  const result = await rto(command, { cwd: LINT, env: { CGO_ENABLED: '0', ...env } });
  expect(result.status, result.stderr).toBe(0);
  return result.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll('\t', ' '));
}

/** Bytes that frames.txt allows a function: "NAME BYTES -- REASON". */
const allowed = new Map(
  [...FRAMES.keys()].map((entry): [string, number] => {
    const [name = '', bytes] = entry.split(' ');
    return [name, Number(bytes)];
  }),
);

/** What hooks call, and what fips_setIndicator does. */
const ENTRIES = ['rtoHit', 'rtoHitMade', 'rtoHitLate', 'rtoIndicate', 'chansend1'];

/** What is called through variables, for the linker's sake (wrappers/runtime/common/rto_report.go). */
const REPORT = {
  rtoHitWarm: ['rtoHitSlowly'],
  rtoHitSlowly: ['rtoReport'],
  rtoSend: ['rtoReport'],
  rtoHitMade: ['rtoReport'],
  rtoHitLate: ['rtoReport'],
  rtoIndicate: ['rtoReport'],
};
const SYSTEM = Object.fromEntries(
  ['rtoWriteLine', 'rtoWaitForLine'].map((name) => [name, ['entersyscall', 'exitsyscall']]),
);

/** A constant of the hub: how much room it looks for. */
function room(name: string): number {
  const source = readFileSync(join(ROOT, 'wrappers', 'runtime', 'common', 'rto_report.go'), 'utf8');
  return Number(new RegExp(`\\b${name} += (\\d+)`).exec(source)?.[1]);
}

it('has Go sources that are formatted', async () => {
  const folders = [LINT, join(ROOT, 'tests', 'apps', 'hub')];
  const result = await rto(['exec', '--observe', 'none', MINORS.at(-1) ?? '', '--', 'gofmt', '-l', ...folders]);
  expect(result).toMatchObject({ status: 0, stdout: '' });
});

const used = { pointers: new Set<string>(), frames: new Set<string>() };

describe.each(MINORS)('Go %s', (minor) => {
  it('finds what is planted', async () => {
    const found = await lint(minor, join(import.meta.dirname, 'lint', 'planted.go.txt'));
    expect(found).toEqual([
      'memory rtoPlantedMemory (*rtoPlanted)(p)',
      'number rtoPlantedNumber unsafe.Pointer(n + 1)',
    ]);
  });

  it.each(['hub', 'hooks'])('makes no pointer of a number or of words without a reason: %s', async (where) => {
    const found = await lint(minor, where);
    for (const line of found) used.pointers.add(line);
    expect(found.filter((line) => !POINTERS.has(line))).toEqual([]);
    if (where === 'hub') expect(found.length).toBeGreaterThan(10);
  });

  describe.each([
    ['amd64', 8],
    ['arm64', 8],
    ['386', 4],
  ])('frames on %s', (arch, word) => {
    let functions: Map<string, Compiled>;
    beforeAll(async () => {
      functions = await compiledRuntime(minor, arch);
    });

    it('are small, or have a reason', () => {
      const ours = [...functions.values()].filter(({ name }) => name.startsWith('rto'));
      expect(ours.length).toBeGreaterThan(60);
      const large = ours.filter(({ bytes }) => bytes > SMALL);
      for (const { name } of large) used.frames.add(name);
      const wrong = large.filter(({ name, bytes }) => bytes > (allowed.get(name) ?? SMALL));
      expect(wrong.map(({ name, bytes }) => `${name} ${bytes}`)).toEqual([]);
    });

    it('of all that hooks call split no stack, and have the room that the hub looks for', () => {
      for (const entry of ENTRIES) {
        const f = functions.get(entry);
        expect(f, entry).toMatchObject({ nosplit: true });
      }
      // The room for a system call is looked for when it is made; what else chansend1 calls is no hook's affair.
      const only = (name: string, callee: string): [string, Compiled] => {
        const f = functions.get(name);
        if (f === undefined) throw new Error(`package runtime has no ${name}`);
        return [name, { ...f, calls: new Set([callee]) }];
      };
      const until = new Map([...functions, only('rtoReport', 'systemstack'), only('chansend1', 'rtoSend')]);
      // rtoHit has no look itself: rtoHitWarm has, from below it.
      for (const entry of ENTRIES.map((name) => (name === 'rtoHit' ? 'rtoHitWarm' : name))) {
        const { bytes, path, splits } = depthOf(entry, until, word, REPORT);
        expect.soft(splits, path.join(' < ')).toEqual([]);
        expect.soft(bytes, path.join(' < ')).toBeLessThanOrEqual(room('rtoRoomToReport'));
        expect.soft(path).toContain('rtoReport');
      }
      for (const writer of ['rtoWriteLine', 'rtoWaitForLine']) {
        const { bytes, path } = depthOf(writer, functions, word, SYSTEM);
        expect.soft(bytes, path.join(' < ')).toBeLessThanOrEqual(room('rtoRoomForSystem'));
      }
    });
  });
});

describe('the lists', () => {
  it('hold nothing that is not there', () => {
    expect([...POINTERS.keys()].filter((entry) => !used.pointers.has(entry))).toEqual([]);
    expect([...allowed.keys()].filter((entry) => !used.frames.has(entry))).toEqual([]);
  });
});
