import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Grammar, splitAtDashes, splitForExec, splitForGo, splitForRun } from '../../driver/cli/arguments.ts';
import { isRequest } from '../../driver/cli/request.ts';
import { looksLikeRequest } from '../../driver/version/request.ts';
import { tempFolder } from '../support/temp.ts';

const OPTIONS = new Map([
  ['observe', true],
  ['log', true],
  ['store', true],
  ['offline', false],
  ['help', false],
]);

const grammar = (command: string): Grammar => ({ command, options: OPTIONS, isRequest: looksLikeRequest });
const wordsOf = (line: string): string[] => (line === '' ? [] : line.split(' '));

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
    ['1.24 --offline', '1.24 --offline', '', 'and after it'],
    ['1.24 --observe none ./...', '1.24 --observe none', './...', 'with a value too'],
    ['-race 1.24 --log x -tags a,b ./...', '1.24 --log x', '-race -tags a,b ./...', 'and between flags of go'],
    ['-run --offline ./...', '', '-run --offline ./...', 'a value of go’s is no option of rto’s'],
    ['./... -offline', '', './... -offline', 'behind the package a flag is go’s or a test’s'],
    ['./... -args --offline', '', './... -args --offline', 'and behind -args whatever it is'],
    ['./... -- --offline', '', './... -- --offline', 'and behind --'],
    ['-own 1.24 -v', '', '-own 1.24 -v', 'a flag that go does not have may take a value: what follows is go’s'],
    ['-- --offline 1.24', '', '--offline 1.24', '-- ends rto’s part'],
    ['1.24 -- -run X', '1.24', '-run X', 'also after the request'],
    ['1.24 -run X -- a --offline', '1.24', '-run X a --offline', 'after flags of go too'],
    ['1.24 a -- b', '1.24', 'a -- b', 'but one behind the package is go’s'],
    ['--log', '--log', '', 'a value that is missing is for the parser to say'],
    ['--tags x ./...', '', '--tags x ./...', 'go takes two dashes as well'],
    ['-json', '', '-json', 'go’s -json'],
    ['--json 1.24 ./...', '1.24', '--json ./...', 'before the request too'],
    ['--json', '', '--json', 'in two dashes too: these commands have no --json'],
    ['--help', '--help', '', 'rto’s help'],
    ['-h', '-h', '', 'rto’s help'],
    ['1.24 --help', '1.24 --help', '', 'rto’s help'],
    ['1.24 -- --help', '1.24', '--help', 'go’s help'],
    ['-C dir 1.24', '1.24', '-C dir', 'a flag of go may stand before the request'],
    ['-o 1.24 .', '', '-o 1.24 .', 'the value of one is no request'],
    ['1.24 1.23 .', '1.24', '1.23 .', 'one request'],
    ['stable ./cmd', 'stable', './cmd', 'a known word'],
    ['stable/cmd', '', 'stable/cmd', 'an import path that begins with one'],
    ['./1.24', '', './1.24', 'a folder'],
    ['go1.24.1 .', 'go1.24.1', '.', 'Go’s own name of it'],
    ['go1.go', '', 'go1.go', 'a file'],
  ])('%j -> %j, %j (%s)', (line, own, rest) => {
    const got = splitForGo(wordsOf(line), grammar('test'));
    expect([got.own.join(' '), got.rest?.join(' '), got.problem]).toEqual([own, rest, undefined]);
  });

  it.each<[line: string, meant: string]>([
    ['./... --log x', 'rto test --log x ./...'],
    ['-own y --log x ./...', 'rto test --log x -own y ./...'],
    ['1.24 -run X ./... --offline -v', 'rto test 1.24 --offline -run X ./... -v'],
    ["./... --observe=a.(*B).C -run '^$'", "rto test '--observe=a.(*B).C' ./... -run ''\\''^$'\\'''"],
  ])('%s: an option of rto behind the package is an error that names %s', (line, meant) => {
    expect(splitForGo(wordsOf(line), grammar('test')).problem).toMatchObject({
      code: 'RTO_OPTION_PLACE',
      exit: 2,
      try: meant,
    });
  });

  it.each<[line: string, meant: string]>([
    ['. 1.24', 'rto test 1.24 .'],
    ['-race ./... ./a v1.24.3 -run X', 'rto test 1.24.3 -race ./... ./a -run X'],
    ['--offline . go1.24', 'rto test --offline go1.24 .'],
  ])('%s: a version behind the package is an error that names %s', (line, meant) => {
    const { problem } = splitForGo(wordsOf(line), grammar('test'));
    expect(problem).toMatchObject({ code: 'RTO_REQUEST_PLACE', exit: 2, try: meant });
  });

  it.each([['1.24 . 1.23'], ['. -timeout 1.24'], ['. -args 1.24'], ['. -- 1.24'], ['. ./1.24'], ['. 1.24/x']])(
    '%s: no such version',
    (line) => {
      expect(splitForGo(wordsOf(line), grammar('test')).problem).toBeUndefined();
    },
  );

  it('takes a range in one word', () => {
    expect(splitForGo(['>=1.21 <1.24', './...'], grammar('build'))).toEqual({
      own: ['>=1.21 <1.24'],
      rest: ['./...'],
    });
  });

  it('passes words unchanged, whatever is in them', () => {
    const words = ['-ldflags=-X a.b=c d', '', '-run', '^$', "it's", '-race'];
    expect(splitForGo(words, grammar('test')).rest).toEqual(words);
  });

  it.each([
    ['test', splitForGo],
    ['run', splitForRun],
  ] as const)('rto %s loses no word and keeps their order among its own and among go’s', (command, split) => {
    const pool = ['1.24', '--offline', '--observe', 'x', '-v', './...', '--log=f', '', '-tags', '-own', '-args'];
    for (let seed = 0; seed < 2000; seed++) {
      const words = Array.from(
        { length: seed % 6 },
        (_, index) => pool[(seed * 31 + index * index * 7 + ((seed >> index) & 7)) % pool.length] ?? '',
      );
      const { own, flags = [], rest = [], problem } = split(words, grammar(command));
      if (problem?.code === 'RTO_FLAG') continue;
      expect([...own, ...flags, ...rest].sort()).toEqual(words.toSorted());
      for (const part of [own, flags, rest]) expect(isSubsequence(part, words), words.join(' ')).toBe(true);
    }
  });
});

