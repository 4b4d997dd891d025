// The ways to build and to run a program of call sites.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { buildObserved } from '../../support/program.ts';
import { run } from '../../support/rto.ts';
import { start } from '../programs.ts';
import { OBSERVED } from './operations.ts';

/** A program that was built: the words that start it. */
export type Command = readonly [program: string, ...args: string[]];

export interface Build {
  name: string;
  /** The first Go minor that can. */
  first: string;
  /** How often it runs each site, beside the usual: programs under qemu are slow. */
  slow?: boolean;
  /** Builds the module in a folder. */
  build: (minor: string, folder: string) => Promise<Command>;
}

const program =
  (flags: readonly string[], env: Record<string, string> = {}, runner: readonly string[] = []): Build['build'] =>
  async (minor, folder) => {
    const path = join(mkdtempSync(join(folder, 'build-')), 'sites.out');
    await buildObserved(minor, join(folder, 'sites'), path, { observe: OBSERVED, flags, env });
    const [first, ...more] = [...runner, path];
    return [first ?? path, ...more];
  };

/** PGO takes a profile of the program itself. */
const profiled: Build['build'] = async (minor, folder) => {
  const profile = join(folder, 'sites.pprof');
  const [path] = await program([])(minor, folder);
  const env = { HUB_TRUTH: join(folder, 'ignored'), HUB_ROUNDS: '20', HUB_PROFILE: profile };
  const result = await start(path, [], { env });
  if (result.status !== 0) throw new Error(result.stderr);
  return await program([`-pgo=${profile}`])(minor, folder);
};

/** A C program with the sites in a library. */
const shared: Build['build'] = async (minor, folder) => {
  const at = mkdtempSync(join(folder, 'shared-'));
  const library = join(at, 'libsites.so');
  const flags = ['-buildmode=c-shared'];
  await buildObserved(minor, join(folder, 'sites', 'shared'), library, { observe: OBSERVED, flags });
  const source = join(folder, 'sites', 'shared', 'use.c.txt');
  const compile = ['-x', 'c', source, '-x', 'none', library, `-Wl,-rpath,${at}`, '-lpthread', '-o', join(at, 'use')];
  const linked = await run('gcc', compile, { cwd: at });
  if (linked.status !== 0) throw new Error(linked.stderr);
  return [join(at, 'use')];
};

/** A program that opens the sites as a plugin. */
const asPlugin: Build['build'] = async (minor, folder) => {
  const at = mkdtempSync(join(folder, 'plugin-'));
  const [part, host] = [join(at, 'part.so'), join(at, 'host')];
  const flags = ['-buildmode=plugin'];
  await buildObserved(minor, join(folder, 'sites', 'part'), part, { observe: OBSERVED, flags });
  await buildObserved(minor, join(folder, 'sites', 'host'), host, { observe: OBSERVED });
  return [host, part];
};

/** The usual build, in which everything else is varied. */
export const USUAL: Build = { name: 'go build', first: '1.19', build: program([]) };

/** Builds of a short run. */
export const QUICK: readonly Build[] = [
  { name: "-gcflags=all='-N -l'", first: '1.19', build: program(['-gcflags=all=-N -l']) },
  { name: 'GOARCH=386', first: '1.19', build: program([], { GOARCH: '386', CGO_ENABLED: '0' }) },
];

/** Builds that compile the standard library anew, or need an emulator. */
export const ALL: readonly Build[] = [
  ...QUICK,
  { name: '-race', first: '1.19', build: program(['-race']) },
  { name: '-asan', first: '1.19', build: program(['-asan']) },
  { name: '-gcflags=all=-d=checkptr', first: '1.19', build: program(['-gcflags=all=-d=checkptr']) },
  { name: '-pgo', first: '1.21', build: profiled },
  { name: 'CGO_ENABLED=0', first: '1.19', build: program([], { CGO_ENABLED: '0' }) },
  {
    name: 'GOARCH=arm64',
    first: '1.19',
    slow: true,
    build: program([], { GOARCH: 'arm64', CGO_ENABLED: '0' }, ['qemu-aarch64']),
  },
  {
    name: 'GOARCH=arm',
    first: '1.19',
    slow: true,
    build: program([], { GOARCH: 'arm', CGO_ENABLED: '0' }, ['qemu-arm']),
  },
  { name: '-buildmode=pie', first: '1.19', build: program(['-buildmode=pie']) },
  { name: '-buildmode=c-shared', first: '1.19', build: shared },
  { name: '-buildmode=plugin', first: '1.19', build: asPlugin },
];

/** What is set for a run. */
export type Conditions = readonly [name: string, env: Record<string, string>];

export const CONDITIONS: readonly Conditions[] = [
  ['nothing else', {}],
  ['garbage collection beside', { HUB_BESIDE: 'gc' }],
  ['signals and a profile beside', { HUB_BESIDE: 'signals profile gc' }],
  ['GODEBUG=gcshrinkstackoff=1', { GODEBUG: 'gcshrinkstackoff=1', HUB_BESIDE: 'gc' }],
  ['GODEBUG=gccheckmark=1', { GODEBUG: 'gccheckmark=1', GOGC: '20' }],
  ['GODEBUG=efence=1', { GODEBUG: 'efence=1' }],
  ['GODEBUG=clobberfree=1', { GODEBUG: 'clobberfree=1', HUB_BESIDE: 'gc' }],
  ['GODEBUG=asyncpreemptoff=1', { GODEBUG: 'asyncpreemptoff=1', HUB_BESIDE: 'gc' }],
  ['GOGC=1', { GOGC: '1' }],
  ['GOMAXPROCS=1', { GOMAXPROCS: '1', HUB_BESIDE: 'signals' }],
  ['GOMAXPROCS=64', { GOMAXPROCS: '64', HUB_BESIDE: 'gc signals' }],
];
