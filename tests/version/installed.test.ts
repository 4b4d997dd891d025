// A go.mod that sets a minimum: the release that every machine takes, or with --installed a newer one that is there.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseGoVersion } from '../../driver/version/goversion.ts';
import { resolve } from '../../driver/version/resolve.ts';
import { tempFolder } from '../support/temp.ts';
import { contextOf } from './support.ts';

const catalog = {
  '1.22': ['1.22.0', '1.22.12'],
  '1.23': ['1.23.4', '1.23.12'],
  '1.24': ['1.24rc1', '1.24.9', '1.24.13'],
};

async function versionOf(gomod: string, installed: readonly string[] | undefined) {
  const cwd = tempFolder();
  writeFileSync(join(cwd, 'go.mod'), `module m\n${gomod}\n`);
  const versions = installed?.map((name) => parseGoVersion(name)).filter((version) => version !== undefined);
  const context = { ...contextOf({ catalog, cwd }), installed: versions && (async () => versions) };
  return resolve(undefined, context);
}

describe('with --installed', () => {
  it.each<[gomod: string, installed: string[], want: string, why: string]>([
    ['go 1.22', [], '1.22.12', 'nothing is installed'],
    ['go 1.22', ['1.24.9', '1.23.12'], '1.24.9', 'the newest that is'],
    ['go 1.22', ['1.24.9', '1.24.13'], '1.24.13', 'by number, not by letter'],
    ['go 1.22', ['1.24.9', '1.22.12'], '1.22.12', 'what every machine takes is there: that'],
    ['go 1.22', ['1.24rc1'], '1.22.12', 'a candidate is no release'],
    ['go 1.23.9', ['1.23.4'], '1.23.12', 'older than the minimum'],
    ['go 1.23.4', ['1.23.4'], '1.23.4', 'the minimum itself'],
    ['go 1.23', ['1.22.12'], '1.23.12', 'an older minor'],
    ['go 1.22\ntoolchain go1.23.4', ['1.24.9'], '1.23.4', 'a toolchain line is a pin'],
    ['go 1.16', ['1.24.9'], '1.24.9', 'a minimum below what rto instruments'],
    ['go 1.23.99', ['1.24.9'], '1.24.9', 'what the catalog does not have, where nobody can be asked'],
  ])('%j and %j installed: %s (%s)', async (gomod, installed, want) => {
    expect((await versionOf(gomod, installed)).version.name).toBe(want);
  });
});

describe('without', () => {
  it.each<[gomod: string, want: string, atLeast: string | undefined]>([
    ['go 1.22', '1.22.12', '1.22.0'],
    ['go 1.23.4', '1.23.12', '1.23.4'],
    ['go 1.22\ntoolchain go1.23.4', '1.23.4', undefined],
  ])('%j: %s, at least %s', async (gomod, want, atLeast) => {
    const { version, atLeast: minimum } = await versionOf(gomod, undefined);
    expect([version.name, minimum?.name]).toEqual([want, atLeast]);
  });

  it('says why it is no newer one', async () => {
    const { steps } = await versionOf('go 1.22', undefined);
    expect(steps.map(({ text }) => text)).toEqual([
      'at least 1.22',
      'of that minor',
      '1.22.12',
      'configuration of 1.22',
    ]);
    expect(steps[1]?.reason).toContain('every machine takes the same');
  });

  it('says why it is one', async () => {
    const { steps } = await versionOf('go 1.22', ['1.24.9']);
    expect(steps[1]).toEqual({
      text: '1.24.9',
      reason: 'the newest installed one that will do; go1.22.12 would have to be made',
    });
  });
});
