// The shared table of resolution: every row by the driver's own implementation.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import type { Platform } from '../../driver/version/platform.ts';
import { resolve } from '../../driver/version/resolve.ts';
import { tempFolder } from '../support/temp.ts';
import { contextOf, type SmallCatalog } from './support.ts';

interface Row {
  group: string;
  why: string;
  catalog: SmallCatalog;
  platform?: Platform;
  request?: string;
  goMod?: string;
  goWork?: string;
  source?: string[];
  allowUntested?: boolean;
  version?: string;
  error?: string;
}

const table: { rows: Row[] } = JSON.parse(
  readFileSync(new URL('../fixtures/resolution.json', import.meta.url), 'utf8'),
);

async function answer(row: Row): Promise<string> {
  const cwd = tempFolder();
  if (row.goMod !== undefined) writeFileSync(join(cwd, 'go.mod'), row.goMod);
  if (row.goWork !== undefined) writeFileSync(join(cwd, 'go.work'), row.goWork);
  const { catalog, platform, source, allowUntested } = row;
  try {
    const found = await resolve(row.request, contextOf({ catalog, platform, source, allowUntested, cwd }));
    return found.version.name;
  } catch (error) {
    if (error instanceof RtoError) return error.code;
    throw error;
  }
}

describe.each([...new Set(table.rows.map((row) => row.group))])('%s', (group) => {
  const rows = table.rows.filter((row) => row.group === group);
  const shown = (row: Row) => JSON.stringify(row.request ?? row.goMod ?? row.goWork);
  it.each(rows.map((row) => [shown(row).slice(0, 60), row.why, row] as const))('%s: %s', async (_asked, _why, row) => {
    expect(await answer(row)).toBe(row.version ?? row.error);
  });
});

it('asks one thing and wants one answer in every row', () => {
  const clear = (row: Row) =>
    [row.request, row.goMod, row.goWork].filter((it) => it !== undefined).length === 1 &&
    (row.version === undefined) !== (row.error === undefined);
  expect(table.rows.filter((row) => !clear(row))).toEqual([]);
});