/** Whether the words of a part stand in the whole in the same order. */
function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const word of whole) if (at < part.length && part[at] === word) at++;
  return at === part.length;
}

describe('rto run', () => {
  it.each<[line: string, own: string, flags: string, rest: string, why: string]>([
    ['', '', '', '', 'nothing at all'],
    ['1.24 ./cmd/x', '1.24 ./cmd/x', '', '', 'a request and a package'],
    ['1.24 ./cmd/x --offline', '1.24 ./cmd/x', '', '--offline', 'what stands behind the package is the program’s'],
    ['1.24 ./cmd/x -- --port 8', '1.24 ./cmd/x', '', '--port 8', 'a -- before it is nobody’s'],
    ['./cmd/x -- -- a', './cmd/x', '', '-- a', 'a second one is the program’s'],
    ['./cmd/x a -- b', './cmd/x', '', 'a -- b', 'and so is one between its words'],
    ['-- a', '', '', 'a', 'the current folder'],
    ['. 8080', '.', '', '8080', 'a second word'],
    ['. 1.24', '.', '', '1.24', 'a version too'],
    ['a.go b.go c d.go', 'a.go b.go', '', 'c d.go', 'Go files, as go run takes them'],
    [
      '-tags x 1.24 -race --log f .',
      '1.24 --log f .',
      '-tags x -race',
      '',
      'flags of go and options of rto in any order',
    ],
    ['-ldflags=-s -exec qemu-arm . -v', '.', '-ldflags=-s -exec qemu-arm', '-v', '-exec is go run’s'],
    ['-C sub .', '.', '-C sub', '', '-C too'],
    ['--observ x .', '--observ x', '', '.', 'a misspelt option is for the parser to say'],
  ])('%j -> %j, %j, %j (%s)', (line, own, flags, rest) => {
    const got = splitForRun(wordsOf(line), grammar('run'));
    expect([got.own.join(' '), got.flags?.join(' '), got.rest?.join(' ')]).toEqual([own, flags, rest]);
    expect(got.problem).toBeUndefined();
  });

  it.each([['-o'], ['-json'], ['-own'], ['-bench']])('refuses %s, which go run does not have', (flag) => {
    expect(splitForRun([flag, '.'], grammar('run')).problem).toMatchObject({ code: 'RTO_FLAG', exit: 2 });
  });

  it.each([
    ['1.24 -tags', 'flag needs an argument: -tags', 'rto run 1.24 -tags VALUE PACKAGE'],
    ['-race --ldflags', 'flag needs an argument: --ldflags', 'rto run -race --ldflags VALUE PACKAGE'],
    ['-exec', 'flag needs an argument: -exec', 'rto run -exec VALUE PACKAGE'],
  ])('%s: %s', (line, message, meant) => {
    const { problem } = splitForRun(wordsOf(line), grammar('run'));
    expect(problem).toMatchObject({ code: 'RTO_FLAG_VALUE', message, exit: 2, try: meant });
  });

  it.each([
    ['./x --log f', 'rto run --log f ./x'],
    ['1.24 -race ./x a --offline', 'rto run 1.24 --offline -race ./x a'],
    ['./x -- --offline', undefined],
    ['./x -offline --own', undefined],
  ])('%s: says that a word like an option of rto was the program’s, and what else was meant: %s', (line, meant) => {
    const { hint } = splitForRun(wordsOf(line), grammar('run'));
    if (meant === undefined) expect(hint).toBeUndefined();
    else expect(hint).toContain(meant);
  });
});

