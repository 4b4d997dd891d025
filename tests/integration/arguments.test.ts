import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { splitAtDashes, splitForGo } from '../../driver/commands/arguments.ts';
import { isRequest } from '../../driver/commands/request.ts';
import { looksLikeRequest } from '../../driver/version/request.ts';

const OPTIONS = new Map([
  ['observe', true],
  ['log', true],
  ['store', true],
  ['offline', false],
  ['help', false],
]);

describe('rto build and rto test', () => {
  it.each<[line: string, own: string, rest: string, why: string]>([
    ['', '', '', 'nothing at all'],
    ['1.24', '1.24', '', 'a request alone'],
    ['./...', '', './...', 'packages alone'],
    ['1.24 -run X ./...', '1.24', '-run X ./...', 'a request, then go’s words'],
    ['-run X ./...', '', '-run X ./...', 'a flag that rto does not have is go’s'],
    ['--offline 1.24 -v', '--offline 1.24', '-v', 'rto’s options come before the request'],
    ['--observe none 1.24 ./...', '--observe none 1.24', './...', 'an option with its value'],
    ['--observe=none ./...', '--observe=none', './...', 'the value in the same word'],
    ['--observe 1.24 1.23 .', '--observe 1.24 1.23', '.', 'a value that looks like a request is a value'],
    ['1.24 --offline', '1.24', '--offline', 'after the request all is go’s'],
    ['./... --offline', '', './... --offline', 'and after a package'],
    ['-- --offline 1.24', '', '--offline 1.24', '-- ends rto’s part'],
    ['1.24 -- -run X', '1.24', '-run X', 'also after the request'],
    ['1.24 -run X -- a', '1.24', '-run X -- a', 'but a later one is go’s'],
    ['--log', '--log', '', 'a value that is missing is for the parser to say'],
    ['--tags x ./...', '', '--tags x ./...', 'go takes two dashes as well'],
    ['-json', '', '-json', 'go’s -json'],
    ['--json', '', '--json', 'in two dashes too: these commands have no --json'],
    ['--help', '--help', '', 'rto’s help'],
    ['-h', '-h', '', 'rto’s help'],
    ['1.24 --help', '1.24', '--help', 'go’s help'],
    ['-C dir 1.24', '', '-C dir 1.24', 'what follows a flag of go is never a request'],
    ['stable ./cmd', 'stable', './cmd', 'a known word'],
    ['stable/cmd', '', 'stable/cmd', 'an import path that begins with one'],
    ['./1.24', '', './1.24', 'a folder'],
    ['go1.24.1 .', 'go1.24.1', '.', 'Go’s own name of it'],
    ['go1.go', '', 'go1.go', 'a file'],
  ])('%j -> %j, %j (%s)', (line, own, rest) => {
    const words = line === '' ? [] : line.split(' ');
    const got = splitForGo(words, OPTIONS, looksLikeRequest);
    expect([got.own.join(' '), got.rest?.join(' ')]).toEqual([own, rest]);
  });

  it('takes a range in one word', () => {
    expect(splitForGo(['>=1.21 <1.24', './...'], OPTIONS, looksLikeRequest)).toEqual({
      own: ['>=1.21 <1.24'],
      rest: ['./...'],
    });
  });

  it('passes words unchanged, whatever is in them', () => {
    const words = ['-ldflags=-X a.b=c d', '', '-run', '^$', "it's", '-race'];
    expect(splitForGo(words, OPTIONS, looksLikeRequest).rest).toEqual(words);
  });

  it('loses no word and keeps their order, however they stand', () => {
    const pool = ['1.24', '--offline', '--observe', 'x', '-v', './...', '--log=f', ''];
    for (let seed = 0; seed < 2000; seed++) {
      const words = Array.from(
        { length: seed % 6 },
        (_, index) => pool[(seed * 31 + index * index * 7 + ((seed >> index) & 7)) % pool.length] ?? '',
      );
      const { own, rest } = splitForGo(words, OPTIONS, looksLikeRequest);
      expect([...own, ...(rest ?? [])]).toEqual(words);
    }
  });
});

describe('rto exec and rto run', () => {
  it.each<[words: string[], own: string[], rest: string[] | undefined, why: string]>([
    [['1.24', '--', 'go', 'version'], ['1.24'], ['go', 'version'], 'the command after --'],
    [['1.24'], ['1.24'], undefined, 'no -- at all is told from nothing after it'],
    [['1.24', '--'], ['1.24'], [], 'nothing after it'],
    [['--', 'sh', '-c', 'x', '--', 'y'], [], ['sh', '-c', 'x', '--', 'y'], 'the first -- counts'],
    [['--json', '.', '--', '--json'], ['--json', '.'], ['--json'], 'options after -- are not rto’s'],
  ])('%j -> %j, %j (%s)', (words, own, rest) => {
    expect(splitAtDashes(words)).toEqual({ own, rest });
  });
});

describe('a path as REQUEST', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'rto-request-'));
  afterAll(() => rmSync(cwd, { recursive: true }));
  mkdirSync(join(cwd, 'go/src/runtime'), { recursive: true });
  mkdirSync(join(cwd, 'cmd'));
  writeFileSync(join(cwd, 'go/VERSION'), 'go1.23.4\n');
  it.each<[word: string, want: boolean, why: string]>([
    ['./go', true, 'a GOROOT folder'],
    [join(cwd, 'go'), true, 'by its absolute path'],
    ['go', false, 'a bare word is an import path'],
    ['./cmd', false, 'a folder that is none'],
    ['.', false, 'the current folder that is none'],
    ['./gone', false, 'nothing'],
    ['go1.23.4.linux-amd64.tar.gz', true, 'an archive by its name'],
    ['1.23', true, 'a version'],
  ])('%s: %s (%s)', (word, want) => {
    expect(isRequest(word, cwd)).toBe(want);
  });
  it('is one in the folder itself', () => {
    expect(isRequest('.', join(cwd, 'go'))).toBe(true);
  });
});
