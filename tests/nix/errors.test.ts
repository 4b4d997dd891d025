// What Nix says of bad requests, catalogs and locks: what is wrong, where, and what there is instead.
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeToolchain } from '../source/zipmaker.ts';
import { copyFlake, fileProxy, nix, nixJson, nixProgram, writeLock } from '../support/nix.ts';
import { ROOT } from '../support/paths.ts';
import { tempFolder } from '../support/temp.ts';

const SYSTEM = 'x86_64-linux';
const NAR = `sha256-${Buffer.alloc(32, 9).toString('base64')}`;

/** What `nix eval` of an attribute of the flake complains about. */
async function complaint(flake: string, attribute: string, apply = 'it: it.name'): Promise<string> {
  const result = await nix('eval', [`path:${flake}#${attribute}`, '--apply', apply]);
  expect(result.status, result.stdout).toBe(1);
  return result.stderr;
}

describe('a request', () => {
  const flake = copyFlake();
  const mkGo = (version: string) =>
    complaint(flake, `lib.${SYSTEM}`, `lib: (lib.mkGo { version = "${version}"; }).name`);

  it.each([
    [
      '1.24.99',
      /Go 1\.24\.99 is not in the catalog for linux-amd64.*1\.24\.13; `rto catalog update 1\.24 --folder FOLDER` learns .* \[RTO_VERSION_UNASKED\]/,
    ],
    ['1.99', /no Go 1\.99 in the catalog; it has 1\.19, .*newest is 1\.27\.\d+ \[RTO_VERSION_UNKNOWN\]/],
    ['1.12', /Go 1\.12 is older than 1\.19, .* \[RTO_VERSION_OLD\]/],
    ['newest', /'newest' is not a Go version, as 1\.23, .* \[RTO_REQUEST\]/],
    ['>=1.99', /nothing in the catalog is in the range '>=1\.99'.* \[RTO_RANGE_EMPTY\]/],
  ])('%s', async (version, words) => {
    expect(await mkGo(version)).toMatch(words);
  });

  it('of a project with a mistake names the line', async () => {
    const file = join(tempFolder('nix'), 'go.mod');
    writeFileSync(file, 'module m\ngo 1.x // soon\n');
    const apply = `lib: (lib.fromGoMod ${file}).name`;
    const result = await nix('eval', ['--impure', `path:${flake}#lib.${SYSTEM}`, '--apply', apply]);
    expect(result.stderr).toMatch(
      /which Go go\.mod asks for: its go line is not a Go version, .*\(go 1\.x\) \[RTO_PROJECT\]/,
    );
  });

  it.each([
    ['folder', '', /there is no \/.*\/go\.mod; `go mod init` makes one, .*`git add` \[RTO_PROJECT_MISSING\]/],
    ['file', '/go.mod', /there is no \/.*\/go\.mod; `go mod init`/],
  ])('of a project without go.mod says how to make one: %s', async (_what, name, words) => {
    const apply = `lib: (lib.fromGoMod ${tempFolder('nix')}${name}).name`;
    const result = await nix('eval', ['--impure', `path:${flake}#lib.${SYSTEM}`, '--apply', apply]);
    expect(result.stderr).toMatch(words);
  });

  it.each([
    ['go.mod', 'module m\ngo 1.22.12\n', undefined, 'rto-go-1.22.12'],
    ['go.work', 'module m\ngo 1.22.12\n', 'go 1.24.13\n', 'rto-go-1.24.13'],
  ])('of a folder is its %s', async (_what, mod, work, name) => {
    const folder = tempFolder('nix');
    writeFileSync(join(folder, 'go.mod'), mod);
    if (work !== undefined) writeFileSync(join(folder, 'go.work'), work);
    const apply = `lib: (lib.fromGoMod ${folder}).name`;
    const result = await nix('eval', ['--impure', `path:${flake}#lib.${SYSTEM}`, '--apply', apply]);
    expect(result.stdout, result.stderr).toBe(`"${name}"\n`);
  });

  it('of an attribute that is not there lists near ones', async () => {
    const result = await nix('build', [`path:${flake}#go_1_24_99`, '--dry-run']);
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(/does not provide attribute.*go_1_24_99/s);
  });
});

