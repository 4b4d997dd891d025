// Real Nix in tests: its own settings, the stand-in for nixpkgs, and copies of the flake that a test may change.
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { moduleSettings } from '../../driver/source/modulesettings.ts';
import { ROOT, SHARED } from './paths.ts';
import { type Result, type RtoOptions, run } from './rto.ts';
import { tempFolder } from './temp.ts';

/** Go platforms under Nix's names. */
export const SYSTEMS = {
  'x86_64-linux': 'linux-amd64',
  'aarch64-linux': 'linux-arm64',
  'x86_64-darwin': 'darwin-amd64',
  'aarch64-darwin': 'darwin-arm64',
} as const;

/** A flake of the host's own programs under nixpkgs' names. */
export const STANDIN = join(ROOT, 'tests', 'nix', 'standin');

/** A folder with another Nix installed (tests/nix/in-root.sh says what it must hold); without it, the Nix on PATH is meant. */
const OTHER_ROOT = process.env['RTO_TEST_NIX_ROOT'];

// Nothing of the tester's: no binary cache, no registry, no sandbox (the stand-in's programs lie outside the store).
export const SETTINGS = [
  'sandbox = false',
  'build-users-group =',
  'substituters =',
  'flake-registry =',
  'warn-dirty = false',
  // Nix 2.8 calls an attribute missing where another process has the evaluation cache open.
  'eval-cache = false',
  'allow-import-from-derivation = false',
];

export interface NixOptions extends RtoOptions {
  /** Experimental features; by default those that docs/nix.md asks for. */
  features?: string;
  /** More lines of nix.conf. */
  settings?: readonly string[];
}

/** Runs a program of Nix to its end: nix, nix-store, nix-instantiate. */
export async function nixProgram(program: string, args: readonly string[], options: NixOptions = {}): Promise<Result> {
  const { features = 'nix-command flakes', settings = [] } = options;
  const env = {
    NIX_CONFIG: [`experimental-features = ${features}`, ...SETTINGS, ...settings].join('\n'),
    XDG_CACHE_HOME: join(SHARED, 'nix-cache'),
    GOPROXY: await proxies(),
    ...options.env,
  };
  const inRoot = join(ROOT, 'tests', 'nix', 'in-root.sh');
  return OTHER_ROOT === undefined
    ? run(program, args, { ...options, env })
    : run(inRoot, [OTHER_ROOT, ROOT, options.cwd ?? ROOT, program, ...args], { ...options, env });
}

/** `nix COMMAND ARGS` on flakes, with the stand-in in nixpkgs' place. A command may have two words: "flake check". */
export const nix = (command: string, args: readonly string[], options: NixOptions = {}): Promise<Result> => {
  const standin = ['--override-input', 'nixpkgs', `path:${STANDIN}`, '--no-write-lock-file'];
  return nixProgram('nix', [...command.split(' '), ...standin, ...args], options);
};

/** The same, throwing where it fails; what it printed, read as JSON. */
export async function nixJson<T>(command: string, args: readonly string[], options: NixOptions = {}): Promise<T> {
  const result = await nix(command, [...args, '--json'], options);
  if (result.status !== 0)
    throw new Error(`nix ${command} ${args.join(' ')} ended with ${result.status}:\n${result.stderr}`);
  return JSON.parse(result.stdout);
}

/** Builds an installable without a result link; its store path. */
export async function nixBuild(args: readonly string[], options: NixOptions = {}): Promise<string> {
  const [built] = await nixJson<{ outputs: { out: string } }[]>('build', ['--no-link', ...args], options);
  if (built === undefined) throw new Error(`nix build ${args.join(' ')} built nothing`);
  return built.outputs.out;
}

export interface PathInfo {
  narHash: string;
  references: string[];
}

/** What Nix knows of a store path. 2.8 answers with a list, later ones with an object by path. */
export async function pathInfo(path: string): Promise<PathInfo> {
  const result = await nixProgram('nix', ['path-info', '--json', path]);
  if (result.status !== 0) throw new Error(result.stderr);
  const said: PathInfo[] | Record<string, PathInfo> = JSON.parse(result.stdout);
  const info = Array.isArray(said) ? said[0] : said[path];
  if (info === undefined) throw new Error(`nix path-info knows nothing of ${path}`);
  return info;
}

const FLAKE = [
  ...['flake.nix', 'flake.lock', 'overlays', 'wrappers', 'templates', 'tests/nix', 'tests/fixtures'],
  ...[
    'default.nix',
    'shell.nix',
    'driver',
    'package.json',
    'package-lock.json',
    '.npmrc',
    'tsconfig.json',
    'tsconfig.build.json',
    'LICENSE',
  ],
];
const LEFT_OUT = new Set(['node_modules', 'testdata']);

/** A copy of the flake, for `path:`: neither git nor what is not part of it plays a role. */
export function copyFlake(): string {
  const folder = tempFolder('nix');
  for (const name of FLAKE)
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  rmSync(join(folder, 'overlays', 'outputs'), { recursive: true, force: true }); // a test locks what it needs
  return folder;
}

/** Locks one output in a copy of the flake. */
export function writeLock(
  flake: string,
  lock: { version: string; recipe: string; nar: string },
  system = 'x86_64-linux',
) {
  const { version, recipe, nar } = lock;
  mkdirSync(join(flake, 'overlays', 'outputs'), { recursive: true });
  const text = `["${version}"]\nrecipe = "${recipe}"\nnar = "${nar}"\n`;
  writeFileSync(join(flake, 'overlays', 'outputs', `${system}.toml`), text);
}

/** A folder with one module zip as a proxy; its URL. */
export function fileProxy(version: string, zip: Buffer): string {
  const folder = tempFolder('nix');
  const modules = join(folder, 'golang.org', 'toolchain', '@v');
  mkdirSync(modules, { recursive: true });
  writeFileSync(join(modules, `${version}.zip`), zip);
  return `file://${folder}`;
}

let asked: Promise<string> | undefined;

/** The tester's GOPROXY, behind the downloads that rto's own tests left. */
function proxies(): Promise<string> {
  asked ??= moduleSettings(process.env).then(({ GOPROXY }) => `file://${sharedProxy()},${GOPROXY}`);
  return asked;
}

/** The shared cache of downloads as a module proxy of plain files. */
function sharedProxy(): string {
  const proxy = join(SHARED, 'nix-proxy');
  const modules = join(proxy, 'golang.org', 'toolchain', '@v');
  mkdirSync(join(modules, '..'), { recursive: true });
  try {
    symlinkSync(join(SHARED, 'cache', 'download'), modules);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // of an earlier run, or another test file's
  }
  return proxy;
}
