// orchestrion, which rewrites packages under -toolexec, as a peer of the stand-in compiler: the time of a build, and a loop under an
// aspect that does about what rto does (bench/programs/orchestrion). Stock, rto and orchestrion build with the same Go.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RtoError } from '../../driver/errors.ts';
import { homes } from '../../driver/store/home.ts';
import { notRun } from '../core/notrun.ts';
import type { Pair, Setting, Subject, Toolchain, Variant } from '../core/subject.ts';
import { OBSERVED } from '../loops/configurations.ts';
import { PROGRAMS } from '../machine/build.ts';
import { askBatch, type Child, startChild } from '../machine/child.ts';
import { canPin, pinned } from '../machine/pin.ts';
import { fetchModules } from '../whole/builds.ts';
import { runTimed } from '../whole/gobuild.ts';
import { cleaned } from '../whole/running.ts';
import { GROUP, type PeersPlace, peerRows } from './loops.ts';

const FOLDER = join(PROGRAMS, 'orchestrion');
const MODULE = 'github.com/DataDog/orchestrion';

/** What go.mod of the program says: orchestrion's version, and the minor of the Go that builds it. */
export function orchestrionPin(gomod = readFileSync(join(FOLDER, 'go.mod'), 'utf8')): { version: string; go: string } {
  const version = new RegExp(`${MODULE} (v\\S+)`).exec(gomod)?.[1];
  const go = /^go (\d+\.\d+)/m.exec(gomod)?.[1];
  if (version === undefined || go === undefined) throw new Error(`${FOLDER}/go.mod pins no orchestrion or no Go`);
  return { version, go };
}

type Maker = 'stock' | 'rto' | 'orchestrion';

const ABOUT: Readonly<Record<Maker, string>> = {
  stock: 'stock Go',
  rto: `rto's Go, observing ${OBSERVED}`,
  orchestrion: 'orchestrion go build with one aspect of ours around reflect.ValueOf in modules, none of its own',
};

const CONTROLS: readonly Pair[] = [['stock2', 'stock']];

export function orchestrionSubjects(place: PeersPlace): Subject[] {
  const { version, go } = orchestrionPin();
  let shop: ReturnType<typeof openShop> | undefined;
  const open = () => {
    shop ??= openShop(place().setting);
    return shop;
  };
  const variants = (...makers: Maker[]): Variant[] => makers.map((id) => ({ id, about: ABOUT[id] }));
  const children = new Map<string, Child>();
  return [
    {
      id: 'peers orchestrion cold build',
      group: GROUP,
      about: `a program of a hundred packages, empty build cache, Go ${go}, orchestrion ${version}; by the clock`,
      unit: 's',
      rounds: { quick: 0, full: 5 },
      variants: [...variants('stock', 'rto', 'orchestrion'), { id: 'stock2', about: 'stock Go in the round before' }],
      rows: [
        ...(['rto', 'orchestrion'] as const).map(
          (id) => ({ id: `${id}/stock`, kind: 'ratio', pair: [id, 'stock'], controls: CONTROLS }) as const,
        ),
        { id: 'orchestrion/rto', kind: 'times', pair: ['orchestrion', 'rto'], controls: CONTROLS },
        ...(['stock', 'rto', 'orchestrion'] as const).map((id) => ({ id, kind: 'value', pair: [id, id] }) as const),
      ],
      open: async () => void (await open()),
      async measure(variant, round) {
        const { build } = await open();
        if (round < 0) return variant === 'stock' ? build('stock', round) : 0;
        return variant === 'stock2' ? build('stock', round - 1) : build(variant as Maker, round);
      },
    },
    {
      id: 'peers orchestrion ValueOf',
      group: GROUP,
      about: `reflect.ValueOf(x).Kind() at one call site, seen before; Go ${go}`,
      unit: 'ns',
      rounds: { quick: 0, full: 21 },
      variants: [
        ...variants('stock'),
        { id: 'stock2', about: 'the same, a second process' },
        { id: 'on', about: `${ABOUT.rto}, with a log` },
        { id: 'on2', about: 'the same, a second process' },
        { id: 'orchestrion', about: 'calls wrapped by orchestrion: runtime.Callers and a sync.Map; no log' },
      ],
      rows: peerRows(['orchestrion']),
      async open() {
        const { binary, folder } = await open();
        for (const id of ['stock', 'stock2', 'on', 'on2', 'orchestrion']) {
          const maker = id.startsWith('on') ? 'rto' : id.startsWith('stock') ? 'stock' : 'orchestrion';
          const env = {
            ...cleaned(process.env),
            GOMAXPROCS: '1',
            INSTRUMENTATION_LOG_PATH: join(folder, `${id}.jsonl`),
          };
          const command = pinned(place().setting.cpus.slice(0, 1), [await binary(maker)], canPin());
          children.set(id, startChild(command, env));
        }
      },
      async measure(variant) {
        const child = children.get(variant);
        if (child === undefined) throw new Error(`no child for ${variant}`);
        const { cpu, operations } = await askBatch(child, 'time valueof 0 20');
        return cpu / operations;
      },
      async close() {
        await Promise.all([...children.values()].map((child) => child.close()));
        children.clear();
      },
    },
  ];
}

