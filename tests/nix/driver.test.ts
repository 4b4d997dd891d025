// rto with real Nix: the same commands, the same bits, and what one machine has reaches another without a build.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { removeTree } from '../../driver/store/files.ts';
import { pathInfo } from '../support/nix.ts';
import { copyPackage, otherMachine, thisMachine } from '../support/nixrto.ts';
import { SHARED } from '../support/paths.ts';
import { type Result, rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

interface Toolchain {
  name: string;
  base: string;
  nar: string;
  goroot: string;
}

// A toolchain is made twice in these, and others may be busy.
const SLOW = 600_000;

const copy = copyPackage();
const shared = { RTO_HOME: join(SHARED, 'data') };
let embedded: Toolchain;

beforeAll(async () => {
  embedded = JSON.parse(done(await rto(['install', '1.24', '--json'])).stdout);
});

function done(result: Result): Result {
  expect(result.status, result.stderr).toBe(0);
  return result;
}

describe('a toolchain that Nix builds', () => {
  const machine = thisMachine(copy);
  let built: Toolchain;
  beforeAll(async () => {
    built = JSON.parse(done(await machine.rto(['install', '1.24', '--store', 'nix', '--json'])).stdout);
  });

  it('has the bits and the name of the embedded store’s', async () => {
    expect([built.name, built.nar]).toEqual([embedded.name, embedded.nar]);
    expect(built.goroot).toBe(`/nix/store/${built.base}`);
    const { narHash, references } = await pathInfo(built.goroot);
    expect([narHash, references]).toEqual([embedded.nar, []]);
  });

  it('is what all commands use, also where nothing says --store', async () => {
    const go = join(built.goroot, 'bin/go');
    for (const store of [['--store', 'nix'], []]) {
      expect(done(await machine.rto(['which', '1.24', ...store])).stdout).toBe(`${go}\n`);
      const { stdout } = done(
        await machine.rto(['exec', ...store, '1.24', '--', 'sh', '-c', 'command -v go; go version']),
      );
      expect(stdout).toMatch(new RegExp(`^${go}\ngo version go1\\.24\\.\\d+ `));
      expect(done(await machine.rto(['env', ...store, '1.24', '--shell', 'bash'])).stdout).toContain(
        `export GOROOT='${built.goroot}'`,
      );
    }
    expect(done(await machine.rto(['list'])).stdout).toContain(built.goroot);
  });

  it('needs no Nix once it is known', async () => {
    const env = { PATH: '/nowhere', NIX_REMOTE: 'daemon' };
    expect(done(await machine.rto(['which', '1.24'], { env })).stdout).toContain(built.goroot);
  });

  it('has the shell of nix develop, in the folder where it was asked for', async () => {
    const cwd = join(tempFolder('nix'), "it's here");
    mkdirSync(cwd);
    // The go of the shell is the package around the tree.
    const input = 'go env GOROOT; pwd; echo "$GO_INSTRUMENT $IN_NIX_SHELL"; exit 7\n';
    const env = { SHELL: '/bin/bash' };
    const { status, stdout, stderr } = await machine.rto(['shell', '--store', 'nix', '1.24'], { cwd, input, env });
    expect(stdout, stderr).toBe(`${built.goroot}\n${cwd}\nreflect,unsafe,crypto impure\n`);
    expect(status).toBe(7);
  });

  it('is kept from Nix’s garbage collection by a link, until it is uninstalled', async () => {
    const roots = join(machine.home, 'nix/roots');
    expect(readdirSync(roots)).toEqual([embedded.name]);
    const { stdout } = done(await machine.run('nix-store', ['--gc', '--print-roots']));
    expect(stdout).toContain(join(roots, embedded.name));
  });

  it('is kept also where Nix had it before rto knew of it', async () => {
    const home = tempFolder('nix');
    const env = { RTO_HOME: home };
    done(await machine.rto(['lock', '1.24'], { env: { ...shared, RTO_STORE: 'embedded' } }));
    expect(done(await machine.rto(['install', '1.24'], { env })).stdout).toBe(`${built.goroot}\n`);
    const { stdout } = done(await machine.run('nix-store', ['--query', '--roots', built.goroot]));
    expect(stdout).toContain(join(home, 'nix/roots', embedded.name));
  });

  it('verifies: made again here and by Nix, the bits are those of the lock', { timeout: SLOW }, async () => {
    done(await machine.rto(['lock', '1.24']));
    const result = done(await machine.rto(['verify', '1.24', '--json']));
    const [proof] = JSON.parse(result.stdout);
    expect(proof).toMatchObject({
      name: embedded.name,
      equal: true,
      differences: [],
      path: `/nix/store/${embedded.base}`,
    });
    const hashes = proof.hashes.map(({ of, nar }: { of: string; nar: string }) => [of, nar]);
    expect(hashes).toEqual(['lock', 'installed', 'embedded', 'nix'].map((of) => [of, embedded.nar]));
  });
});

describe('a lock that is wrong', () => {
  it('is told from the toolchain by verify, with status 3', { timeout: SLOW }, async () => {
    const wrong = copyPackage();
    const machine = thisMachine(wrong);
    done(await machine.rto(['lock', '1.24'], { env: { ...shared, RTO_STORE: 'embedded' } }));
    const file = join(wrong, 'overlays/outputs/x86_64-linux.toml');
    const nar = `sha256-${Buffer.alloc(32, 7).toString('base64')}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(embedded.nar, nar));
    const { status, stdout } = await machine.rto(['verify', '1.24', '--store', 'embedded'], { env: shared });
    expect(stdout).toContain(`lock       ${nar}`);
    expect(stdout).toContain(`embedded   ${embedded.nar}`);
    expect(stdout).toContain('DIFFERENT');
    expect(status).toBe(3);
  });
});

describe('from the embedded store to another machine', () => {
  const builder = otherMachine(copy);
  const cache = tempFolder('nix');
  const keys = tempFolder('nix');
  let stored: string;

  beforeAll(async () => {
    done(await thisMachine(copy).rto(['lock', '1.24'], { env: { ...shared, RTO_STORE: 'embedded' } }));
  });

  it('enters Nix’s store without a build, under its content address', async () => {
    // No stand-in, no builder: there is nothing that could build.
    const env = { ...shared, RTO_NIXPKGS: 'path:/absent', GOPROXY: 'off' };
    stored = done(await builder.rto(['install', '1.24', '--store', 'nix', '--offline'], { env })).stdout.trim();
    expect(stored).toBe(`/nix/store/${embedded.base}`);
    done(await builder.run('nix-store', ['--verify-path', stored]));
    await removeTree(join(SHARED, 'data/nix'));
  });

  it('goes to a binary cache, signed', async () => {
    const [secret, open] = [join(keys, 'secret'), join(keys, 'public')];
    done(await builder.run('nix-store', ['--generate-binary-cache-key', 'test-1', secret, open]));
    const to = `file://${cache}?compression=zstd&secret-key=${secret}`;
    const features = ['--extra-experimental-features', 'nix-command'];
    done(await builder.run('nix', [...features, 'copy', '--to', to, stored]));
    const info = readFileSync(join(cache, `${embedded.base.slice(0, 32)}.narinfo`), 'utf8');
    expect(info).toContain(`StorePath: ${stored}`);
    expect(info).toMatch(/^Sig: test-1:/m);
    expect(info).toMatch(/^CA: fixed:r:sha256:/m);
  });

  it('comes from there to a machine that trusts nobody, with no word about a store and no build', async () => {
    const machine = otherMachine(copy);
    const settings = [`substituters = file://${cache}`, 'trusted-public-keys ='];
    const env = { RTO_NIXPKGS: 'path:/absent', GOPROXY: 'off' };
    const { stdout } = done(await machine.rto(['install', '1.24'], { env, settings }));
    expect(stdout).toBe(`${stored}\n`);
    const { stdout: version } = done(await machine.rto(['exec', '1.24', '--', 'go', 'version'], { env, settings }));
    expect(version).toMatch(/^go version go1\.24\./);
    done(await machine.rto(['uninstall', '1.24']));
    expect((await machine.run('test', ['-e', stored])).status).toBe(1);
    expect(done(await machine.rto(['list', '--json'])).stdout).toBe('[]\n');
  });

  it('is not taken from a cache that gives out other bits', async () => {
    const machine = otherMachine(copy);
    const bad = tempFolder('nix');
    cpSync(cache, bad, { recursive: true });
    const [nar = ''] = readdirSync(join(bad, 'nar'));
    const bytes = readFileSync(join(bad, 'nar', nar));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(bad, 'nar', nar), bytes);
    const settings = [`substituters = file://${bad}`];
    const { status, stderr } = await machine.rto(['install', '1.24', '--offline'], {
      settings,
      env: { RTO_CACHE: bad },
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining('RTO_SOURCE_OFFLINE')]);
  });

  it('on a disk that is full is said, and leaves nothing', async () => {
    const machine = otherMachine(copy, 'mount -t tmpfs -o size=40m none /nix');
    const { status, stderr } = await machine.rto(['install', '1.24', '--store', 'nix', '--offline'], { env: shared });
    expect(stderr).toContain('RTO_NIX_FULL');
    expect(status).toBe(1);
    const { stdout } = done(await machine.rto(['list', '--store', 'nix', '--json'], { env: shared }));
    expect(stdout).toBe('[]\n');
  });
});
