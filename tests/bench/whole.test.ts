// Whole programs, built by a go that only writes down how it was called.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { NotRun } from '../../bench/core/notrun.ts';
import type { Setting, Subject, Toolchain } from '../../bench/core/subject.ts';
import { openBuilds } from '../../bench/whole/builds.ts';
import { buildSubjects } from '../../bench/whole/buildsubjects.ts';
import { largeNeeds, largeProgram, type WholeProgram } from '../../bench/whole/program.ts';
import { idleShare, startWaiting } from '../../bench/whole/running.ts';
import { RtoError } from '../../driver/errors.ts';
import { tempFolder } from '../support/temp.ts';

// Each call adds a line: who, what is observed, how many files its cache held, its overlay. Processor time of the one package
// that it says it compiled is the number of the call.
const GO = `#!/bin/sh
set -e
for word; do case $word in
  -debug-actiongraph=*) graph=\${word#*=} ;;
  -overlay=*) overlay=edited ;;
esac; done
while [ "$1" != -o ]; do shift; done
calls=$(dirname "$0")/../../calls
mkdir -p "$GOCACHE"
echo "$(basename "$(dirname "$(dirname "$0")")") $GO_INSTRUMENT cache:$(ls "$GOCACHE" | wc -l) $overlay" >> "$calls"
touch "$GOCACHE/$$"
number=$(wc -l < "$calls")
head -c "$((1000 + number))" /dev/zero > "$2"
echo "[{\\"Mode\\":\\"build\\",\\"Package\\":\\"p\\",\\"CmdUser\\":$number,\\"CmdSys\\":0}]" > "$graph"
`;

let folder: string;
beforeEach(() => {
  folder = tempFolder('whole');
});

function toolchain(name: string, go = GO): Toolchain {
  const goroot = join(folder, name);
  for (const part of ['bin', 'pkg', 'src']) mkdirSync(join(goroot, part), { recursive: true });
  writeFileSync(join(goroot, 'bin', 'go'), go);
  chmodSync(join(goroot, 'bin', 'go'), 0o755);
  writeFileSync(join(goroot, 'src', 'main.go'), 'package main\n\nfunc main() {}\n');
  return { name, version: '1.24.13', goroot, env: { PATH: process.env['PATH'] ?? '' } };
}

const program: WholeProgram = {
  id: 'program',
  go: '1.24',
  about: 'a program',
  folder: ({ goroot }) => goroot,
  package: '.',
  modules: false,
  main: ({ goroot }) => join(goroot, 'src', 'main.go'),
  start: [],
};

function setting(stock: Toolchain, rto: Toolchain): Setting {
  const pair = async () => {
    throw new RtoError('RTO_SOURCE_NETWORK', 'nothing answers', { facts: { url: 'https://proxy.example/x' } });
  };
  return { profile: 'full', toolchains: { stock, rto, pair }, scratch: folder, cpus: [0], progress: () => {} };
}