/** Everything that builds: both toolchains and orchestrion, each build made once a round. */
async function openShop(setting: Setting) {
  const { version, go } = orchestrionPin();
  const folder = join(setting.scratch, 'orchestrion');
  mkdirSync(folder, { recursive: true });
  const { stock, rto } = await toolchainsOf(go, setting);
  const tool = await installed(version, stock, setting);
  const made = new Map<string, Promise<number>>();
  const once = async (maker: Maker): Promise<number> => {
    setting.progress(`cold build by ${maker}`);
    const toolchain = maker === 'rto' ? rto : stock;
    const cache = join(folder, 'cache');
    rmSync(cache, { recursive: true, force: true });
    const goCommand = [join(toolchain.goroot, 'bin', 'go'), 'build', '-o', join(folder, maker), '.'];
    const [command = '', ...args] = maker === 'orchestrion' ? [tool, 'go', ...goCommand.slice(1)] : goCommand;
    const observe = maker === 'rto' ? OBSERVED : 'none';
    const env = { ...toolchain.env, CGO_ENABLED: '0', GOCACHE: cache, GO_INSTRUMENT: observe };
    return (await runTimed(command, args, { cwd: FOLDER, env })).wall;
  };
  const build = (maker: Maker, round: number): Promise<number> => {
    const key = `${maker} ${round}`;
    const found = made.get(key) ?? once(maker);
    made.set(key, found);
    return found;
  };
  return {
    folder,
    build,
    async binary(maker: Maker): Promise<string> {
      if (!existsSync(join(folder, maker))) await once(maker);
      return join(folder, maker);
    },
  };
}

/** Throws NotRun where they or the program's modules are not to be had. */
async function toolchainsOf(go: string, { toolchains }: Setting) {
  try {
    const pair = await toolchains.pair(go);
    await fetchModules(pair.stock, FOLDER);
    return pair;
  } catch (error) {
    throw error instanceof RtoError ? notRun(error) : error;
  }
}

/** orchestrion itself, installed once into rto's cache folder. Throws NotRun with what go install said. */
async function installed(version: string, go: Toolchain, { progress }: Setting): Promise<string> {
  const folder = join(homes(process.env).cache, 'bench', `orchestrion-${version}-go${go.version}`);
  const tool = join(folder, 'orchestrion');
  if (existsSync(tool)) return tool;
  progress(`go install ${MODULE}@${version}: a minute or more`);
  mkdirSync(dirname(folder), { recursive: true });
  const staging = mkdtempSync(`${folder}.`);
  const command = ['install', `${MODULE}@${version}`];
  try {
    const env = { ...go.env, GOBIN: staging, GO_INSTRUMENT: 'none' };
    await runTimed(join(go.goroot, 'bin', 'go'), command, { cwd: staging, env });
    renameSync(staging, folder);
    return tool;
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error instanceof RtoError ? notRun(error) : error;
  }
}
