// The engine without a command around it: what it hands on, and that it prints nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEngine } from '../../driver/engine/engine.ts';
import { hostPlatform } from '../../driver/version/platform.ts';
import { tempFolder } from '../support/temp.ts';

const top = tempFolder('engine');
const project = join(top, 'project');
mkdirSync(project);
writeFileSync(join(project, 'go.mod'), 'module example.com/a\n\ngo 1.22\n');

const engine = createEngine({
  env: { HOME: top, PATH: '/usr/bin:/bin', RTO_HOME: join(top, 'data'), RTO_CACHE: join(top, 'cache'), GOPROXY: 'off' },
  cwd: top,
  options: { store: 'embedded', offline: true },
});

it('looks for the project where it is told, and for paths where they were typed', async () => {
  const archive = `go1.23.4.${hostPlatform()}.tar.gz`;
  writeFileSync(join(top, archive), '');
  expect((await engine.resolve(undefined, project)).project).toBe(join(project, 'go.mod'));
  expect((await engine.resolve(archive, project)).archive).toBe(join(top, archive));
  expect((await engine.resolve(`./${archive}`, project)).archive).toBe(join(top, archive));
});

it('keeps its hands off the disk until there is something to keep', async () => {
  expect(await engine.list()).toEqual([]);
  await expect(engine.installed('1.23.4')).rejects.toMatchObject({ code: 'RTO_NOT_INSTALLED', exit: 3 });
  await expect(engine.uninstall(['1.23.4'])).rejects.toMatchObject({ code: 'RTO_UNINSTALL_UNKNOWN' });
});

it('gives logs of their own, and folders that are gone afterwards', async () => {
  const logs = await Promise.all([engine.newLog(), engine.newLog()]);
  expect(new Set(logs).size).toBe(2);
  let lent = '';
  await expect(
    engine.inFolder(async (folder) => {
      lent = folder;
      writeFileSync(join(folder, 'x'), '');
      throw new Error('the work failed');
    }),
  ).rejects.toThrow('the work failed');
  expect(() => writeFileSync(join(lent, 'y'), '')).toThrow('ENOENT');
});

it('refuses a store that it does not know', () => {
  const open = () => createEngine({ env: { HOME: top, RTO_STORE: 'nixx' }, cwd: top, options: {} });
  expect(open).toThrow(expect.objectContaining({ code: 'RTO_STORE_KIND', exit: 2 }));
});
