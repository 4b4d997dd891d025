// Programs that rto starts itself are found by the absolute elements of PATH alone, and without a shell.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { findProgram } from '../../driver/programs.ts';
import { instrument } from '../../driver/toolchain/instrument.ts';
import { createWorld, type World } from '../integration/world.ts';
import { ROOT } from '../support/paths.ts';
import { tempFolder } from '../support/temp.ts';
import { plant } from './support.ts';

let world: World;
let folder: string;
beforeEach(async () => {
  world = createWorld();
  folder = tempFolder('planted');
});

it.each(['', '.', './bin', 'bin', '..'])('a file in reach of the PATH element %j is not run', async (element) => {
  await world.install('1.24.9');
  mkdirSync(join(folder, 'bin'));
  const marks = ['', 'bin'].flatMap((place) =>
    ['go', 'sync', 'nix', 'nix-store'].map((name) => plant(join(folder, place), name)),
  );
  const PATH = `${element}:${world.bin}:/usr/bin:/bin`;
  // No GOPROXY: a host go is asked for it. The temporary folder is where others put files.
  for (const command of ['resolve 1.24.99', 'list', 'doctor', 'verify --installed', 'install 1.24 --store auto'])
    for (const cwd of [folder, join(folder, 'bin')])
      world.run(`rto ${command}`, { cwd, env: { PATH, GOPROXY: '', TMPDIR: folder } });
  expect(marks.filter((wasRun) => wasRun())).toEqual([]);
});

it('is what an absolute element leads to', () => {
  plant(folder, 'tool');
  expect(findProgram('tool', { PATH: `relative::${folder}:/bin` })).toBe(join(folder, 'tool'));
  expect(findProgram('tool', { PATH: '' })).toBeUndefined();
  expect(findProgram('tool', {})).toBeUndefined();
});

it('no variable of a library puts a command before ours', async () => {
  await world.install('1.24.9');
  const mark = join(folder, 'mark');
  const env = {
    ZX_PREFIX: `touch '${mark}';`,
    ZX_SHELL: '/bin/sh',
    ZX_POSTFIX: `; touch '${mark}'`,
    BASH_ENV: mark,
    ENV: mark,
  };
  const { stdout } = world.run('rto exec 1.24 -- rto doctor', { env });
  expect(stdout).toContain('toolchain');
  expect(world.run(`ls '${folder}'`).stdout).toBe('');
});

it('an installer that says yes and does nothing has installed nothing', async () => {
  const goroot = join(folder, 'go');
  mkdirSync(join(goroot, 'bin'), { recursive: true });
  writeFileSync(join(goroot, 'bin/go'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  const work = join(folder, 'work');
  mkdirSync(work);
  const recipe = '0'.repeat(64);
  await expect(instrument({ goroot, wrappers: join(ROOT, 'wrappers'), about: {}, recipe, work })).rejects.toThrow(
    expect.objectContaining({ code: 'RTO_INSTRUMENT_CHECK', message: expect.stringContaining('rto.json') }),
  );
});
