// Disks that are really full or read-only, and users who are not root.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../driver/store/layout.ts';
import { tempFolder } from '../support/temp.ts';
import { copyStore } from './support/compiled.ts';
import { CHILD, run, type Said } from './support/run.ts';
import { SPEC } from './support/toolchain.ts';

const compiled = copyStore();

// A mount that nobody else sees and that goes away with its process. Some containers forbid it; crash.test.ts then still
// has a full disk at every call, though an invented one.
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

/** Runs `script` with `task` as the child's, $data as an empty folder and `child` as a command. Gives a value a line. */
function mounted(script: string, task: object): Said[] {
  const data = tempFolder();
  const child = `child() { '${process.execPath}' '${CHILD}' "$1"; }; data='${data}'`;
  const asked = `task='${JSON.stringify({ compiled, data, spec: SPEC, ...task })}'`;
  const done = spawnSync('unshare', ['-rm', 'sh', '-euc', `${child}; ${asked}; ${script}`], { encoding: 'utf8' });
  expect({ stderr: done.stderr, status: done.status }).toEqual({ stderr: '', status: 0 });
  return done.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Said);
}

describe.skipIf(!canMount)('a disk', () => {
  it('that gets full: said with what is free; room made, the next run installs', () => {
    const [full, then, left] = mounted(
      `mount -t tmpfs -o size=400k,mode=755 none "$data"; child "$task"
       mount -o remount,size=4m "$data"; child "$task"; find "$data/staging" "$data/leases" -mindepth 1 | wc -l`,
      { action: 'add', fill: 1_000_000 },
    );
    expect(full?.error).toMatchObject({ code: 'RTO_STORE_FULL', facts: { free: expect.stringMatching(/^\d+ MB$/) } });
    expect(then?.result?.base).toContain(SPEC.name);
    expect(left).toBe(0);
  });

  it('that has no room for a single file', () => {
    const [full] = mounted('mount -t tmpfs -o nr_inodes=4,mode=755 none "$data"; child "$task"', { action: 'add' });
    expect(full?.error).toMatchObject({ code: 'RTO_STORE_FULL' });
  });

  it('that is read-only: said', () => {
    const [error] = mounted('mount -t tmpfs -o ro,mode=755 none "$data"; child "$task"', { action: 'add' });
    expect(error?.error).toMatchObject({ code: 'RTO_STORE_READONLY', try: expect.stringContaining('RTO_HOME') });
  });

  it('that became read-only: what is there works', () => {
    const [, warm, again] = mounted(
      `mount -t tmpfs -o mode=755 none "$data"; child "$task"; mount -o remount,ro "$data"
       child "$(echo "$task" | sed s/add/warm/)"; child "$task"`,
      { action: 'add' },
    );
    expect(warm?.result).toMatchObject({ version: SPEC.version, used: false, same: true });
    expect(again?.result?.base).toBe(warm?.result?.base);
  });
});

describe('a user who is not root', () => {
  const nobody = process.getuid?.() === 0 ? 65534 : undefined;

  function home(): string {
    const data = tempFolder();
    if (nobody !== undefined) chownSync(data, nobody, nobody);
    return data;
  }

  it("adds, uses and removes: read-only folders are in nobody's way", async () => {
    const data = home();
    const as = (task: object) => run({ compiled, data, spec: SPEC, ...task }, nobody).said;
    const added = await as({ action: 'add' });
    expect(added?.error).toBeUndefined();
    expect((await as({ action: 'warm' }))?.result).toMatchObject({ same: true, used: true });
    expect((await as({ action: 'remove', base: added?.result?.base }))?.error).toBeUndefined();
    expect(readdirSync(layoutOf(data).store)).toEqual([]);
    expect(readdirSync(layoutOf(data).staging)).toEqual([]);
  });

  it('cleans up after a killed run of his', async () => {
    const data = home();
    for (const stopAt of ['hash', 'move']) {
      const killed = run({ compiled, data, spec: SPEC, action: 'add', stopAt }, nobody);
      await killed.said;
      killed.child.kill('SIGKILL');
      await killed.ended;
      expect(readdirSync(layoutOf(data).staging)).toHaveLength(1);
      const added = await run({ compiled, data, spec: SPEC, action: 'add' }, nobody).said;
      expect(added?.error).toBeUndefined();
      expect(readdirSync(layoutOf(data).staging)).toEqual([]);
      await run({ compiled, data, spec: SPEC, action: 'remove', base: added?.result?.base }, nobody).ended;
    }
  });

  it('who may not write to the store: said, and what is there works', async () => {
    const data = home();
    await run({ compiled, data, spec: SPEC, action: 'add' }, nobody).ended;
    const other = { ...SPEC, name: 'rto-go-1.19.13-0123456789ab' };
    for (const folder of Object.values(layoutOf(data))) chmodSync(folder, 0o555);
    const [refused, warm] = await Promise.all([
      run({ compiled, data, spec: other, action: 'add' }, nobody).said,
      run({ compiled, data, spec: SPEC, action: 'warm' }, nobody).said,
    ]);
    expect(refused?.error).toMatchObject({ code: 'RTO_STORE_READONLY', facts: { store: data } });
    expect(warm?.result).toMatchObject({ same: true, used: false });
  });

  it('who has no home yet and may not make one', async () => {
    const data = tempFolder();
    chmodSync(data, 0o555);
    const refused = await run({ compiled, data: join(data, 'rto'), spec: SPEC, action: 'add' }, nobody).said;
    expect(refused?.error).toMatchObject({ code: 'RTO_STORE_READONLY' });
    expect(existsSync(join(data, 'rto'))).toBe(false);
  });
});
