// The modules in a program's bytes; tests/toolchains/report.test.ts reads a real one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { moduleLines } from '../../driver/binary/modules.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('modules');
const BEGIN = Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex');
const END = Buffer.from('f932433186182072008242104116d8f2', 'hex');
const TEXT = 'path\texample.com/app\nmod\texample.com/app\t(devel)\t\ndep\tgopkg.in/yaml.v3\tv3.0.1\th1:x=\n';

async function read(...parts: Buffer[]): Promise<string | undefined> {
  const path = join(folder, 'program');
  writeFileSync(path, Buffer.concat(parts));
  return await moduleLines(path);
}

it.each([0, 1, (1 << 20) - 60, (1 << 20) - 1, 3 << 20])('are found %i bytes into it', async (before) => {
  expect(await read(Buffer.alloc(before), BEGIN, Buffer.from(TEXT), END, Buffer.alloc(99))).toBe(TEXT);
});

it('are not taken from what only begins like them', async () => {
  const start = Buffer.concat([BEGIN, Buffer.from('path\t')]);
  expect(await read(start, Buffer.alloc(99))).toBeUndefined();
  expect(await read(start, Buffer.from('no end of a line'), END)).toBeUndefined();
  expect(await read(start, Buffer.from('x'), END, BEGIN, Buffer.from(TEXT), END)).toBe(TEXT);
  expect(await read(Buffer.from('no program'))).toBeUndefined();
});

it('are asked of a file that is there', async () => {
  await expect(moduleLines(join(folder, 'absent'))).rejects.toMatchObject({ code: 'RTO_BINARY_READ' });
});
