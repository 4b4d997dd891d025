import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGoFlag } from '../../driver/cli/goflags.ts';
import { checkPackages, packagesAmong } from '../../driver/run/lookahead.ts';
import { tempFolder } from '../support/temp.ts';

const top = tempFolder('lookahead');
for (const file of ['mod/go.mod', 'mod/cmd/app/main.go', 'mod/cmd/tool/main.go', 'loose/main.go']) {
  mkdirSync(dirname(join(top, file)), { recursive: true });
  writeFileSync(join(top, file), file.endsWith('go.mod') ? 'module plain/name\n\nrequire dotless v1.0.0\n' : '');
}
const env = { GOENV: 'off' };

function codeOf(words: string, one: boolean, folder = 'mod', changes: Record<string, string> = {}): string | undefined {
  const packages = words === '' ? [] : words.split(' ');
  try {
    checkPackages({ packages, flags: [], cwd: join(top, folder), env: { ...env, ...changes }, one });
    return undefined;
  } catch (error) {
    return Object(error).code;
  }
}

describe('rto run says no only where go would', () => {
  it.each<[words: string, want: string | undefined, why: string]>([
    ['./cmd/app', undefined, 'a folder with Go files'],
    ['cmd/app', undefined, 'the same without ./'],
    ['./cmd/ap', 'RTO_FILE_MISSING', 'a folder that is not there'],
    ['cmd/ap', 'RTO_FILE_MISSING', 'a slip: cmd/app is near'],
    ['cmd/gofmt', undefined, 'a program of the standard library'],
    ['ap', 'RTO_FILE_MISSING', 'neither a folder, nor a program of the standard library'],
    ['', 'RTO_NO_GO_FILES', 'no Go files here'],
    ['./cmd', 'RTO_NO_GO_FILES', 'nor there'],
    ['plain/name/cmd/app', undefined, 'an import path of the module'],
    ['dotless/x', undefined, 'of a module that go.mod names'],
    ['pla', 'RTO_FILE_MISSING', 'not by a part of a name'],
    ['example.com/x', undefined, 'an import path: go knows'],
    ['example.com/x@v1', undefined, 'path@version'],
    ['main.go', 'RTO_FILE_MISSING', 'a file that is not there'],
    ['cmd/app/main.go', undefined, 'one that is'],
  ])('%j: %s (%s)', (words, want) => {
    expect(codeOf(words, true)).toBe(want);
  });

  it.each<[words: string, want: string | undefined, changes: Record<string, string>, why: string]>([
    ['', 'RTO_NO_MODULE', {}, 'Go files and no go.mod'],
    ['main.go', undefined, {}, 'files need none'],
    ['', undefined, { GO111MODULE: 'off' }, 'nor does GOPATH'],
    ['', undefined, { GOFLAGS: '-v -overlay=x.json' }, 'an overlay may bring it'],
    ['example.com/x', 'RTO_NO_VERSION', {}, 'an import path of no module'],
    ['example.com/x@v1', undefined, {}, 'path@version'],
    ['cmd/gofmt', undefined, {}, 'the standard library'],
  ])('outside of modules %j: %s with %o (%s)', (words, want, changes) => {
    expect(codeOf(words, true, 'loose', changes)).toBe(want);
  });
});

describe('rto build and rto test', () => {
  it.each<[words: string, want: string | undefined, why: string]>([
    ['./...', undefined, 'all below'],
    ['./cmd/...', undefined, 'all below a folder'],
    ['./cmd/ap/...', 'RTO_FILE_MISSING', 'below one that is not there'],
    ['./cmd/a...', undefined, 'whose name begins so'],
    ['fmt std all cmd/ap', undefined, 'bare words are import paths'],
    ['./cmd/app ./cmd/tol', 'RTO_FILE_MISSING', 'the second one'],
  ])('%j: %s (%s)', (words, want) => {
    expect(codeOf(words, false)).toBe(want);
  });
  it('needs a module for what is here', () => {
    expect(codeOf('./...', false, 'loose')).toBe('RTO_NO_MODULE');
    expect(codeOf('fmt', false, 'loose')).toBeUndefined();
  });
});

it.each<[line: string, want: string[] | undefined]>([
  ['-run X -race ./a ./b -v', ['./a', './b']],
  ['-tags=x', []],
  ['-own x ./a', undefined],
  ['./a -args ./b', ['./a']],
])('the packages among %j are %j', (line, want) => {
  expect(packagesAmong(line.split(' '), (flag) => readGoFlag(flag).takesNext)).toEqual(want);
});
