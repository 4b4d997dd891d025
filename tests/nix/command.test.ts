// Running nix: its words become rto's errors, its arguments stay as they were given, and it ends with rto.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALWAYS, nixProgram, runNix } from '../../driver/nix/command.ts';
import { nixState } from '../../driver/nix/usable.ts';
import { ROOT } from '../support/paths.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/until.ts';

/** A folder with a nix of that script; what runNix needs to use it. */
function nixOf(script: string) {
  const folder = tempFolder('nix');
  for (const name of ['nix', 'nix-store']) writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { folder, env: { PATH: `${folder}:/usr/bin:/bin` }, cwd: folder };
}

/** What Nix 2.8 and 2.26 really say. */
const SAID: [code: string, said: string][] = [
  [
    'RTO_NIX_HASH',
    "error: hash mismatch in fixed-output derivation '/nix/store/x-go-stock.drv':\n  specified: sha256-A\n     got:    sha256-B",
  ],
  ['RTO_NIX_REBUILD', "error: derivation '/nix/store/x.drv' may not be deterministic: output '/nix/store/x' differs"],
  ['RTO_NIX_FULL', "error: writing to file '/nix/store/x': No space left on device"],
  ['RTO_NIX_FULL', "error: creating directory '/nix/store/x': No space left on device"],
  ['RTO_NIX_FULL', 'error: executing SQLite query: database or disk is full (in /nix/var/nix/db/db.sqlite)'],
  [
    'RTO_NIX_DAEMON',
    "error: cannot connect to socket at '/nix/var/nix/daemon-socket/socket': No such file or directory",
  ],
  ['RTO_NIX_DAEMON', 'error: Nix daemon disconnected unexpectedly (maybe it crashed?)'],
  [
    'RTO_NIX_FEATURES',
    "error: experimental Nix feature 'nix-command' is disabled; use '--extra-experimental-features'",
  ],
  ['RTO_NIX_FEATURES', "error: unrecognised flag '--extra-experimental-features'"],
  ['RTO_NIX_USERS', "error: the group 'nixbld' specified in 'build-users-group' does not exist"],
  ['RTO_NIX_SANDBOX', 'error: cloning builder process: Operation not permitted'],
  ['RTO_NIX_SANDBOX', 'error: this system does not support the kernel namespaces that are required for sandboxing'],
  [
    'RTO_NIX_FORBIDDEN',
    "error: could not set permissions on '/nix/var/nix/profiles/per-user' to 755: Operation not permitted",
  ],
  ['RTO_NIX_FORBIDDEN', "error: opening lock file '/nix/var/nix/db/big-lock': Permission denied"],
  [
    'RTO_NIX_ALIVE',
    "error: Cannot delete path '/nix/store/x' since it is still alive. To find out why, use: nix-store --query --roots",
  ],
  ['RTO_NIX_FETCH', '> rto: GOPROXY=off forbids fetching it'],
  [
    'RTO_NIX_NETWORK',
    "error: unable to download 'https://example.com/nixpkgs': Couldn't resolve host name (6)\n(use '--show-trace')",
  ],
  ['RTO_NIX', 'error: something that nobody has seen before'],
];

describe('says what nix says', () => {
  it('also where more than a page of other words follows', async () => {
    const script = "echo 'error: database or disk is full' >&2; seq 40 | sed 's/^/  a trace, line /' >&2; exit 1";
    const failure = await runNix('nix', ['build'], nixOf(script)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'RTO_NIX_FULL', cause: { code: 'RTO_COMMAND' } });
    expect(failure).toMatchObject({ facts: { said: expect.stringMatching(/^ {2}a trace, line 29\n[\s\S]*line 40$/) } });
  });

  it.each(SAID)('%s: %s', async (code, said) => {
    const warning = "warning: not writing modified lock file of flake 'path:.'";
    const nix = nixOf(`printf '%s\\n' ${quote(warning)} ${quote(said)} >&2; exit 1`);
    await expect(runNix('nix', ['build'], nix)).rejects.toMatchObject({
      code,
      exit: 1,
      facts: { command: 'nix build', said: expect.stringContaining(said.split('\n')[0] ?? '') },
    });
  });

  it('without the warnings before the error', async () => {
    const nix = nixOf("printf 'warning: a\\nerror: b\\nmore\\n' >&2; exit 1");
    await expect(runNix('nix', [], nix)).rejects.toMatchObject({ facts: { said: 'error: b\nmore' } });
  });
});

it('hands on arguments as they are, whatever is in them', async () => {
  const nix = nixOf(`for word; do printf '%s\\0' "$word"; done`);
  const words = ['', 'two words', "it's", '$(touch made)', '`touch made`', '*', 'ü\n', '--x=\\', ';exit 3'];
  const said = (await runNix('nix', words, nix)).split('\0').slice(0, -1);
  expect(said).toEqual([...ALWAYS, ...words]);
  expect(existsSync(join(nix.folder, 'made'))).toBe(false);
  expect((await runNix('nix-store', words, nix)).split('\0').slice(0, -1)).toEqual(words);
});

it('is the nix on PATH, and never one of the current folder', async () => {
  const { folder } = nixOf('exit 0');
  expect(nixProgram('nix', { PATH: `/nowhere:${folder}` })).toBe(join(folder, 'nix'));
  for (const PATH of ['', ':', '.', 'bin', '/nowhere'])
    expect(() => nixProgram('nix', { PATH })).toThrow(expect.objectContaining({ code: 'RTO_NIX_ABSENT' }));
  expect(await nixState({ env: {}, cwd: folder })).toMatchObject({ usable: false, why: { code: 'RTO_NIX_ABSENT' } });
});

it('is usable where its store opens', async () => {
  const script = 'case "$*" in *--version) echo "nix (Nix) 2.26.3";; *storeDir) printf /nix/store;; esac';
  expect(await nixState(nixOf(script))).toEqual({ usable: true, version: '2.26.3', store: '/nix/store' });
  const shut = `${script}; case "$*" in *ping) echo "error: cannot connect to daemon" >&2; exit 1;; esac`;
  expect(await nixState(nixOf(shut))).toMatchObject({ usable: false, why: { code: 'RTO_NIX_DAEMON' } });
});

describe('a nix at work', () => {
  it.each<[NodeJS.Signals, number]>([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('ends with rto on %s', async (signal, status) => {
    const { folder, env } = nixOf('echo $$ > pid; echo started >&2; exec sleep 60');
    const script = `import { runNix } from ${JSON.stringify(join(ROOT, 'dist/nix/command.js'))};
      await runNix('nix', [], { env: process.env, cwd: process.cwd() }).catch((error) => process.exit(error.exit));`;
    const rto = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, env });
    const file = join(folder, 'pid');
    const pid = await until('its pid', () => (existsSync(file) && Number(readFileSync(file, 'utf8'))) || undefined);
    rto.kill(signal);
    expect(await once(rto, 'exit')).toEqual([status, null]);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
