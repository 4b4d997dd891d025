// Every Go minor by Nix: the bits, the store path and the repeated build of its newest patch.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskNode, hashNar, toSri } from '../../driver/nar.ts';
import { openCatalog } from '../../driver/version/catalog.ts';
import { copyFlake, nix, nixBuild, nixJson, nixProgram, pathInfo, writeLock } from '../support/nix.ts';
import { ROOT } from '../support/paths.ts';
import { rto, run } from '../support/rto.ts';
import { stockGoroot } from '../support/stock.ts';
import { tempFolder } from '../support/temp.ts';
import { MINORS } from './minors.ts';

interface Installed {
  base: string;
  nar: string;
  recipe: string;
  version: string;
}

const LOADER = '/lib64/ld-linux-x86-64.so.2';

async function install(minor: string): Promise<Installed> {
  const installed = await rto(['install', '--json', minor]);
  expect(installed.status, installed.stderr).toBe(0);
  return JSON.parse(installed.stdout);
}

const attribute = (minor: string): string => `go_${minor.replace('.', '_')}`;

describe.each(MINORS)('Go %s', (minor) => {
  it('comes out of Nix as out of rto, at the path that its contents give', async () => {
    const embedded = await install(minor);
    const flake = copyFlake();
    writeLock(flake, embedded);
    const installable = `path:${flake}#${attribute(minor)}.unwrapped`;
    const known = await nixProgram('nix', ['path-info', `/nix/store/${embedded.base}`]);
    // Nix refuses an output with other bits than the lock says. What was built before is built again.
    const path = await nixBuild([installable, ...(known.status === 0 ? ['--rebuild'] : [])]);
    expect(path).toBe(`/nix/store/${embedded.base}`);
    expect(await pathInfo(path)).toMatchObject({ narHash: embedded.nar, references: [] });
    const verified = await nixProgram('nix-store', ['--verify-path', path]);
    expect(verified.status, verified.stderr).toBe(0);
  });
});

// Stock 1.19 and 1.20 are linked to glibc: where its loader is not at the usual place, they do not start by themselves.
const linked = MINORS.filter((minor) => openCatalog().family(minor)?.base['static'] !== undefined).slice(0, 1);
describe.runIf(linked.length > 0)('a stock go that cannot start', () => {
  it('is started through the loader it is given, and makes the same bits', async () => {
    const [minor = ''] = linked;
    const embedded = await install(minor);
    const folder = tempFolder('nix');
    const stock = join(folder, 'stock');
    cpSync(await stockGoroot(embedded.version), stock, { recursive: true });
    const go = readFileSync(join(stock, 'bin/go'), 'latin1');
    expect(go).toContain(LOADER);
    writeFileSync(join(stock, 'bin/go'), go.replace(LOADER, LOADER.replace('ld-', 'no-')), 'latin1');
    expect((await run(join(stock, 'bin/go'), ['version']).catch((error) => error)).code).toBe('ENOENT');

    const out = join(folder, 'out');
    const told = `path:${copyFlake()}#${attribute(minor)}.unwrapped`;
    const [about, settings] = [
      await nixJson<string>('eval', [`${told}.about`]),
      await nixJson<string>('eval', [`${told}.settings`]),
    ];
    const variables = {
      PATH: process.env['PATH'],
      out,
      stock,
      about,
      settings,
      wrappers: join(ROOT, 'wrappers'),
      loader: LOADER,
    };
    const args = ['-i', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)];
    const built = await run('env', [...args, 'bash', join(ROOT, 'overlays/builders/install.sh')], { cwd: folder });
    expect(built.status, built.stderr).toBe(0);
    expect(toSri(hashNar(diskNode(out)).digest)).toBe(embedded.nar);
  });
});

describe('without a lock', () => {
  const minor = MINORS.at(-1) ?? '';
  const flake = copyFlake();

  it('an ordinary derivation has the same bits, twice', async () => {
    const embedded = await install(minor);
    const path = await nixBuild([`path:${flake}#${attribute(minor)}.unwrapped`]);
    expect(path).not.toBe(`/nix/store/${embedded.base}`);
    expect((await pathInfo(path)).narHash).toBe(embedded.nar);
    await nixBuild([`path:${flake}#${attribute(minor)}.unwrapped`, '--rebuild'], {
      env: { GOAMD64: 'v3', GOFLAGS: '-race' },
    });
  });

  it('a floating one lies where the locked one does, and shells are made around it', async () => {
    const embedded = await install(minor);
    const features = 'nix-command flakes ca-derivations';
    const go = `lib.mkGo { version = "${minor}"; contentAddressed = true; }`;
    const shell = [
      '--impure',
      '--expr',
      `let lib = (import ${flake}/overlays/rto.nix { pkgs = import ${flake}/tests/nix/standin { system = builtins.currentSystem; }; }); in lib.mkShell { go = ${go}; }`,
    ];
    const said = await nixProgram('nix', ['develop', ...shell, '--command', 'sh', '-c', 'go env GOROOT; go version'], {
      features,
    });
    expect(said.status, said.stderr).toBe(0);
    expect(said.stdout).toBe(`/nix/store/${embedded.base}\ngo version go${embedded.version} linux/amd64\n`);
  });

  it('a lock with other bits than the recipe gives is refused', async () => {
    const embedded = await install(minor);
    const nar = `sha256-${Buffer.alloc(32, 9).toString('base64')}`;
    writeLock(flake, { ...embedded, nar });
    const built = await nix('build', ['--no-link', `path:${flake}#${attribute(minor)}.unwrapped`]);
    expect(built.status).not.toBe(0);
    expect(built.stderr).toMatch(/hash mismatch in fixed-output derivation/);
    expect(built.stderr).toContain(embedded.nar);
  });
});
