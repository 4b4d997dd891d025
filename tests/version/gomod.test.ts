// Which go.work or go.mod governs a folder, and what is read from it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProject, parseProject, readProject } from '../../driver/version/gomod.ts';
import { tempFolder } from '../support/temp.ts';

/** A tree of empty files, each path a file. */
function tree(...files: string[]): string {
  const root = tempFolder();
  for (const file of files) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

describe('findProject', () => {
  it.each<[string[], string, NodeJS.ProcessEnv, string | undefined, string]>([
    [['go.mod'], '.', {}, 'go.mod', 'here'],
    [['go.mod', 'a/b/x'], 'a/b', {}, 'go.mod', 'above'],
    [['go.mod', 'a/go.mod', 'a/b/x'], 'a/b', {}, 'a/go.mod', 'the nearest'],
    [['go.work', 'a/go.mod'], 'a', {}, 'go.work', 'a workspace above goes before a module here, as in cmd/go'],
    [['go.work', 'a/go.work', 'a/b/go.mod'], 'a/b', {}, 'a/go.work', 'the nearest workspace'],
    [['go.work', 'a/go.mod'], 'a', { GOWORK: 'off' }, 'a/go.mod', 'no workspaces, please'],
    [['go.work', 'a/go.mod'], 'a', { GOWORK: '' }, 'go.work', 'an empty GOWORK says nothing'],
    [['go.work', 'a/go.mod'], 'a', { GOWORK: 'auto' }, 'go.work', 'the default, said aloud'],
    [['go.work/x', 'go.mod'], '.', {}, 'go.mod', 'a folder of that name is no file'],
    [['go.work', 'x'], '.', { GOWORK: 'off' }, undefined, 'nothing'],
  ])('of %j, seen from %s with %j: %s (%s)', (files, from, env, want) => {
    const root = tree(...files);
    expect(findProject(join(root, from), env)).toBe(want && join(root, want));
  });

  it('takes the file that GOWORK names, unless it is yet to be made', () => {
    const root = tree('go.mod', 'go.work', 'other/my.work');
    expect(findProject(root, { GOWORK: join(root, 'other/my.work') })).toBe(join(root, 'other/my.work'));
    expect(findProject(root, { GOWORK: join(root, 'none.work') })).toBe(join(root, 'go.mod'));
    expect(() => findProject(root, { GOWORK: 'go.work' })).toThrow(/not an absolute path/);
  });
});

describe('parseProject', () => {
  it('says which lines it read', () => {
    const text = '// a module\nmodule m\n\ngo 1.21 // language\r\n\ntoolchain go1.23.4-acme\ntool example.com/x\n';
    expect(parseProject(text, '/m/go.mod')).toMatchObject({
      file: '/m/go.mod',
      kind: 'go.mod',
      go: { line: 4, text: 'go 1.21', version: { series: '1.21', explicit: false } },
      toolchain: { line: 6, text: 'toolchain go1.23.4-acme', version: { name: '1.23.4' }, suffix: '-acme' },
      needs: { line: 7, text: 'tool example.com/x', version: { series: '1.24' } },
    });
  });

  it('tells a workspace by its name', () => {
    expect(parseProject('', '/m/my.work').kind).toBe('go.work');
  });

  it.each([
    ['module m\ngo one\n', 'line 2: go one', 'no version'],
    ['go 1.21 1.22\n', 'line 1: go 1.21 1.22', 'two versions'],
    ['go\n', 'line 1: go', 'no version at all'],
    ['go "1.21"\n', 'line 1: go "1.21"', 'quoted, which go refuses too'],
    ['go (\n\t1.21\n)\n', 'line 1: go (', 'a block, which go refuses too'],
    ['go 1.021\n', 'line 1: go 1.021', 'a leading zero'],
    ['go 2.0\n', 'line 1: go 2.0', 'a Go that does not exist'],
    ['toolchain go1.21\ntoolchain go1.22\n', 'line 2: toolchain go1.22', 'a second toolchain line'],
    ['toolchain go1.21.x\n', 'line 1: toolchain go1.21.x', 'a toolchain that is none'],
    ['toolchain -acme\n', 'line 1: toolchain -acme', 'a suffix alone'],
  ])('refuses %j', (text, entry) => {
    expect(() => parseProject(text, '/m/go.mod')).toThrow(
      expect.objectContaining({ code: 'RTO_PROJECT', facts: { entry }, message: expect.stringContaining('/m/go.mod') }),
    );
  });

  it('is not led astray by a file that is something else', () => {
    expect(parseProject('\0\x01\x02'.repeat(1000), '/m/go.mod').go).toBeUndefined();
    expect(() => parseProject(`go ${'1'.repeat(100_000)}\n`, '/m/go.mod')).toThrow(/not a Go version/);
  });
});

it('says which file cannot be read', () => {
  const folder = tempFolder();
  expect(() => readProject(join(folder, 'go.mod'))).toThrow(
    expect.objectContaining({ code: 'RTO_PROJECT', message: expect.stringContaining('ENOENT') }),
  );
});