const calls = (): string[] =>
  readFileSync(join(folder, 'calls'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());

function subjects(): { named(end: string): Subject; binary(): string } {
  const place = setting(toolchain('stock'), toolchain('rto'));
  const builds = openBuilds(program, place);
  const all = buildSubjects(program, () => ({ builds, setting: place }));
  return {
    named(end) {
      const found = all.find(({ id }) => id === `program ${end}`);
      if (found === undefined) throw new Error(`no ${end}`);
      return found;
    },
    binary: () => join(folder, 'whole', 'program', 'stock-cache'),
  };
}

describe('cold builds', () => {
  it('begin with an empty cache, observe with rto alone, and are asked by several subjects', async () => {
    const { named } = subjects();
    const [cold, compile] = [named('cold build'), named('compile of a package')];
    await cold.open?.();
    for (const id of ['stock', 'rto', 'stock2']) await cold.measure(id, -1);
    for (const round of [0, 1]) for (const id of ['rto', 'stock2', 'stock']) await cold.measure(id, round);
    const stock = 'stock none cache:0';
    const rto = 'rto reflect,unsafe,crypto cache:0';
    expect(calls()).toEqual([stock, rto, stock, rto, stock]);
    // The warm-up was call 1: it is what the first round is compared with.
    expect([await compile.measure('stock2', 0), await compile.measure('stock', 0)]).toEqual([1, 3]);
    expect([await compile.measure('stock2', 1), await compile.measure('rto', 1)]).toEqual([3, 4]);
    expect(calls()).toHaveLength(5);
  });

  it('are made anew where the subject is measured again', async () => {
    const cold = subjects().named('cold build');
    for (let times = 1; times <= 2; times++) {
      await cold.open?.();
      await cold.measure('stock', 0);
      expect(calls()).toHaveLength(times);
    }
  });
});

it('warm builds find a cache and an edit', async () => {
  const warm = subjects().named('warm build');
  for (const id of ['stock', 'rto', 'stock2']) expect(await warm.measure(id, 0)).toBeGreaterThan(0);
  expect(calls()).toEqual([
    'stock none cache:0',
    'stock none cache:1 edited',
    'rto reflect,unsafe,crypto cache:0',
    'rto reflect,unsafe,crypto cache:1 edited',
    'stock none cache:2 edited',
  ]);
});

it('builds with another selection find a cache, and no selection twice', async () => {
  const another = subjects().named('another selection');
  for (const round of [-1, 0, 1]) expect(await another.measure('rto', round)).toBeGreaterThan(0);
  expect(calls()).toEqual([
    'rto reflect,unsafe,crypto cache:0',
    'rto reflect,unsafe,crypto,-reflect.New cache:1',
    'rto reflect,unsafe,crypto,-reflect.NewAt cache:2',
    'rto reflect,unsafe,crypto,-reflect.New,-reflect.NewAt cache:3',
  ]);
});

it('binaries are measured in bytes, and the caches removed after', async () => {
  const { named, binary } = subjects();
  const size = named('binary');
  expect([await size.measure('stock', 0), await size.measure('rto', 0)]).toEqual([1001, 1002]);
  expect(existsSync(binary())).toBe(true);
  await size.close?.();
  expect(existsSync(binary())).toBe(false);
});

it('a build that fails says what go said', async () => {
  const broken = toolchain('stock', '#!/bin/sh\necho "main.go:3: no" >&2\nexit 1\n');
  const builds = openBuilds(program, setting(broken, toolchain('rto')));
  await expect(builds.cold('stock', 0)).rejects.toMatchObject({
    code: 'RTO_COMMAND',
    facts: { said: 'main.go:3: no' },
  });
});

it('a Go that is not to be had ends no run', async () => {
  const builds = openBuilds({ ...program, go: '1.19' }, setting(toolchain('stock'), toolchain('rto')));
  const failure = await builds.cold('stock', 0).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NotRun);
  expect(String(failure)).toBe('NotRun: nothing answers: url (address)');
});

it('the large program is pinned', () => {
  expect(largeProgram('1.24').about).toMatch(/^\S+\/nats-server\/v2 v2\.\d+\.\d+$/);
  expect(largeNeeds()).toMatch(/^1\.\d+$/);
});

describe('a waiting program', () => {
  const script = (text: string) => startWaiting('/bin/sh', ['-c', text], { PATH: process.env['PATH'] ?? '' });

  it('that sleeps takes less than one that is busy, which takes one processor at most', async () => {
    const shares: number[] = [];
    for (const rest of ['exec sleep 60', 'while :; do :; done']) {
      const program = await script(`echo ready; ${rest}`);
      expect(program.line).toBe('ready');
      shares.push(await idleShare(program.pid, 1));
      await program.end();
    }
    const [sleeping = Number.NaN, busy = Number.NaN] = shares;
    expect(sleeping).toBeGreaterThanOrEqual(0);
    expect(busy).toBeGreaterThan(sleeping);
    expect(busy).toBeLessThan(130);
  });

  it('that ends before it is ready says why', async () => {
    await expect(script('echo no port >&2; exit 3')).rejects.toMatchObject({
      code: 'RTO_BENCH_CHILD',
      facts: { why: 'it ended with 3', said: 'no port' },
    });
  });
});
