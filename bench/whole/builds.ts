// The builds of one program, each made once and asked by several subjects: the clock's time, the processor's and what it
// compiled come from the same builds.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RtoError } from '../../driver/errors.ts';
import { notRun } from '../core/notrun.ts';
import type { Setting, Toolchain } from '../core/subject.ts';
import { OBSERVED } from '../loops/configurations.ts';
import { type Built, type GoBuild, goBuild, runTimed } from './gobuild.ts';
import type { WholeProgram } from './program.ts';

/** What builds: the two that are compared. */
export type Maker = 'stock' | 'rto';

/** What builds with another selection leave out, some of it. */
const LEFT_OUT = ['New', 'NewAt', 'MakeFunc', 'MakeMap', 'MakeSlice', 'MakeChan'];

/** What the subjects of a program are made with, once they are measured. */
export type Place = () => { builds: Builds; setting: Setting };

export interface Builds {
  /** A build with an empty cache, made where it was not yet made. Rounds count from 0; -1 warms up. */
  cold(maker: Maker, round: number): Promise<Built>;
  /** A build after an edit of package main, with everything else in the cache. */
  warm(maker: Maker, edit: number): Promise<Built>;
  /** A build of rto's that observes another choice of reflect's functions for each count, the builds before in its cache. */
  anotherSelection(count: number): Promise<Built>;
  /** The binary, built where it was not yet built. */
  binary(maker: Maker): Promise<string>;
  toolchain(maker: Maker): Promise<Toolchain>;
  /** Forgets all builds, so that cold ones are made anew. */
  forget(): void;
  /** Removes the caches; binaries stay. */
  removeCaches(): void;
}

export function openBuilds(program: WholeProgram, setting: Setting): Builds {
  const folder = join(setting.scratch, 'whole', program.id.replaceAll(/[^\w.]+/g, '-'));
  const made = new Map<string, Promise<Built>>();
  const filled = new Set<Maker>();
  let pair: ReturnType<Setting['toolchains']['pair']> | undefined;

  const toolchainOf = async (maker: Maker): Promise<Toolchain> => {
    pair ??= pairOf(program, setting).then((both) => {
      mkdirSync(folder, { recursive: true });
      // Both are in memory when the first build begins: what reads a disk would be measured as the first's cost.
      for (const { goroot } of [both.stock, both.rto]) readAll(goroot);
      return both;
    });
    return (await pair)[maker];
  };
  const cacheOf = (maker: Maker): string => join(folder, `${maker}-cache`);
  const outputOf = (maker: Maker): string => join(folder, maker);
  const orderOf = async (maker: Maker): Promise<GoBuild> => {
    const toolchain = await toolchainOf(maker);
    return {
      toolchain,
      observe: maker === 'rto' ? OBSERVED : 'none',
      folder: program.folder(toolchain),
      package: program.package,
      output: outputOf(maker),
      cache: cacheOf(maker),
    };
  };
  const build = async (maker: Maker): Promise<Built> => {
    const order = await orderOf(maker);
    setting.progress(`${program.id}: cold build, ${maker}`);
    rmSync(order.cache, { recursive: true, force: true });
    const built = await goBuild(order);
    filled.add(maker);
    return built;
  };
  const fill = async (maker: Maker): Promise<void> => {
    if (!filled.has(maker)) await build(maker);
  };
  return {
    cold(maker, round) {
      const key = `${maker} ${round}`;
      const found = made.get(key) ?? build(maker);
      made.set(key, found);
      return found;
    },
    async warm(maker, edit) {
      await fill(maker);
      const order = await orderOf(maker);
      setting.progress(`${program.id}: build after an edit, ${maker}`);
      const overlay = writeEdit(program.main(order.toolchain), join(folder, `${maker}-edit`), edit);
      return goBuild({ ...order, output: `${order.output}-edited`, overlay });
    },
    async anotherSelection(count) {
      await fill('rto');
      const order = await orderOf('rto');
      setting.progress(`${program.id}: build with another selection`);
      // One bit a function: each count another selection.
      const left = LEFT_OUT.filter((_, bit) => ((count + 1) >> bit) & 1);
      const observe = [OBSERVED, ...left.map((name) => `-reflect.${name}`)].join();
      return goBuild({ ...order, output: `${order.output}-another`, observe });
    },
    async binary(maker) {
      await fill(maker);
      return outputOf(maker);
    },
    toolchain: toolchainOf,
    forget: () => made.clear(),
    removeCaches() {
      for (const maker of ['stock', 'rto'] as const) rmSync(cacheOf(maker), { recursive: true, force: true });
    },
  };
}

/** Throws NotRun where a toolchain or a module is not to be had: a run of an hour goes on without this program. */
async function pairOf(program: WholeProgram, { toolchains }: Setting) {
  const { stock, rto } = toolchains;
  try {
    const pair = stock.version.startsWith(`${program.go}.`) ? { stock, rto } : await toolchains.pair(program.go);
    if (program.modules) await fetchModules(pair.stock, program.folder(pair.stock));
    return pair;
  } catch (error) {
    if (error instanceof RtoError) throw notRun(error);
    throw error;
  }
}

/** Brings the modules of a main package, so that no build is timed that waits for them. Throws RTO_COMMAND. */
export const fetchModules = async (go: Toolchain, folder: string): Promise<unknown> =>
  runTimed(join(go.goroot, 'bin', 'go'), ['list', '-deps', '.'], { cwd: folder, env: go.env });

/** An edit that compiles to other code, yet does nothing: the file that -overlay takes. */
export function writeEdit(main: string, folder: string, edit: number): string {
  mkdirSync(folder, { recursive: true });
  const edited = join(folder, 'main.go');
  writeFileSync(edited, `${readFileSync(main, 'utf8')}\nvar benchEdit = "edit ${edit}"\n`);
  const overlay = join(folder, 'overlay.json');
  writeFileSync(overlay, JSON.stringify({ Replace: { [main]: edited } }));
  return overlay;
}

/** Reads what a build reads of a toolchain. */
function readAll(goroot: string): void {
  for (const part of ['bin', 'pkg', 'src']) {
    for (const entry of readdirSync(join(goroot, part), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) readFileSync(join(entry.parentPath, entry.name));
  }
}

/** Bytes of a file. */
export const sizeOf = (path: string): number => statSync(path).size;
