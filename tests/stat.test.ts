// What lies at a path: nothing, also below a file, on every Node.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statOf } from '../driver/stat.ts';
import { tempFolder } from './support/temp.ts';

it('follows links, and finds nothing where nothing is', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'file'), 'x');
  mkdirSync(join(folder, 'inner'));
  symlinkSync('file', join(folder, 'link'));
  symlinkSync('absent', join(folder, 'dangling'));
  expect(statOf(join(folder, 'file'))?.size).toBe(1);
  expect(statOf(join(folder, 'inner'))?.isDirectory()).toBe(true);
  expect(statOf(join(folder, 'link'))?.isFile()).toBe(true);
  for (const path of ['absent', 'absent/x', 'dangling', 'file/x', 'file/x/y'])
    expect(statOf(join(folder, path)), path).toBeUndefined();
});

it('says what else the system says', () => {
  expect(() => statOf(`/${'x'.repeat(300)}`)).toThrow(/ENAMETOOLONG/);
});
