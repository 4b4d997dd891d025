// A store on a machine with other users: what they own or may write is not used, and what rto makes they cannot write.
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../driver/store/embedded.ts';
import type { StoredToolchain } from '../../driver/store/store.ts';
import { createWorld, type World } from '../integration/world.ts';
import { asNobody, isRoot, NOBODY } from './support.ts';

let world: World;
let data: string;
beforeEach(() => {
  world = createWorld();
  data = world.env['RTO_HOME'] ?? '';
});

/** All that is in a folder but links, whose modes say nothing. */
const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => !lstatSync(path).isSymbolicLink());

const OTHERS = 0o022;

describe.skipIf(!isRoot)('what another user owns or may write', () => {
  const PLACES: [what: string, path: (it: StoredToolchain) => string][] = [
    ['the data folder', () => data],
    ['the folder of trees', () => join(data, 'store')],
    ['the folder of records', () => join(data, 'db')],
    ['the staging folder', () => join(data, 'staging')],
    ['a record', ({ name }) => join(data, 'db', `${name}.json`)],
    ['a tree', ({ goroot }) => goroot],
    ['its go', ({ goroot }) => join(goroot, 'bin', 'go')],
  ];
  const CHANGES: [what: string, change: (path: string) => void][] = [
    ['is owned by another', (path) => chownSync(path, NOBODY, NOBODY)],
    ['may be written by all', (path) => chmodSync(path, statSync(path).mode | 0o002)],
    ['may be written by a group', (path) => chmodSync(path, statSync(path).mode | 0o020)],
  ];
  it.each(PLACES)('%s is refused by every command that would use it', async (_what, pathOf) => {
    const toolchain = await world.install('1.23.12');
    const path = pathOf(toolchain);
    for (const [what, change] of CHANGES) {
      const { uid, gid, mode } = statSync(path);
      change(path);
      for (const command of ['exec 1.23 -- go version', 'which 1.23', 'list', 'env 1.23']) {
        const { status, stdout, stderr } = world.run(`rto ${command}`);
        expect({ what, command, status, stdout, refused: stderr.includes('RTO_FOREIGN') }).toEqual({
          ...{ what, command, status: 1, stdout: '', refused: true },
        });
        expect(stderr).toContain(path);
      }
      chownSync(path, uid, gid);
      chmodSync(path, mode);
    }
    expect(world.run('rto exec 1.23 -- go version').stdout).toContain('go1.23.12');
  });

  it('is mended by the command that the error names', async () => {
    await world.install('1.23.12');
    chmodSync(join(data, 'store'), 0o777);
    const [, command = ''] = /try +(.*)/.exec(world.run('rto list').stderr) ?? [];
    expect(command).toContain('chmod -R go-w');
    expect(world.run(command)).toMatchObject({ status: 0, stdout: expect.stringContaining('sound') });
  });

  it('is refused to root by a store of the user who called it, and to him by none of root', async () => {
    await world.install('1.23.12');
    for (const folder of ['', 'package/dist']) chmodSync(join(world.top, folder), 0o755);
    const own = `exec '${process.execPath}' '${join(world.top, 'package/dist/bin.js')}'`;
    const his = asNobody(`${own} exec 1.23 -- go version`, world.env);
    expect(his.stderr).toBe('');
    expect(his.stdout).toContain('go1.23.12');
    chownSync(data, NOBODY, NOBODY);
    expect(world.run('rto exec 1.23 -- go version').stderr).toContain('RTO_FOREIGN');
  });

  it('a tree without a record is made again where one file in it is of another user', async () => {
    const { goroot, name } = await world.install('1.23.12');
    world.run(`rm '${join(data, 'db', name)}.json'`);
    chownSync(join(goroot, 'VERSION'), NOBODY, NOBODY);
    await world.install('1.23.12');
    expect(statSync(join(goroot, 'VERSION')).uid).toBe(0);
    expect(world.run('rto verify --installed').status).toBe(0);
  });

  it('deep in a tree it is found by verify --installed and by doctor', async () => {
    const { goroot } = await world.install('1.24.9');
    chownSync(join(goroot, 'VERSION'), NOBODY, NOBODY);
    expect(world.run('rto verify --installed')).toMatchObject({
      status: 3,
      stdout: expect.stringMatching(/DAMAGED(?:.|\n)*VERSION: it belongs to user 65534/),
    });
    expect(world.run('rto doctor').stdout).toMatch(/fault +toolchain: .*VERSION: it belongs to user 65534/);
  });
});

describe('whatever the umask', () => {
  it.each([0o000, 0o002, 0o022, 0o077])('%o: others can write nothing of what rto makes', async (umask) => {
    const before = process.umask(umask);
    try {
      const store = openEmbeddedStore(data);
      const { goroot } = await world.install('1.23.12');
      await store.stage(async (folder) => {
        expect(statSync(dirname(folder)).mode & 0o777).toBe(0o700);
      });
      store.use('rto-go-1.23.12-0123456789ab', world.cwd);
      const line = `umask ${umask.toString(8)} && rto exec 1.23 -- sh -c umask`;
      expect(Number.parseInt(world.run(line).stdout, 8), 'the command has the umask of who typed it').toBe(umask);
      const loose = [data, ...below(data)].filter((path) => (lstatSync(path).mode & OTHERS) !== 0);
      expect(loose).toEqual([]);
      if (isRoot && umask === 0) {
        chmodSync(world.top, 0o755);
        for (const folder of [data, join(data, 'store'), join(data, 'db'), goroot, join(goroot, 'bin')])
          expect(asNobody(`touch '${folder}/planted'`).status, folder).not.toBe(0);
      }
    } finally {
      process.umask(before);
    }
  });
});

describe('a tree that is not what it was', () => {
  const damage = (goroot: string) => {
    chmodSync(join(goroot, 'VERSION'), 0o644);
    writeFileSync(join(goroot, 'VERSION'), 'go1.23.12\nand more\n');
    chmodSync(join(goroot, 'VERSION'), 0o444);
  };

  it('is found by verify --installed, which reads all of it', async () => {
    const { goroot, base } = await world.install('1.23.12');
    await world.install('1.24.9');
    expect(world.run('rto verify --installed').stdout).toMatch(/^go1.23.12 .* sound\ngo1.24.9 .* sound\n$/);
    damage(goroot);
    const { status, stdout } = world.run('rto verify --installed');
    expect(status).toBe(3);
    expect(stdout).toMatch(/^go1.23.12 .* DAMAGED\n {2}hash +sha256-/);
    expect(stdout).toContain(base);
    expect(world.run('rto verify --installed 1.24').status).toBe(0);
    expect(JSON.parse(world.run('rto verify --installed --json').stdout)).toMatchObject([
      { version: '1.23.12', sound: false, same: false },
      { version: '1.24.9', sound: true },
    ]);
  });

  it('is not used where its record differs from the lock', async () => {
    const { recipe } = await world.install('1.23.12');
    const outputs = join(world.top, 'package/overlays/outputs');
    mkdirSync(outputs, { recursive: true });
    for (const system of ['x86_64-linux', 'aarch64-linux', 'x86_64-darwin', 'aarch64-darwin'])
      writeFileSync(
        join(outputs, `${system}.toml`),
        `["1.23.12"]\nrecipe = "${recipe}"\nnar = "sha256-${'A'.repeat(43)}="\n`,
      );
    for (const command of ['exec 1.23 -- go version', 'which 1.23'])
      expect(world.run(`rto ${command}`)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('RTO_LOCK_DIFFERS'),
      });
    expect(world.run('rto verify --installed').status).toBe(3);
  });
});
