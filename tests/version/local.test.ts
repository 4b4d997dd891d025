// Go that lies on this machine: GOROOT folders and archives as requests.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isGoroot } from '../../driver/version/local.ts';
import { resolve } from '../../driver/version/resolve.ts';
import { tempFolder } from '../support/temp.ts';
import { contextOf, H1, NAR } from './support.ts';

const catalog = { '1.22': ['1.22.12'], '1.23': ['1.23.4', '1.23.12'] };

/** A folder with what tells a GOROOT, VERSION saying this. */
function goroot(version: string, tools = 'linux_amd64'): string {
  const root = tempFolder();
  mkdirSync(join(root, 'src/runtime'), { recursive: true });
  mkdirSync(join(root, 'pkg/tool', tools), { recursive: true });
  writeFileSync(join(root, 'pkg/tool', tools, 'compile'), '');
  writeFileSync(join(root, 'VERSION'), version);
  return root;
}

describe('a GOROOT folder', () => {
  it.each([
    ['go1.23.4\ntime 2024-11-29T00:00:00Z\n', '1.23.4', 'since 1.21 a second line'],
    ['go1.20', '1.20', 'the first release of 1.20, and not the newest'],
    ['go1.23rc1', '1.23rc1', 'a candidate'],
    ['go1.23.4 X:nocoverageredesign\n', '1.23.4', 'with an experiment'],
    ['go1.23.4-acme\n', '1.23.4', "a vendor's"],
  ])('whose VERSION is %j is %s (%s)', async (text, version) => {
    const root = goroot(text);
    const context = contextOf({ catalog: { ...catalog, '1.20': [] } });
    const found = await resolve(root, context);
    expect(found).toMatchObject({ version: { name: version, explicit: true }, goroot: root, request: root });
    expect(context.asked).toEqual([]);
  });

  it('has the pin of the catalog, and a notice where there is none', async () => {
    const known = await resolve(goroot('go1.23.4'), contextOf({ catalog }));
    expect(known).toMatchObject({ pin: { h1: H1, nar: NAR }, notices: [] });
    const unknown = await resolve(goroot('go1.23.5'), contextOf({ catalog }));
    expect(unknown.pin).toBeUndefined();
    expect(unknown.notices).toEqual(['Go 1.23.5 is untested with rto; newest tested is 1.23.12']);
  });

  it('may be named from the folder one is in', async () => {
    const root = goroot('go1.23.4');
    const found = await resolve('./src/..', contextOf({ catalog, cwd: root }));
    expect(found.goroot).toBe(root);
  });

  it.each([
    ['go1.18.10', 'RTO_VERSION_OLD', /older than/, 'too old'],
    ['go1.28.0', 'RTO_VERSION_UNKNOWN', /no Go 1\.28/, 'too new'],
    ['go1.23', 'RTO_GOROOT', /"go1\.23"/, 'not the name of a release'],
    ['devel go1.24-a1b2c3 Tue', 'RTO_GOROOT', /devel go1\.24/, 'a development tree'],
    ['', 'RTO_GOROOT', /""/, 'an empty VERSION'],
    ['\x1b[31m', 'RTO_GOROOT', /\\u001b/, 'a VERSION that would colour the terminal'],
  ])('whose VERSION is %j is %s', async (text, code, message) => {
    const error = await resolve(goroot(text), contextOf({ catalog })).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it.each([
    ['is not there', () => join(tempFolder(), 'none'), /no such folder/],
    ['is a file', () => join(goroot('go1.23.4'), 'VERSION'), /no such folder/],
    ['is below a file', () => join(goroot('go1.23.4'), 'VERSION', 'a'), /no such folder/],
    ['is any folder', tempFolder, /no VERSION file/],
    ['is for another system', () => goroot('go1.23.4', 'linux_arm64'), /not for linux-amd64/],
    [
      'is instrumented',
      () => {
        const root = goroot('go1.23.4');
        writeFileSync(join(root, 'rto.json'), '{}');
        return root;
      },
      /instrumented already/,
    ],
  ])('that %s is refused', async (_what, make, message) => {
    const error = await resolve(make(), contextOf({ catalog })).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'RTO_GOROOT', message: expect.stringMatching(message) });
  });

  it('is told from a package by what is in it', () => {
    expect(isGoroot(goroot('go1.23.4'))).toBe(true);
    expect(isGoroot(tempFolder())).toBe(false);
  });
});

describe('an archive', () => {
  function file(name: string): string {
    const path = join(tempFolder(), name);
    writeFileSync(path, '');
    return path;
  }

  it.each([
    ['go1.23.4.linux-amd64.tar.gz', '1.23.4', 'as go.dev names it'],
    ['v0.0.1-go1.23.4.linux-amd64.zip', '1.23.4', 'as a module cache does'],
    ['go1.23.4.linux-amd64 (1).tar.gz', '1.23.4', 'fetched twice'],
    ['go1.23rc1.linux-amd64.tar.gz', '1.23rc1', 'a candidate'],
  ])('%s is %s (%s)', async (name, version) => {
    const path = file(name);
    expect(await resolve(path, contextOf({ catalog }))).toMatchObject({ version: { name: version }, archive: path });
  });

  it.each([
    ['stock.zip', /does not tell/, 'no release in the name'],
    ['go1.23.linux-amd64.tar.gz', /does not tell/, 'a minor in the name'],
    ['go1.23.4.linux-arm64.tar.gz', /linux-arm64, not linux-amd64/, 'another system'],
    ['go1.23.4.windows-amd64.zip', /windows-amd64, not linux-amd64/, 'a system that rto does not run on'],
    ['go1.23.4.src.tar.gz', /does not tell/, 'sources'],
  ])('%s is refused: %s', async (name, message) => {
    const error = await resolve(file(name), contextOf({ catalog })).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'RTO_ARCHIVE_UNFIT', message: expect.stringMatching(message) });
  });

  it('that is not there is refused', async () => {
    const error = await resolve('go1.23.4.linux-amd64.zip', contextOf({ catalog })).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'RTO_ARCHIVE_UNFIT', message: expect.stringContaining('no such file') });
  });
});
