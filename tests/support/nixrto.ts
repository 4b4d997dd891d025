// rto with real Nix in tests: a copy of the package whose lock is the tests' own, and machines that have their own /nix.
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS, STANDIN } from './nix.ts';
import { ROOT } from './paths.ts';
import { type Result, run } from './rto.ts';
import { shippedPaths } from './shipped.ts';
import { tempFolder } from './temp.ts';

export interface Machine {
  /** Runs rto, with Nix as the tests want it. */
  rto(words: readonly string[], options?: RunOptions): Promise<Result>;
  /** Runs any command there. */
  run(command: string, words: readonly string[], options?: RunOptions): Promise<Result>;
  /** RTO_HOME. */
  home: string;
  /** The package that `rto` is. */
  package: string;
}

interface RunOptions {
  env?: Record<string, string | undefined>;
  cwd?: string;
  input?: string;
  /** More lines of nix.conf. */
  settings?: readonly string[];
}

/** A copy of the package, so that a test may lock what it wants. */
export function copyPackage(): string {
  const folder = join(tempFolder('nix'), 'package');
  for (const name of ['package.json', ...shippedPaths()])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** This machine's Nix with an rto of the tests' own. */
export const thisMachine = (copy: string): Machine => machine(copy, []);

/** A machine with an empty Nix store of its own. `mount`: how /nix comes about, with $0 as an empty folder. */
export function otherMachine(copy: string, mount = 'mount --bind "$0" /nix'): Machine {
  const nix = join(tempFolder('nix'), 'nix');
  mkdirSync(nix);
  mkdirSync('/nix', { recursive: true });
  return machine(copy, ['unshare', '--mount', 'sh', '-euc', `${mount}; exec "$@"`, nix]);
}

function machine(copy: string, prefix: readonly string[]): Machine {
  const home = join(tempFolder('nix'), 'home');
  const start: Machine['run'] = (command, words, { env, settings = [], ...options } = {}) => {
    const [program = command, ...args] = [...prefix, command, ...words];
    return run(program, args, {
      ...options,
      env: {
        NIX_CONFIG: [...SETTINGS, ...settings].join('\n'),
        RTO_NIXPKGS: `path:${STANDIN}`,
        RTO_HOME: home,
        RTO_STORE: undefined,
        ...env,
      },
    });
  };
  return {
    home,
    package: copy,
    run: start,
    rto: (words, options) => start(process.execPath, [join(copy, 'dist/bin.js'), ...words], options),
  };
}
