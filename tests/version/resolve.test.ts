// What a resolution tells beside the version: steps, notices, pins, and the facts of its errors.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import { openCatalog } from '../../driver/version/catalog.ts';
import { resolve } from '../../driver/version/resolve.ts';
import { tempFolder } from '../support/temp.ts';
import { type Asking, catalogFolder, contextOf, H1, NAR } from './support.ts';

const catalog = {
  '1.19': ['1.19.13'],
  '1.22': ['1.22.12'],
  '1.23': ['1.23.4', '1.23.6', '1.23.9', '1.23.11', '1.23.12'],
};

async function failure(request: string | undefined, asking: Omit<Asking, 'catalog'>): Promise<RtoError> {
  const error = await resolve(request, contextOf({ catalog, ...asking })).catch((reason: unknown) => reason);
  if (error instanceof RtoError) return error;
  throw new Error('no error of ours', { cause: error });
}

function project(text: string, name = 'go.mod'): string {
  const folder = tempFolder();
  writeFileSync(join(folder, name), text);
  return folder;
}

describe('a resolution', () => {
  it('carries the pin, the family and a reason for each step', async () => {
    const context = contextOf({ catalog });
    expect(await resolve('1.23', context)).toEqual({
      request: '1.23',
      version: { minor: 23, kind: 'release', number: 12, series: '1.23', name: '1.23.12', explicit: true },
      platform: 'linux-amd64',
      family: { family: '1.23', runtime: ['common'] },
      pin: { h1: H1, nar: NAR },
      near: [expect.objectContaining({ name: '1.23.9' }), expect.objectContaining({ name: '1.23.11' })],
      steps: [
        { text: '1.23.12', reason: 'newest release of 1.23 in the catalog for linux-amd64' },
        { text: 'configuration of 1.23', reason: 'base of 1.23; the catalog sets nothing else for this release' },
      ],
      notices: [],
      goroot: undefined,
      archive: undefined,
      project: undefined,
    });
    expect(context.asked).toEqual([]);
  });

  it.each([['1.23'], ['1.23.4'], ['go1.23.9']])('of %s reads no other minor and asks nobody', async (request) => {
    const folder = catalogFolder(catalog);
    for (const other of ['1.19', '1.22']) writeFileSync(join(folder, `go${other}.toml`), 'broken');
    const context = { ...contextOf({ catalog, source: [] }), catalog: openCatalog(folder) };
    expect((await resolve(request, context)).version.series).toBe('1.23');
    expect(context.asked).toEqual([]);
  });

  it('of a range reads no minor outside it', async () => {
    const folder = catalogFolder({ ...catalog, '1.24': [], '1.25': [] });
    for (const other of ['1.19', '1.24', '1.25']) writeFileSync(join(folder, `go${other}.toml`), 'broken');
    const context = { ...contextOf({ catalog }), catalog: openCatalog(folder) };
    expect((await resolve('>=1.20 <1.24', context)).version.name).toBe('1.23.12');
  });

  it("takes a patch's override, and says what it sets", async () => {
    const folder = catalogFolder(catalog);
    const file = join(folder, 'go1.22.toml');
    const pin = `[patches."1.22.1".linux-arm64]\nh1 = "${H1}"\nnar = "${NAR}"\n`;
    writeFileSync(
      file,
      `[base]\nfamily = "1.22"\nruntime = ["common"]\n${pin}[patches."1.22.1".override]\nruntime = ["odd"]\n`,
    );
    const context = { ...contextOf({ catalog, platform: 'linux-arm64' }), catalog: openCatalog(folder) };
    const found = await resolve('1.22.1', context);
    expect(found.family).toEqual({ family: '1.22', runtime: ['odd'] });
    expect(found.steps.at(-1)?.reason).toBe('base of 1.22 with what the catalog sets for this release: runtime');
    // The override holds on a platform that the catalog has no source for, too.
    const elsewhere = { ...contextOf({ catalog, source: ['1.22.1'] }), catalog: openCatalog(folder) };
    expect(await resolve('1.22.1', elsewhere)).toMatchObject({ family: { runtime: ['odd'] }, pin: undefined });
  });

  it.each([
    ['1.23.5', { source: ['1.23.5'] }, 'Go 1.23.5 is untested with rto; newest tested is 1.23.12'],
    ['1.24', { source: ['1.24.0'], allowUntested: true }, 'Go 1.24.0 is untested with rto; newest tested is 1.23.12'],
    [
      '1.23',
      { source: ['1.23.12'], platform: 'linux-arm64' },
      'Go 1.23.12 is not in the catalog for linux-arm64, so its source is not pinned there',
    ],
  ] as const)('of %s with %j gives notice', async (request, asking, notice) => {
    const found = await resolve(request, contextOf({ catalog, ...asking }));
    expect(found.notices).toEqual([notice]);
    expect(found.pin).toBeUndefined();
  });

  it('of an untested minor has the base of the newest, and says so', async () => {
    const found = await resolve('1.24', contextOf({ catalog, source: ['1.24.0', '1.24.1'], allowUntested: true }));
    expect(found.version.name).toBe('1.24.1');
    expect(found.family.family).toBe('1.23');
    expect(found.steps.at(-1)).toEqual({
      text: 'configuration of 1.23',
      reason: 'the nearest base there is; the catalog does not know 1.24',
    });
  });

  it('stops asking a source that says yes to everything', async () => {
    const context = { ...contextOf({ catalog, allowUntested: true }), exists: async () => true };
    expect((await resolve('1.24', context)).version.name).toBe('1.24.99');
  });

  it('passes on what the source throws', async () => {
    const error = new RtoError('RTO_SOURCE_NETWORK', 'the source broke');
    const context = { ...contextOf({ catalog }), exists: () => Promise.reject(error) };
    await expect(resolve('1.23.5', context)).rejects.toBe(error);
  });
});

