// A whole rto in a temp folder, as npm would install it, with a catalog, a store and fake toolchains of its own. No network.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolchainName } from '../../driver/about.ts';
import { packageRoot } from '../../driver/package.ts';
import { openEmbeddedStore } from '../../driver/store/embedded.ts';
import type { StoredToolchain } from '../../driver/store/store.ts';
import { recipeDigest, wrappersDigest } from '../../driver/toolchain/recipe.ts';
import { openCatalog } from '../../driver/version/catalog.ts';
import { parseGoVersion } from '../../driver/version/goversion.ts';
import { hostPlatform, PLATFORMS } from '../../driver/version/platform.ts';
import { shippedPaths } from '../support/shipped.ts';
import { tempFolder } from '../support/temp.ts';

export interface World {
  /** Of everything below. */
  top: string;
  /** Holds `rto`, for PATH. */
  bin: string;
  /** What rto is run in. */
  cwd: string;
  env: Record<string, string>;
  /** Puts a toolchain into the store whose go prints what it is given and where it is. */
  install(version: string, go?: string): Promise<StoredToolchain>;
  run(line: string, options?: { env?: Record<string, string>; cwd?: string }): Ran;
}

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

const RELEASES = {
  '1.22': ['1.22.0', '1.22.12'],
  '1.23': ['1.23.4', '1.23.11', '1.23.12'],
  '1.24': ['1.24rc1', '1.24.0', '1.24.9'],
};

/** What go does in a fake toolchain. `go exit N` exits with N; what it builds into a folder is the file `program` here, and
 * where there is a file `broken`, that is what it says. */
const GO = `#!/bin/sh
case $1 in
  exit) exit "$2" ;;
  version) echo "go version go@VERSION@ fake" ;;
  env) test "$2" != -json || { echo '{}'; exit; }; echo "go@VERSION@ $*" ;;
  build) test ! -f broken || { cat broken; exit 1; }; echo "go@VERSION@ $*" ;;
  *) echo "go@VERSION@ $*" ;;
esac
for word; do test "$last" = -o && out=$word; last=$word; done
case $1$out in build*/) test ! -f program || { cp program "\${out}app" && chmod +x "\${out}app"; } ;; esac
`;

/** What its compiler answers, and that it knows no word "crypt". */
const COMPILER = `#!/bin/sh
case $GO_INSTRUMENT in
  *crypt) echo 'rto compile: GO_INSTRUMENT: "crypt" is neither a group nor a function: did you mean crypto?' >&2; exit 2 ;;
esac
echo "compile version go@VERSION@ rto=fake:"
`;

/** Removed like any temp folder. Its rto is what tests/build.ts compiled. */
export function createWorld(): World {
  const top = tempFolder('world');
  const root = join(top, 'package');
  const [bin, cwd, data, home] = ['bin', 'project', 'data', 'home'].map((name) => join(top, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const folder of [root, bin, cwd, home]) mkdirSync(folder);
  for (const path of ['package.json', ...shippedPaths()])
    if (!['wrappers', 'overlays'].includes(path))
      cpSync(join(packageRoot(), path), join(root, path), { recursive: true });
  symlinkSync(join(packageRoot(), 'node_modules'), join(root, 'node_modules'));
  write(join(root, 'wrappers', 'go.mod'), 'module rto\n');
  for (const path of ['wrappers/operations', 'wrappers/install/environment.json'])
    cpSync(join(packageRoot(), path), join(root, path), { recursive: true });
  cpSync(join(packageRoot(), 'overlays'), join(root, 'overlays'), {
    recursive: true,
    filter: (path) => !/\.toml$/.test(path),
  });
  mkdirSync(join(root, 'overlays/outputs'), { recursive: true });
  for (const [series, names] of Object.entries(RELEASES))
    write(join(root, `overlays/catalog/go${series}.toml`), toml(series, names));
  write(join(bin, 'rto'), `#!/bin/sh\nexec '${process.execPath}' '${root}/dist/bin.js' "$@"\n`, 0o755);
  const env = {
    HOME: home,
    PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`,
    RTO_HOME: data,
    RTO_CACHE: join(top, 'cache'),
    // Whatever Nix has on this machine; the transcript of Nix says otherwise, and brings a Nix of its own.
    RTO_STORE: 'embedded',
    GOPROXY: 'off',
    GOSUMDB: 'off',
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm',
  };
  return {
    ...{ top, bin, cwd, env },
    install: (version, go = GO) => install(root, data, version, go.replaceAll('@VERSION@', version)),
    run(line, options = {}) {
      const ran = spawnSync('sh', ['-c', line], {
        env: { ...env, ...options.env },
        cwd: options.cwd ?? cwd,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
    },
  };
}

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}

/** Every release pinned for every system, so that a test reads the same on all of them. */
function toml(series: string, names: readonly string[]): string {
  const pin = (text: string) => `${Buffer.from(text.padEnd(32, '.')).subarray(0, 32).toString('base64')}`;
  const lines = ['[base]', `family = "${series}"`, 'runtime = ["common"]'];
  for (const name of names) {
    for (const platform of PLATFORMS) {
      const id = `${name} ${platform}`;
      lines.push('', `[patches."${name}".${platform}]`, `h1 = "h1:${pin(id)}"`, `nar = "sha256-${pin(id)}"`);
    }
  }
  return `${lines.join('\n')}\n`;
}

async function install(root: string, data: string, version: string, go: string): Promise<StoredToolchain> {
  const platform = hostPlatform();
  const series = parseGoVersion(version)?.series ?? '';
  const patch = openCatalog(join(root, 'overlays/catalog'))
    .family(series)
    ?.patches.find((it) => it.version.name === version);
  const nar = patch?.sources[platform]?.nar;
  if (patch === undefined || nar === undefined) throw new Error(`the test's catalog has no ${version}`);
  const recipe = recipeDigest(nar, wrappersDigest(join(root, 'wrappers')), patch.family);
  return openEmbeddedStore(data).add(
    { name: toolchainName(version, recipe), version, platform, recipe },
    async (staging) => {
      write(join(staging, 'bin', 'go'), go, 0o755);
      write(join(staging, 'pkg/tool/fake/compile'), COMPILER.replaceAll('@VERSION@', version), 0o755);
      write(join(staging, 'pkg/tool/fake/compile.stock'), '');
      write(join(staging, 'VERSION'), `go${version}\n`);
      return { source: { h1: undefined, nar, origin: 'a test' } };
    },
  );
}
