// The peers whose loops run in Go children: how each is built and what it runs.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../driver/process/command.ts';
import type { Setting, Variant } from '../core/subject.ts';
import { OBSERVED } from '../loops/configurations.ts';
import { PROGRAMS } from '../machine/build.ts';
import { type Child, startChild } from '../machine/child.ts';
import { canPin, pinned } from '../machine/pin.ts';
import { cleaned } from '../whole/running.ts';
import { writeOverlay } from './overlay.ts';

/** How a binary of bench/programs/peers comes about; `probed` is a copy of `stock`, so that probes on it meet no other. */
type Binary = 'stock' | 'rto' | 'seed' | 'race' | 'probed';

interface PeerVariant extends Variant {
  binary: Binary;
  /** Before the loop's name: the loop that observes itself. */
  prefix?: string;
}

export const VARIANTS = {
  stock: { id: 'stock', about: 'stock Go, nothing observed', binary: 'stock' },
  stock2: { id: 'stock2', about: 'the same, a second process', binary: 'stock' },
  on: { id: 'on', about: `rto, observing ${OBSERVED}, with a log`, binary: 'rto' },
  on2: { id: 'on2', about: 'the same, a second process', binary: 'rto' },
  seed: {
    id: 'seed',
    about:
      "the seed's logging path, imitated (bench/programs/seed), with a log; on one processor, where its waiting goroutine takes least",
    binary: 'seed',
  },
  race: { id: 'race', about: 'go build -race: finds data races, says nothing of what ran', binary: 'race' },
  callers: {
    id: 'callers',
    about: 'by hand: runtime.Callers and a map under a mutex around calls of own code; no log',
    binary: 'stock',
    prefix: 'callers-',
  },
  slog: {
    id: 'slog',
    about: 'by hand: a log/slog JSON line with its source to a file for each call of own code; no dedup',
    binary: 'stock',
    prefix: 'slog-',
  },
  uprobes: {
    id: 'uprobes',
    about: 'bpftrace: a probe of the kernel on each function, counting by caller',
    binary: 'probed',
  },
} as const satisfies Record<string, PeerVariant>;

export type PeerId = keyof typeof VARIANTS;

export interface Peers {
  binary(binary: Binary): Promise<string>;
  /** The child of a variant, started when first asked for. */
  child(id: PeerId): Promise<Child>;
  /** Variables of a process of this variant: a log of its own. */
  environment(id: PeerId): Record<string, string>;
  /** Ends the children; what is asked of one afterwards starts another. The seed's would else run beside what is measured next. */
  close(): Promise<void>;
}

export function openPeers(setting: Setting): Peers {
  const folder = join(setting.scratch, 'peers');
  const built = new Map<Binary, Promise<string>>();
  const started = new Map<PeerId, Promise<Child>>();
  const pin = canPin();
  let logs = 0;

  const binary: Peers['binary'] = (which) => {
    const found = built.get(which) ?? make(which, folder, setting, binary);
    built.set(which, found);
    return found;
  };
  const environment: Peers['environment'] = () => ({
    ...cleaned(process.env),
    INSTRUMENTATION_LOG_PATH: join(folder, `${++logs}.jsonl`),
  });
  return {
    binary,
    environment,
    child(id) {
      const start = async () =>
        startChild(pinned(setting.cpus.slice(0, 1), [await binary(VARIANTS[id].binary)], pin), {
          ...environment(id),
          GOMAXPROCS: '1',
        });
      const found = started.get(id) ?? start();
      started.set(id, found);
      return found;
    },
    async close() {
      const all = await Promise.allSettled(started.values());
      started.clear();
      await Promise.all(all.flatMap((child) => (child.status === 'fulfilled' ? [child.value.close()] : [])));
    },
  };
}

async function make(which: Binary, folder: string, setting: Setting, other: Peers['binary']): Promise<string> {
  const output = join(folder, which);
  mkdirSync(folder, { recursive: true });
  if (which === 'probed') {
    copyFileSync(await other('stock'), output);
    return output;
  }
  setting.progress(`build peers: ${which}`);
  const { stock, rto } = setting.toolchains;
  const toolchain = which === 'rto' ? rto : stock;
  const flags = {
    stock: [],
    rto: [],
    race: ['-race'],
    seed: ['-tags=seed', `-overlay=${which === 'seed' ? writeOverlay(stock.goroot, join(folder, 'overlay')) : ''}`],
  }[which];
  const env = { ...toolchain.env, GO_INSTRUMENT: which === 'rto' ? OBSERVED : 'none' };
  const go = join(toolchain.goroot, 'bin', 'go');
  await capture(go, ['build', ...flags, '-o', output, './peers'], { cwd: PROGRAMS, env });
  return output;
}