describe('a project', () => {
  it('gives file and line as reasons', async () => {
    const cwd = project('module m\n\ngo 1.21\n\ntoolchain go1.23.9-acme // ours\n');
    mkdirSync(join(cwd, 'sub'));
    const found = await resolve(undefined, contextOf({ catalog, cwd: join(cwd, 'sub') }));
    expect(found.project).toBe(join(cwd, 'go.mod'));
    expect(found.request).toBeUndefined();
    expect(found.steps.slice(0, 3)).toEqual([
      { text: 'at least 1.21', reason: '../go.mod line 3: go 1.21' },
      {
        text: 'at least 1.23.9',
        reason:
          '../go.mod line 5: toolchain go1.23.9-acme; rto makes its own toolchain from Go 1.23.9, so -acme is dropped',
      },
      { text: '1.23.9', reason: 'that release; the catalog has it for linux-amd64' },
    ]);
  });

  it.each([
    ['go 1.22\ntoolchain go1.21.3\n', ['the go line wins', 'go.mod line 2: toolchain go1.21.3 is older']],
    ['go 1.22\ntoolchain default\n', ['no toolchain line', 'go.mod line 2: toolchain default names none']],
    ['go 1.13\n', ['1.19', 'the oldest that rto instruments; a program for an older Go builds with a newer one']],
    ['module m\n', ['at least 1.16', 'go.mod has no go line, which Go reads as 1.16']],
    [
      'go 1.20\ngodebug default=go1.20\n',
      ['at least 1.23', 'go.mod line 2: godebug default=go1.20: older Go cannot read a godebug line'],
    ],
    [
      'go 1.20.1\n',
      ['at least 1.21', 'go.mod line 1: go 1.20.1: older Go cannot read a go line with more than two numbers'],
    ],
  ])('%j says why', async (text, [step, reason]) => {
    const found = await resolve(undefined, contextOf({ catalog, cwd: project(text) }));
    expect(found.steps).toContainEqual({ text: step, reason });
  });

  it('that asks for what nobody has is content with the next minor, and says so', async () => {
    const found = await resolve(undefined, contextOf({ catalog, source: [], cwd: project('go 1.22.99\n') }));
    expect(found.version.name).toBe('1.23.12');
    expect(found.steps[1]?.text).toBe('no Go 1.22.99');
  });

  it('needs no source where the catalog has enough', async () => {
    const context = contextOf({ catalog, source: ['1.23.5'], cwd: project('go 1.23.5\n') });
    expect((await resolve(undefined, context)).version.name).toBe('1.23.12');
    expect(context.asked).toEqual([]);
  });

  it('is passed over where a version is asked for', async () => {
    const found = await resolve('1.22', contextOf({ catalog, cwd: project('go 1.99\nbroken\n') }));
    expect(found).toMatchObject({ version: { name: '1.22.12' }, project: undefined });
  });

  it('is not needed: without one the newest release is taken', async () => {
    const found = await resolve(undefined, contextOf({ catalog }));
    expect(found).toMatchObject({ version: { name: '1.23.12' }, project: undefined });
    expect(found.steps[0]?.reason).toMatch(/^no version was asked for/);
  });
});

