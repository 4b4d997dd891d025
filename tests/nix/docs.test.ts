// The commands of docs/nix.md, line by line as they stand there, in a project of a user's.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { copyFlake, nixProgram, STANDIN } from '../support/nix.ts';
import { ROOT, SHARED } from '../support/paths.ts';
import { tempFolder } from '../support/temp.ts';

const text = readFileSync(join(ROOT, 'docs', 'nix.md'), 'utf8');
const commands = [...text.matchAll(/```sh\n(.*?)```/gs)]
  .flatMap(([, block = '']) => block.trimEnd().split('\n'))
  .map((line) => line.replace(/\s+#\s.*$/, ''));
const flake = copyFlake();
// Toolchains and packages are made.
vi.setConfig({ testTimeout: 900_000 });

/** A project whose own flake observes a package of the set, as the page has it. */
function project(): string {
  const folder = tempFolder('nix');
  mkdirSync(join(folder, 'cmd', 'app'), { recursive: true });
  writeFileSync(join(folder, 'go.mod'), 'module example.com/m\n\ngo 1.19\n');
  const body = 'package main\n\nimport "crypto/sha256"\n\nfunc main() { sha256.Sum256(nil) }\n';
  writeFileSync(join(folder, 'cmd', 'app', 'main.go'), body);
  const snippet = /```nix\n(let age = .*?)```/s.exec(text)?.[1] ?? '';
  writeFileSync(
    join(folder, 'flake.nix'),
    `{ outputs = { self, nixpkgs, rto }: let
        pkgs = import nixpkgs { system = "x86_64-linux"; overlays = [ rto.overlays.default ]; };
        said = ${snippet};
      in { packages.x86_64-linux.age = said.packages.age; checks.x86_64-linux.age = said.checks.age; };
    }\n`,
  );
  return folder;
}

it('has commands', () => expect(commands.length).toBeGreaterThan(4));

it.each(commands)('%s', async (command) => {
  const cwd = project();
  // Where a person would type, a test has a command.
  const whole = / (develop FLAKE|shell FLAKE\S+)$/.test(command) ? `${command} --command go version` : command;
  const options = `--override-input nixpkgs path:${STANDIN} --no-write-lock-file`;
  const own = `--override-input rto path:${flake} --override-input rto/nixpkgs path:${STANDIN}`;
  const shim = `nix() { local word=$1; shift; command nix "$word" ${options} $([[ "$*" == *.#* ]] && echo ${own}) "$@"; }`;
  const script = `${shim}\n${whole.replaceAll('FLAKE', `path:${flake}`).replace(' .#', ' path:.#')}`;
  const env = { RTO_HOME: join(SHARED, 'data'), RTO_CACHE: join(SHARED, 'cache') };
  const ran = await nixProgram('bash', ['-euc', script], { cwd, env });
  expect(ran.status, ran.stderr).toBe(0);
});
