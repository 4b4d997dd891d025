// The toolchains that are compared: rto's, made by the real `rto install`, and the same release untouched.
import { join } from 'node:path';
import { goEnvironment } from '../../driver/observe/environment.ts';
import { capture } from '../../driver/process/command.ts';
import { homes } from '../../driver/store/home.ts';
import type { StoredToolchain } from '../../driver/store/store.ts';
import type { Toolchain, Toolchains } from '../core/subject.ts';
import { stockGoroot } from './stock.ts';

export interface ToolchainOptions {
  /** The folder of the rto to use: the repository, or a copy of it with other wrappers. */
  root: string;
  /** Set for that rto, such as a store of its own. */
  home?: string;
  env?: NodeJS.ProcessEnv;
  progress: (text: string) => void;
}

/** `request` is what `rto install` takes. Throws what rto said. */
export async function openToolchains(request: string, options: ToolchainOptions): Promise<Toolchains> {
  const pair = (asked: string) => makePair(asked, options);
  return { ...(await pair(request)), pair };
}

async function makePair(request: string, { root, home, env = process.env, progress }: ToolchainOptions) {
  progress(`toolchains of Go ${request}`);
  const own = { ...env, ...(home !== undefined && { RTO_HOME: home }) };
  const said = await capture(process.execPath, [join(root, 'dist', 'bin.js'), 'install', '--json', request], {
    cwd: root,
    env: own,
  });
  const made: StoredToolchain = JSON.parse(said);
  const stock = await stockGoroot(made.version, homes(env).cache);
  return {
    rto: toolchain(made.name, made.version, made.goroot, env),
    stock: toolchain('stock', made.version, stock, env),
  };
}

function toolchain(name: string, version: string, goroot: string, env: NodeJS.ProcessEnv): Toolchain {
  return { name, version, goroot, env: cleanEnvironment(goroot, env) };
}

// What the user set for Go's network and caches stays; what changes a bit of a program does not.
const CHANGES =
  /^(GO_INSTRUMENT.*|INSTRUMENTATION_.*|GODEBUG|GOFLAGS|GOGC|GOMEMLIMIT|GOMAXPROCS|GOAMD64|GOARM64|GOARCH|GOOS|GOEXPERIMENT|GOFIPS140|GOWORK|CGO_.*)$/;

function cleanEnvironment(goroot: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries({ ...env, ...goEnvironment(goroot, env) }).flatMap(([name, value]) =>
    value === undefined || CHANGES.test(name) ? [] : [[name, value] as const],
  );
  // Set, because `go env -w` counts where a variable is not.
  return { ...Object.fromEntries(kept), GOFLAGS: '-trimpath', GOWORK: 'off' };
}