describe('an error', () => {
  it.each([
    ['1.23.99', ['1.23.9', '1.23.11', '1.23.12'], 'above all'],
    ['1.23.1', ['1.23.4', '1.23.6', '1.23.9'], 'below all'],
    ['1.23.10', ['1.23.6', '1.23.9', '1.23.11'], 'between'],
  ])('for %s names the nearest', async (request, nearest) => {
    const error = await failure(request, { source: [] });
    expect(error).toMatchObject({
      code: 'RTO_VERSION_MISSING',
      message: `there is no Go ${request} for linux-amd64`,
      exit: 1,
    });
    expect(error.facts).toMatchObject({
      'asked by': `the request ${request}`,
      nearest: nearest.join(', '),
      newest: '1.23.12',
    });
    expect(error.try).toBe(`rto shell ${nearest.at(-1)}`);
  });

  it('says that the source could not be asked', async () => {
    const error = await failure('1.23.99', {});
    expect(error.code).toBe('RTO_VERSION_UNASKED');
    expect(error.message).toBe('the catalog has no Go 1.23.99 for linux-amd64, and the source cannot be asked');
    expect(error.facts).toMatchObject({ nearest: '1.23.9, 1.23.11, 1.23.12', newest: '1.23.12' });
  });

  it('says why a version is too old', async () => {
    const error = await failure('1.18', {});
    expect(error.message).toBe('Go 1.18 is older than 1.19, the oldest that rto instruments');
    expect(error.facts['why']).toMatch(/written for 1\.19/);
    expect(error.try).toBe('rto shell 1.19');
  });

  it('for what is newer than the catalog names the newest, and the way to try it', async () => {
    const error = await failure('1.28', {});
    expect(error.message).toBe('no Go 1.28 in the catalog');
    expect(error.facts).toMatchObject({ 'asked by': 'the request 1.28', newest: '1.23.12', catalog: '1.19 to 1.23' });
    expect(error.facts['untested']).toContain('--allow-untested');
    expect(error.try).toBe('rto shell 1.23');
  });

  it.each([
    ['module m\n\ngo 1.28\n', 'go.mod', 'go.mod line 3: go 1.28'],
    ['go 1.22\ntoolchain go1.28.1\n', 'go.work', 'go.work line 2: toolchain go1.28.1'],
  ])('for %j in %s names file and line', async (text, name, by) => {
    const error = await failure(undefined, { cwd: project(text, name) });
    expect(error).toMatchObject({ code: 'RTO_VERSION_UNKNOWN', message: 'no Go 1.28 in the catalog' });
    expect(error.facts['asked by']).toBe(by);
  });

  it('for a range says what there is', async () => {
    const error = await failure('>=1.30', {});
    expect(error.message).toBe('nothing in the catalog is in the range ">=1.30"');
    expect(error.facts).toMatchObject({ newest: '1.23.12', catalog: '1.19 to 1.23, for linux-amd64' });
  });
});
