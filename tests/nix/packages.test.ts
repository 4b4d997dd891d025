// Go packages of a package set, built with observation: two modules of other people, by nothing but buildGoModule's contract.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { copyFlake, nixProgram, STANDIN } from '../support/nix.ts';
import { type Result, rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const flake = copyFlake();

// A package and its tests are compiled, twice where two builds are compared.
vi.setConfig({ testTimeout: 900_000 });

/** Builds an expression in which `pkgs` is the package set with the overlay; the path, or what Nix complains of. */
async function build(expression: string, more: readonly string[] = []): Promise<Result> {
  const set = `import ${STANDIN} { system = "x86_64-linux"; overlays = [ (import ${flake}/overlays) ]; }`;
  const args = ['--no-out-link', '--expr', `let pkgs = ${set}; in ${expression}`, ...more];
  return nixProgram('nix-build', args);
}
async function path(expression: string, more: readonly string[] = []): Promise<string> {
  const built = await build(expression, more);
  expect(built.status, built.stderr).toBe(0);
  return built.stdout.trim();
}

describe('observe', () => {
  const age = '(pkgs.rto.observe pkgs.age { observe = "crypto"; })';

  it('builds a package of the set again, with hooks, and it still works', async () => {
    const built = await path(age);
    const inspected = JSON.parse((await rto(['inspect', '--json', join(built, 'bin/age')])).stdout);
    expect(inspected).toMatchObject({ instrumented: true, stamp: { observe: 'crypto' } });
    const log = join(tempFolder('nix'), 'log');
    const made = await nixProgram(join(built, 'bin/age-keygen'), [], { env: { INSTRUMENTATION_LOG_PATH: log } });
    expect(made.stdout, made.stderr).toContain('AGE-SECRET-KEY-');
    expect(readFileSync(log, 'utf8')).toContain('"operation":"crypto/');
  });

  it('says what its tests did, in the same bytes every time', async () => {
    const events = await path(`${age}.events`);
    await path(`${age}.events`, ['--check']);
    const text = readFileSync(events, 'utf8');
    expect(text).toContain('"operation":"crypto/');
    expect(text).not.toMatch(/\/nix\/store|nix-build|go-build|correlation_seq/);
    const lines = text.trimEnd().split('\n');
    expect(lines).toEqual([...new Set(lines)].sort());
  });

  it('fails where a function that is named is not in the program', async () => {
    const built = await build('pkgs.rto.observe pkgs.age { observe = "crypto,net/http.Get"; }');
    expect(built.status).not.toBe(0);
    expect(built.stderr).toContain('rto: net/http.Get was to be observed and is in no program of /nix/store/');
  });

  it('holds behaviour against a baseline, which an edit elsewhere does not touch', async () => {
    const with_ = (baseline: string) =>
      `(pkgs.rto.observe pkgs.age { observe = "crypto"; baseline = ${baseline}; }).behaviour`;
    const actual = readFileSync(await path(`${age}.behaviour.actual`), 'utf8');
    expect(actual).not.toMatch(/"(file|line)":/);
    const file = join(tempFolder('nix'), 'baseline.jsonl');
    writeFileSync(file, actual);
    await path(with_(file));
    // As if a dependency had begun to use one more.
    const [first = '', ...others] = actual.trimEnd().split('\n');
    writeFileSync(file, `${others.join('\n')}\n`);
    const built = await build(with_(file));
    expect(built.status).not.toBe(0);
    expect(built.stderr).toContain(`+${first}`);
    expect(built.stderr).toMatch(/the baseline is now \/nix\/store\/.*-age-behaviour\.jsonl/);
  });

  it('says how to begin where there is no baseline', async () => {
    const built = await build(`${age}.behaviour`);
    expect(built.stderr).toMatch(/age has no baseline .*behaviour\.actual.* \[RTO_BASELINE\]/);
  });

  it('refuses what no go builds', async () => {
    const built = await build(
      'pkgs.rto.observe (pkgs.stdenv.mkDerivation { pname = "x"; version = "1"; }) { observe = "crypto"; }',
    );
    expect(built.stderr).toContain('x has no go among its nativeBuildInputs');
  });
});

describe('buildGoModule', () => {
  it.each(['{ BODY }', 'final: { BODY }'])('takes observe beside its own arguments: %s', async (form) => {
    const body = `pname = "yq"; version = "1"; inherit (pkgs.yq-go) src vendorHash; subPackages = [ "." ]; observe = "reflect"; doCheck = false;`;
    const built = await path(`pkgs.rto.buildGoModule (${form.replace('BODY', body)})`);
    const inspected = JSON.parse((await rto(['inspect', '--json', join(built, 'bin/yq')])).stdout);
    expect(inspected).toMatchObject({ instrumented: true, stamp: { observe: 'reflect' } });
  });
});

describe('overriding', () => {
  const evaluate = async (expression: string) => {
    const set = `import ${STANDIN} { system = "x86_64-linux"; overlays = [ (import ${flake}/overlays) ]; }`;
    const args = ['--eval', '--strict', '--json', '--expr', `let pkgs = ${set}; in ${expression}`];
    const said = await nixProgram('nix-instantiate', args);
    expect(said.status, said.stderr).toBe(0);
    return JSON.parse(said.stdout);
  };
  const NAR = `sha256-${Buffer.alloc(32, 9).toString('base64')}`;

  it('mkGo takes a release that the catalog does not have, by its hash', async () => {
    const go = `(pkgs.rto.mkGo { version = "1.24.98"; nar = "${NAR}"; })`;
    expect(await evaluate(`{ inherit (${go}) version pname; inherit (${go}.stock) outputHash; }`)).toEqual({
      version: '1.24.98',
      pname: 'rto-go',
      outputHash: NAR,
    });
  });

  it('rto.override takes more catalog, other sources and another stock Go', async () => {
    const folder = tempFolder('nix');
    writeFileSync(
      join(folder, 'go1.24.toml'),
      `[base]\nfamily = "x"\nruntime = ["other"]\n\n[patches."1.24.98".linux-amd64]\nnar = "${NAR}"\n`,
    );
    const said = await evaluate(`let
        rto = pkgs.rto.override { extraCatalog = ${folder}; };
        stocked = rto.override { stockGo = { version, platform, nar }: "/stock/\${version}/\${platform}/\${nar}"; };
      in {
        newest = rto.go_1_24.version;
        same = rto.go_1_24_13.recipe == pkgs.rto.go_1_24_13.recipe;
        base = rto.go_1_24_98.unwrapped.about == (pkgs.rto.mkGo { version = "1.24.98"; nar = "${NAR}"; }).unwrapped.about;
        stock = stocked.go_1_24_98.stock;
      }`);
    expect(said).toEqual({ newest: '1.24.98', same: true, base: true, stock: `/stock/1.24.98/linux-amd64/${NAR}` });
  });

  it('overrideAttrs, override, meta and passthru are as nixpkgs has them', async () => {
    const said = await evaluate(`let go = pkgs.rto.go_1_24_13; in {
        renamed = (go.overrideAttrs (old: { pname = old.pname + "-x"; })).name;
        twice = ((go.overrideAttrs { pname = "y"; }).overrideAttrs (final: old: { version = old.version + "-1"; })).name;
        observe = (go.override { observe = "crypto"; }).unwrapped.outPath == go.unwrapped.outPath;
        changed = (go.override { observe = "crypto"; }).drvPath != go.drvPath;
        inherit (go) GOROOT;
        inherit (go.meta) mainProgram;
        tests = builtins.attrNames go.tests;
        update = builtins.tail go.updateScript;
        command = pkgs.rto.rto.meta.mainProgram;
      }`);
    expect(said).toMatchObject({ renamed: 'rto-go-x-1.24.13', twice: 'y-1.24.13-1', observe: true, changed: true });
    expect(said).toMatchObject({ mainProgram: 'go', tests: ['observes'], command: 'rto' });
    expect(said.update).toEqual(['catalog', 'update', '1.24', '--folder', 'overlays/catalog']);
    expect(said.GOROOT).toMatch(/^\/nix\/store\/.*\/share\/go$/);
  });
});
