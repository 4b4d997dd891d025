// What was learnt of stock Go outside the catalog.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { layoutOf } from '../../driver/store/layout.ts';
import { openSources } from '../../driver/store/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { SOURCE } from './support/toolchain.ts';

const VERSION = 'v0.0.1-go1.23.99.linux-amd64';

it('is remembered, and only under its own version', async () => {
  const data = join(tempFolder(), 'data');
  expect(await openSources(data).recall(VERSION)).toBeUndefined();
  await openSources(data).remember(VERSION, SOURCE);
  await openSources(data).remember(`${VERSION}x`, { ...SOURCE, h1: undefined });
  expect(await openSources(data).recall(VERSION)).toEqual(SOURCE);
  expect(await openSources(data).recall(`${VERSION}x`)).toEqual({ ...SOURCE, h1: undefined });
  expect(await openSources(data).recall('v0.0.1-go1.23.98.linux-amd64')).toBeUndefined();
  expect(readdirSync(layoutOf(data).staging)).toEqual([]);
});

it.each(['', '{', 'null', '[]', '{ "nar": "sha256-x", "origin": "" }', '{ "origin": "" }'])(
  'is nothing where the file is damaged: %j',
  async (text) => {
    const data = tempFolder();
    await openSources(data).remember(VERSION, SOURCE);
    writeFileSync(join(layoutOf(data).sources, `${VERSION}.json`), text);
    expect(await openSources(data).recall(VERSION)).toBeUndefined();
  },
);

it('says so where it cannot be kept', async () => {
  const data = join(tempFolder(), 'file');
  writeFileSync(data, '');
  await expect(openSources(data).remember(VERSION, SOURCE)).rejects.toMatchObject({ code: 'RTO_STORE_PATH' });
});