describe('a catalog', () => {
  /** The flake with more in a catalog file. */
  function changed(change: (text: string) => string): string {
    const flake = copyFlake();
    const file = join(flake, 'overlays/catalog/go1.24.toml');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return flake;
  }
  const adding = (text: string) => changed((before) => `${before}\n${text}\n`);

  it.each([
    ['no hash', '[patches."1.24.98".linux-amd64]', 'patches."1.24.98".linux-amd64', 'nar is missing'],
    [
      'no real hash',
      '[patches."1.24.98".linux-amd64]\nnar = "sha256-short"',
      'patches."1.24.98".linux-amd64',
      'nar is missing, or is not',
    ],
    [
      'a bad override',
      `[patches."1.24.98"]\noverride = { runtime = 1 }\nlinux-amd64 = { nar = "${NAR}" }`,
      'patches."1.24.98"',
      'runtime is missing, or',
    ],
  ])('entry with %s spoils itself alone', async (_what, text, entry, why) => {
    const flake = adding(text);
    const said = await complaint(flake, `packages.${SYSTEM}.go_1_24_98`, 'it: it.outPath');
    expect(said).toContain('the catalog is broken');
    expect(said).toContain(why);
    expect(said).toContain(`(go1.24.toml, ${entry}) [RTO_CATALOG]`);
    expect(await nixJson('eval', [`path:${flake}#packages.${SYSTEM}.go_1_24_13.version`])).toBe('1.24.13');
  });

  it.each([
    [
      'two names for one release',
      `[patches."1.24.00".linux-amd64]\nnar = "${NAR}"`,
      'it is not the name of a Go release',
    ],
    ['the name of a series', `[patches."1.24".linux-amd64]\nnar = "${NAR}"`, 'it is not the name of a Go release'],
    [
      'a release of another minor',
      `[patches."1.23.4".linux-amd64]\nnar = "${NAR}"`,
      'it is a release of 1.23, not of 1.24',
    ],
  ])('with %s is refused', async (_what, text, why) => {
    const said = await complaint(adding(text), `packages.${SYSTEM}.go_1_24`);
    expect(said).toContain(why);
    expect(said).toContain('[RTO_CATALOG]');
  });

  it('with an entry twice is refused where it says so', async () => {
    const said = await complaint(
      adding(`[patches."1.24.13".linux-amd64]\nnar = "${NAR}"`),
      `packages.${SYSTEM}.go_1_24`,
    );
    expect(said).toMatch(/1\.24\.13/);
  });

  it('that cannot be read takes away its own releases alone', async () => {
    const flake = changed((text) => `${text}\n<<<<<<< ours\n`);
    // Nix 2.8 says where only in its trace.
    const said = await nix('eval', [`path:${flake}#packages.${SYSTEM}.go_1_24_13.name`, '--show-trace']);
    expect(said.status).toBe(1);
    expect(said.stderr).toMatch(/while reading .*go1\.24\.toml/);
    expect(await nixJson('eval', [`path:${flake}#packages.${SYSTEM}.go_1_23_12.version`])).toBe('1.23.12');
    expect(await nixJson('eval', [`path:${flake}#packages.${SYSTEM}.latest.version`])).toMatch(/^1\.27\./);
    const names = await nixJson<string[]>('eval', [
      `path:${flake}#packages.${SYSTEM}`,
      '--apply',
      'builtins.attrNames',
    ]);
    expect(names).toContain('go_1_24_13');
  });

  it('without a base is refused', async () => {
    const flake = changed((text) => text.replace('[base]', '[basis]'));
    expect(await complaint(flake, `packages.${SYSTEM}.go_1_24`)).toMatch(
      /it has no table \[base\] \(go1\.24\.toml, base\)/,
    );
  });

  it('for other systems only offers nothing here, and nothing breaks', async () => {
    const flake = changed((text) =>
      text.replace(/\[patches\."[^"]+"\.(?!linux-amd64)[^\]]*\][^[]*/g, '').replaceAll('linux-amd64', 'linux-arm64'),
    );
    const names = await nixJson<string[]>('eval', [
      `path:${flake}#packages.${SYSTEM}`,
      '--apply',
      'builtins.attrNames',
    ]);
    expect(names.filter((name) => name.startsWith('go_1_24'))).toEqual([]);
    expect(await complaint(flake, `lib.${SYSTEM}`, 'lib: (lib.mkGo { version = "1.24"; }).name')).toContain(
      'Go 1.24 has none for linux-amd64',
    );
  });

  it('with another hash than the source has makes Nix refuse it', async () => {
    const flake = changed((text) => text.replace(/(13"\.linux-amd64\][^[]*nar = )"[^"]*"/, `$1"${NAR}"`));
    const zip = makeToolchain('v0.0.1-go1.24.13.linux-amd64');
    const env = { GOPROXY: fileProxy('v0.0.1-go1.24.13.linux-amd64', zip) };
    const built = await nix('build', ['--no-link', `path:${flake}#go_1_24_13.stock`], { env });
    expect(built.status).not.toBe(0);
    expect(built.stderr).toMatch(/hash mismatch in fixed-output derivation.*go-1\.24\.13-linux-amd64-stock/);
    expect(built.stderr).toContain(NAR);
  });
});

describe('a lock', () => {
  const locked = (flake: string) =>
    nixJson<{ locked: boolean; path: string; recipe: string }>('eval', [
      `path:${flake}#packages.${SYSTEM}.go_1_24_13`,
      '--apply',
      'it: { inherit (it) locked recipe; path = it.outPath; }',
    ]);

  it('of this recipe decides the store path, one of another recipe is no lock', async () => {
    const flake = copyFlake();
    rmSync(join(flake, 'overlays/outputs'), { recursive: true, force: true });
    const without = await locked(flake);
    expect(without.locked).toBe(false);
    writeLock(flake, { version: '1.24.13', recipe: without.recipe, nar: NAR });
    const with_ = await locked(flake);
    expect(with_).toMatchObject({ locked: true, recipe: without.recipe });
    expect(with_.path).not.toBe(without.path);

    // As if rto's Go sources had changed since.
    appendFileSync(join(flake, 'wrappers/install/main.go'), '\n');
    const after = await locked(flake);
    expect(after.locked).toBe(false);
    expect(after.recipe).not.toBe(without.recipe);
    expect(after.path).not.toBe(with_.path);
  });

  it.each([
    ['recipe', '["1.24.13"]\nnar = "sha256-x"\n'],
    ['nar', `["1.24.13"]\nrecipe = "${'0'.repeat(64)}"\n`],
  ])('without %s is refused', async (field, text) => {
    const flake = copyFlake();
    mkdirSync(join(flake, 'overlays/outputs'), { recursive: true });
    writeFileSync(join(flake, `overlays/outputs/${SYSTEM}.toml`), text);
    const said = await complaint(flake, `packages.${SYSTEM}.go_1_24_13`);
    expect(said).toContain(`the lock of Go 1.24.13 has no ${field}`);
    expect(said).toContain('[RTO_LOCK]');
    expect(await nixJson('eval', [`path:${flake}#packages.${SYSTEM}.go_1_23_12.version`])).toBe('1.23.12');
  });
});

describe('Nix itself', () => {
  it('says what to allow where flakes are off', async () => {
    const result = await nix('eval', [`path:${copyFlake()}#packages`], { features: '' });
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(/(nix-command|flakes).* is disabled.*extra-experimental-features/s);
  });

  it('needs no flakes for the overlay', async () => {
    const expression = `(import ${ROOT}/tests/nix/standin { system = "${SYSTEM}"; overlays = [ (import ${ROOT}/overlays) ]; }).rto.go_1_23_12.name`;
    const result = await nixProgram('nix-instantiate', ['--eval', '--expr', expression], { features: '' });
    expect(result.stdout).toMatch(/^"rto-go-1\.23\.12"/);
  });

  it('knows only the systems that Go toolchains are served for', async () => {
    const expression = `(import ${ROOT}/tests/nix/standin { system = "riscv64-linux"; overlays = [ (import ${ROOT}/overlays) ]; }).rto.latest.name`;
    const result = await nixProgram('nix-instantiate', ['--eval', '--expr', expression]);
    expect(result.stderr).toContain("no Go toolchain of rto's runs on riscv64-linux [RTO_PLATFORM]");
  });
});
