import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtProgram, planProgram } from '../../driver/run/program.ts';
import { tempFolder } from '../support/temp.ts';

const cwd = tempFolder('program');
mkdirSync(join(cwd, 'cmd/app'), { recursive: true });
mkdirSync(join(cwd, 'odd.go'));

describe('what go is run with', () => {
  it.each<[words: string[], folder: string, args: string[], why: string]>([
    [[], '', ['build', '-o', 'OUT/', '.'], 'the current folder'],
    [['.'], '', ['build', '-o', 'OUT/', '.'], 'the same, said'],
    [['cmd/app'], 'cmd/app', ['build', '-o', 'OUT/', '.'], 'a folder without ./: it may be a module of its own'],
    [['./cmd/app/'], 'cmd/app', ['build', '-o', 'OUT/', '.'], 'a folder as go writes it'],
    [['./gone'], '', ['build', '-o', 'OUT/', './gone'], 'no folder: go says so'],
    [['main.go'], '', ['build', '-o', 'OUT/', 'main.go'], 'a file'],
    [['a.go', 'b.go'], '', ['build', '-o', 'OUT/', 'a.go', 'b.go'], 'files'],
    [['example.com/x/cmd/y'], '', ['build', '-o', 'OUT/', 'example.com/x/cmd/y'], 'an import path'],
    [['example.com/x@latest'], '', ['install', 'example.com/x@latest'], 'path@version'],
  ])('%j -> in %j: %j (%s)', (words, folder, args) => {
    const plan = planProgram(words, cwd);
    expect(plan.folder).toBe(join(cwd, folder));
    expect(plan.go('OUT').args).toEqual(args);
  });

  it.each([
    [['main.go'], ''],
    [['cmd/app/a.go', 'cmd/app/b.go'], 'cmd/app'],
  ])('%j: the files lie in %j', (words, folder) => {
    expect(planProgram(words, cwd).files).toBe(join(cwd, folder));
    expect(planProgram(['.'], cwd).files).toBeUndefined();
  });

  it('installs path@version where the program is looked for', () => {
    expect(planProgram(['x@v1'], cwd).go('/out').changes).toEqual({ GOBIN: '/out' });
  });

  it.each([
    [['.'], ['build', '-tags', 'x', '-race', '-o', 'OUT/', '.']],
    [['x@v1'], ['install', '-tags', 'x', '-race', 'x@v1']],
  ])('flags of go come before %j', (words, args) => {
    expect(planProgram(words, cwd, ['-tags', 'x', '-race']).go('OUT').args).toEqual(args);
  });
});

describe('what go has built', () => {
  const out = join(cwd, 'out');
  it('is the one file there', () => {
    mkdirSync(out);
    expect(() => builtProgram(out)).toThrow(expect.objectContaining({ code: 'RTO_NOT_A_PROGRAM' }));
    writeFileSync(join(out, 'app'), '');
    expect(builtProgram(out)).toBe(join(out, 'app'));
    writeFileSync(join(out, 'other'), '');
    expect(() => builtProgram(out)).toThrow(expect.objectContaining({ facts: { built: 'app, other' } }));
  });
});