describe('rto exec', () => {
  it.each<[line: string, own: string, rest: string, why: string]>([
    ['1.24 -- go version', '1.24', 'go version', 'the command after --'],
    ['--log f 1.24 --offline -- go test --offline', '--log f 1.24 --offline', 'go test --offline', 'options before --'],
    ['-- sh -c x -- y', '', 'sh -c x -- y', 'the first -- counts'],
    ['--help', '--help', '', 'help needs no command'],
  ])('%j -> %j, %j (%s)', (line, own, rest) => {
    const got = splitForExec(wordsOf(line), grammar('exec'));
    expect([got.own.join(' '), got.rest?.join(' '), got.problem]).toEqual([own, rest, undefined]);
  });

  it.each([
    ['1.24', 'rto exec 1.24 -- go version'],
    ['1.24 --', 'rto exec 1.24 -- go version'],
    ['1.24 sh -c x', 'rto exec 1.24 -- sh -c x'],
    ['--log f go test --log g', 'rto exec --log f -- go test --log g'],
  ])('%s: the error names %s', (line, meant) => {
    expect(splitForExec(wordsOf(line), grammar('exec')).problem).toMatchObject({ code: 'RTO_NO_COMMAND', try: meant });
  });
});

describe('rto completion', () => {
  it.each<[words: string[], own: string[], rest: string[] | undefined, why: string]>([
    [['1.24', '--', 'go', 'version'], ['1.24'], ['go', 'version'], 'the command after --'],
    [['1.24'], ['1.24'], undefined, 'no -- at all is told from nothing after it'],
    [['1.24', '--'], ['1.24'], [], 'nothing after it'],
    [['--', 'sh', '-c', 'x', '--', 'y'], [], ['sh', '-c', 'x', '--', 'y'], 'the first -- counts'],
    [['bash', '--', '--json'], ['bash'], ['--json'], 'options after -- are not rto’s'],
  ])('%j -> %j, %j (%s)', (words, own, rest) => {
    expect(splitAtDashes(words)).toEqual({ own, rest });
  });
});

describe('a path as REQUEST', () => {
  const cwd = tempFolder('request');
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
