// Files that say which Go is run and what is observed: of the project and of its owner alone, and named where they decide.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../integration/world.ts';
import { isRoot, NOBODY } from './support.ts';

let world: World;
/** Above the project; below it `project`. */
let above: string;
let project: string;
beforeAll(async () => {
  world = createWorld();
  await world.install('1.23.12');
  await world.install('1.24.9');
});
beforeEach(() => {
  above = join(world.top, 'above');
  rmSync(above, { recursive: true, force: true });
  project = join(above, 'project');
  mkdirSync(project, { recursive: true });
});

/** What would be observed there, and with which Go. */
const used = (cwd = project) => {
  const { status, stdout, stderr } = world.run('rto env --json', { cwd });
  const said = status === 0 ? JSON.parse(stdout) : {};
  // An error is JSON too, on standard output.
  return { status, stderr: status === 0 ? stderr : stdout, observed: said.GO_INSTRUMENT, goroot: said.GOROOT, said };
};
const OFF = 'observe = []\n';
const USUAL = 'reflect,unsafe,crypto';
const OLDER = 'module m\n\ngo 1.23.0\n\ntoolchain go1.23.12\n';

describe('above the project', () => {
  it.each<[string, () => void]>([
    ['a module', () => writeFileSync(join(project, 'go.mod'), 'module m\n\ngo 1.24\n')],
    ['a repository', () => mkdirSync(join(project, '.git'))],
    ['nothing', () => {}],
  ])('rto.toml says nothing: %s', (_what, begin) => {
    begin();
    writeFileSync(join(above, 'rto.toml'), OFF);
    expect(used()).toMatchObject({ status: 0, observed: USUAL });
  });

  it('a go.mod and a go.work above the repository choose no Go', () => {
    mkdirSync(join(project, '.git'));
    writeFileSync(join(above, 'go.mod'), OLDER);
    writeFileSync(join(above, 'go.work'), 'go 1.23.0\n');
    expect(used().goroot).toContain('-rto-go-1.24.9-');
  });

  it('nor does one in a folder where everybody may put files', () => {
    chmodSync(above, 0o1777);
    for (const name of ['go.mod', 'go.work']) writeFileSync(join(above, name), OLDER);
    expect(used().goroot).toContain('-rto-go-1.24.9-');
    writeFileSync(join(above, 'rto.toml'), OFF);
    expect(used(above), 'also where one is in that folder').toMatchObject({ status: 0, observed: USUAL });
  });
});

describe('in the project', () => {
  it('the own rto.toml of a repository counts in all its modules, and is named', () => {
    mkdirSync(join(above, '.git'));
    writeFileSync(join(above, 'rto.toml'), OFF);
    writeFileSync(join(project, 'go.mod'), OLDER);
    const { observed, said, stderr } = used();
    expect(observed).toBe('none');
    expect(said).toMatchObject({
      RTO_OBSERVE_FROM: join(above, 'rto.toml'),
      RTO_GO_FROM: join(project, 'go.mod'),
    });
    expect(stderr).toContain(`${join(above, 'rto.toml')} says that nothing is observed`);
  });

  it('what decided before is not said of what is decided by nobody', () => {
    const env = { RTO_GO_FROM: '/old/go.mod', RTO_OBSERVE_FROM: '/old/rto.toml' };
    const { stdout } = world.run('rto env --json', { cwd: project, env });
    expect(JSON.parse(stdout)).toMatchObject({ RTO_GO_FROM: null, RTO_OBSERVE_FROM: null });
  });

  it.each<[string, (path: string) => void]>([
    ['a pipe', (path) => void spawnSync('mkfifo', [path])],
    ['a link to an endless device', (path) => symlinkSync('/dev/zero', path)],
    ['a file without end', (path) => writeFileSync(path, '#'.repeat(5_000_000))],
    ['a folder', (path) => mkdirSync(path)],
  ])('%s in place of rto.toml is refused at once', (_what, make) => {
    make(join(project, 'rto.toml'));
    expect(used()).toMatchObject({ status: 1, stderr: expect.stringContaining('RTO_CONFIG') });
  });

  it.each<[string, (path: string) => void]>([
    ['a pipe', (path) => void spawnSync('mkfifo', [path])],
    ['a link to an endless device', (path) => symlinkSync('/dev/zero', path)],
  ])('%s in place of go.mod is none', (_what, make) => {
    make(join(project, 'go.mod'));
    expect(used().goroot).toContain('-rto-go-1.24.9-');
  });

  it('a go.mod without end is refused', () => {
    writeFileSync(join(project, 'go.mod'), `module m\n${'// \n'.repeat(2_000_000)}`);
    expect(used()).toMatchObject({ status: 1, stderr: expect.stringContaining('RTO_PROJECT') });
  });

  describe.skipIf(!isRoot)('a file of another user', () => {
    it.each(['rto.toml', 'go.mod', 'go.work'])('%s is refused, but to whom he called by sudo', (name) => {
      const path = join(project, name);
      writeFileSync(path, name === 'rto.toml' ? OFF : 'go 1.23\n');
      if (name === 'go.mod') writeFileSync(path, OLDER);
      chownSync(path, NOBODY, NOBODY);
      const { status, stderr } = used();
      expect({ status, refused: stderr.includes('RTO_SETTINGS_FOREIGN'), named: stderr.includes(path) }).toEqual({
        ...{ status: 1, refused: true, named: true },
      });
      expect(world.run('rto env', { cwd: project, env: { SUDO_UID: String(NOBODY) } }).status).toBe(0);
      expect(world.run('rto env --observe crypto 1.24', { cwd: project }).status, 'nor is it asked').toBe(0);
    });

    it('is refused behind a link too, and a link of his as well', () => {
      const target = join(above, 'target');
      writeFileSync(target, OFF);
      symlinkSync(target, join(project, 'rto.toml'));
      expect(used().status).toBe(0);
      chownSync(target, NOBODY, NOBODY);
      expect(used().stderr).toContain('RTO_SETTINGS_FOREIGN');
      chownSync(target, 0, 0);
      spawnSync('chown', ['-h', String(NOBODY), join(project, 'rto.toml')]);
      expect(used().stderr).toContain('RTO_SETTINGS_FOREIGN');
    });
  });
});
