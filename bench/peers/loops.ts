// The same loops under rto and under its peers.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { NotRun } from '../core/notrun.ts';
import type { Pair, RowSpec, Setting, Subject } from '../core/subject.ts';
import { askBatch } from '../machine/child.ts';
import { idleShare, startWaiting } from '../whole/running.ts';
import { startProbes } from './uprobes.ts';
import { type PeerId, type Peers, VARIANTS } from './variants.ts';

export const GROUP = 'Peers';

/** Milliseconds of a batch. */
const BATCH = 20;

/** What subjects are measured with, once they are. */
export type PeersPlace = () => { peers: Peers; setting: Setting };

interface LoopOfPeers {
  id: string;
  about: string;
  loop: string;
  peers: readonly PeerId[];
  /** Symbols for probes; where they can be told. */
  probes?: readonly string[];
}

const BY_HAND = ['seed', 'callers', 'slog', 'race'] as const satisfies PeerId[];

const LOOPS: readonly LoopOfPeers[] = [
  {
    id: 'ValueOf',
    // No probe: the compiler inlines ValueOf, so there is no address to put one on.
    about: 'reflect.ValueOf(x).Kind() at one call site, seen before',
    loop: 'valueof',
    peers: BY_HAND,
  },
  {
    id: 'MethodByName and Call',
    about: 'a method looked up by name and called; seen before',
    loop: 'method-call',
    peers: BY_HAND,
    probes: ['reflect.Value.MethodByName', 'reflect.Value.Call'],
  },
  {
    id: 'sha256 64 B',
    about: 'sha256.Sum256 of 64 bytes, seen before',
    loop: 'sha256',
    peers: BY_HAND,
    probes: ['crypto/sha256.Sum256'],
  },
  {
    id: 'json',
    // Not by hand: what is written into one's own code does not reach calls inside encoding/json.
    about: 'json.Marshal and Unmarshal of a document of a kilobyte',
    loop: 'json',
    peers: ['seed', 'race'],
  },
];

const CONTROLS: readonly Pair[] = [
  ['stock2', 'stock'],
  ['on2', 'on'],
];

/** What each costs over stock Go, and how many times rto's. */
export const peerRows = (peers: readonly string[]): RowSpec[] => [
  { id: 'on/stock', kind: 'ratio', pair: ['on', 'stock'], controls: CONTROLS },
  ...peers.flatMap((id): RowSpec[] => [
    { id: `${id}/stock`, kind: 'ratio', pair: [id, 'stock'], controls: CONTROLS },
    { id: `${id}/on`, kind: 'times', pair: [id, 'on'], controls: CONTROLS },
  ]),
  ...['stock', 'on', ...peers].map((id): RowSpec => ({ id, kind: 'value', pair: [id, id] })),
];

export function loopSubjects(place: PeersPlace): Subject[] {
  return [
    ...LOOPS.map((loop) => subjectOf(loop, loop.peers, place)),
    ...LOOPS.flatMap((loop) => (loop.probes === undefined ? [] : [probedSubject(loop, loop.probes, place)])),
    idleSubject(place),
  ];
}

function subjectOf({ id, about, loop }: LoopOfPeers, peers: readonly PeerId[], place: PeersPlace): Subject {
  const variants = [VARIANTS.stock, VARIANTS.stock2, VARIANTS.on, VARIANTS.on2, ...peers.map((peer) => VARIANTS[peer])];
  return {
    id: `peers ${id}`,
    group: GROUP,
    about,
    unit: 'ns',
    rounds: { quick: 0, full: 21 },
    variants: variants.map(({ id, about }) => ({ id, about })),
    rows: peerRows(peers),
    async open() {
      const { setting } = place();
      checkGo(setting);
      if (peers.includes('race')) checkCompiler(setting);
    },
    async measure(variant) {
      const known = variants.find((one) => one.id === variant);
      if (known === undefined) throw new Error(`no variant ${variant}`);
      const child = await place().peers.child(known.id);
      const name = `${'prefix' in known ? known.prefix : ''}${loop}`;
      const { cpu, operations } = await askBatch(child, `time ${name} 0 ${BATCH}`);
      return cpu / operations;
    },
    close: async () => await place().peers.close(),
  };
}

function probedSubject(loop: LoopOfPeers, probes: readonly string[], place: PeersPlace): Subject {
  let running: Awaited<ReturnType<typeof startProbes>> | undefined;
  let measured = false;
  const subject = subjectOf({ ...loop, id: `uprobes ${loop.id}` }, ['uprobes'], place);
  return {
    ...subject,
    async measure(variant, round) {
      const value = await subject.measure(variant, round);
      measured = true;
      return value;
    },
    async open() {
      checkGo(place().setting);
      running = await startProbes(await place().peers.binary('probed'), probes);
    },
    async close() {
      const hits = await running?.end();
      running = undefined;
      await subject.close?.();
      if (measured && hits === 0)
        throw new Error(`the probes on ${probes.join(', ')} were never hit: what was measured is stock Go`);
    },
  };
}

function idleSubject(place: PeersPlace): Subject {
  const peers: readonly PeerId[] = ['stock', 'stock2', 'on', 'seed'];
  return {
    id: 'peers idle',
    group: GROUP,
    about: 'processor time of a program that has looked up methods and waits for input; 100 % is one processor',
    unit: '%',
    rounds: { quick: 0, full: 5 },
    warmups: 0,
    variants: peers.map((id) => ({ id, about: VARIANTS[id].about })),
    rows: [
      ...['on', 'seed'].map(
        (id): RowSpec => ({ id: `${id}-stock`, kind: 'added', pair: [id, 'stock'], controls: [['stock2', 'stock']] }),
      ),
      ...['stock', 'on', 'seed'].map((id): RowSpec => ({ id, kind: 'value', pair: [id, id] })),
    ],
    open: async () => checkGo(place().setting),
    async measure(variant) {
      const id = peers.find((peer) => peer === variant);
      if (id === undefined) throw new Error(`no variant ${variant}`);
      const { peers: open } = place();
      const program = await startWaiting(await open.binary(VARIANTS[id].binary), ['idle'], open.environment(id));
      try {
        return await idleShare(program.pid, 1);
      } finally {
        await program.end();
      }
    },
  };
}

/** Throws NotRun where the program of the peers cannot be built: log/slog is of Go 1.21. */
function checkGo({ toolchains: { rto } }: Setting): void {
  if (Number(rto.version.split('.')[1]) < 21) throw new NotRun(`log/slog needs Go 1.21, this is ${rto.version}`);
}

/** Throws NotRun where go build -race cannot work, for it needs a C compiler. */
function checkCompiler({ toolchains: { stock } }: Setting): void {
  const go = join(stock.goroot, 'bin', 'go');
  const said = spawnSync(go, ['env', 'CC'], { env: { ...stock.env }, encoding: 'utf8' });
  const [compiler = ''] = said.stdout.trim().split(' ');
  const { status, error } = spawnSync(compiler, ['--version'], { env: { ...stock.env } });
  if (status !== 0) throw new NotRun(`go build -race needs a C compiler; ${compiler}: ${error?.message ?? status}`);
}
