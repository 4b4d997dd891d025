// Folders are made with those they are in, and what cannot be made says so.
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../driver/folders.ts';
import { tempFolder } from './support/temp.ts';

const folder = tempFolder('folders');

it('makes what is missing, once and again', () => {
  const path = join(folder, 'a', 'b', 'c');
  makeFolder(path);
  makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

it('ends where no folder can be made', () => {
  expect(() => makeFolder('/proc/rto/a')).toThrow(/ENOENT/);
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, 'file'))).toThrow(/EEXIST/);
  expect(() => makeFolder(join(folder, 'file', 'a'))).toThrow(/ENOTDIR/);
});
