// What a request may look like, and how it is told from a package.
import { describe, expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import { looksLikeRequest, parseRequest } from '../../driver/version/request.ts';

function form(text: string): string {
  const request = parseRequest(text);
  if ('version' in request) return `${request.kind} ${request.version.name}`;
  if (request.kind === 'word') return `word ${request.word}`;
  return request.kind === 'range' ? `range ${request.range}` : `${request.kind} ${request.path}`;
}

describe('parseRequest', () => {
  it.each([
    ['1.23', 'series 1.23.0', 'a minor'],
    ['=1.23', 'series 1.23.0', 'an equals sign changes nothing'],
    ['= 1.23.4', 'release 1.23.4', 'nor with a space'],
    [' 1.23.4\n', 'release 1.23.4', 'blanks around it are no matter'],
    ['1.20.0', 'release 1.20', 'the first release of 1.20'],
    ['go1.23rc1', 'release 1.23rc1', 'a candidate'],
    ['oldstable', 'word oldstable', 'a word'],
    ['>=1.21 <1.24', 'range >=1.21 <1.24', 'a range'],
    ['>=1.24rc1', 'range >=1.24.0-rc.1', 'a candidate as semver writes it'],
    ['<go1.24beta2', 'range <1.24.0-beta.2', 'a beta with a prefix'],
    ['1.21||1.23', 'range 1.21||1.23', 'alternatives without blanks'],
    ['1.x', 'range 1.x', 'any'],
    ['1', 'range 1', 'any of Go 1'],
    ['/usr/local/go', 'goroot /usr/local/go', 'a folder'],
    ['./go', 'goroot ./go', 'a folder here'],
    ['..', 'goroot ..', 'the folder above'],
    ['~/sdk/go1.23', 'goroot ~/sdk/go1.23', 'a slash makes a tilde a path, not a range'],
    ['1.23/go', 'goroot 1.23/go', 'a slash makes a number a path'],
    ['go1.23.4.linux-amd64.tar.gz', 'archive go1.23.4.linux-amd64.tar.gz', 'an archive here'],
    ['/x y/v0.0.1-go1.23.4.linux-amd64.zip', 'archive /x y/v0.0.1-go1.23.4.linux-amd64.zip', 'an archive there'],
  ])('%j is %s (%s)', (text, want) => {
    expect(form(text)).toBe(want);
  });

  it.each([
    ['', 'nothing'],
    ['  ', 'blanks'],
    ['nonsense', 'a word'],
    ['Latest', 'a known word in capitals is a typing error like any other'],
    ['go', 'the prefix alone'],
    ['v1.23', "a module's prefix"],
    ['1.23.4.5', 'four numbers'],
    ['1.023', 'a leading zero'],
    ['1.23.4-acme', 'a suffix'],
    ['1.23rc', 'a candidate without number'],
    ['>=1.21 < ', 'an operator with nothing after it'],
    ['>', 'an operator alone'],
    ['||', 'alternatives of nothing'],
    ['1.21 and 1.22', 'words between versions'],
    ['>=1.21, <1.24', "another language's range"],
    ['!=1.22', 'an operator that semver does not have'],
    ['1.23\0', 'a control character'],
    ['9'.repeat(300), 'a number without end'],
    [`1.${'x'.repeat(10_000)}`, 'a text without end'],
    [`${'1.21 '.repeat(30_000)}!`, 'a range without end'],
  ])('refuses %j', (text) => {
    let thrown: unknown;
    try {
      parseRequest(text);
    } catch (error) {
      thrown = error;
    }
    if (!(thrown instanceof RtoError)) throw new Error('it was taken', { cause: thrown });
    expect(thrown).toMatchObject({
      code: 'RTO_REQUEST',
      exit: 2,
      try: text === 'v1.23' ? '1.23, without the v; a folder of that name is ./v1.23' : 'rto resolve stable',
    });
    expect(thrown.facts['examples']).toContain('1.23.4');
    expect(thrown.message.length).toBeLessThan(300);
    expect(thrown.message).not.toMatch(/[\0-\x1f]/);
  });
});

describe('looksLikeRequest', () => {
  it.each([
    ['1.23', true, 'a number'],
    ['1.23.4', true, 'a number'],
    ['1', true, 'a number'],
    ['1.23x', true, 'a slip in a version is not a package'],
    ['go1.23.4', true, 'go1…'],
    ['go1', true, 'go1'],
    ['stable', true, 'a known word'],
    ['latest', true, 'a known word'],
    ['oldstable', true, 'a known word'],
    ['>=1.21 <1.24', true, 'a range'],
    ['^1.22', true, 'a range'],
    ['~1.22', true, 'a range'],
    ['<1.22', true, 'a range'],
    ['1.21 || 1.22', true, 'a range'],
    ['1.21||1.22', true, 'a range'],
    ['./go1.23.linux-amd64.zip', true, 'no package ends in .zip'],
    ['go1.23.linux-amd64.tar.gz', true, 'nor in .tar.gz'],
    ['.', false, 'a package'],
    ['./...', false, 'packages'],
    ['./cmd/app', false, 'a package'],
    ['/abs/cmd/app', false, 'a package; a GOROOT is told by what is in it'],
    ['main.go', false, 'a file'],
    ['1.go', false, 'a file'],
    ['9fans.net/go/acme', false, 'a package whose host begins with a digit'],
    ['3dtool', false, 'a name that begins with a digit'],
    ['github.com/acme/x@v1.2.3', false, 'a package with a version'],
    ['golang.org/x/tools', false, 'a package that begins with go'],
    ['go2x', false, 'a name that begins with go'],
    ['gopher', false, 'a name that begins with go'],
    ['-race', false, 'a flag'],
    ['--', false, 'the end of flags'],
    ['stables', false, 'a longer word'],
    ['', false, 'nothing'],
    ['all', false, "go's own word"],
    ['cmd', false, "go's own word"],
    ['./my app', false, 'a folder with a blank'],
    ['~/cmd', false, 'a folder'],
  ])('%j: %s (%s)', (text, want) => {
    expect(looksLikeRequest(text)).toBe(want);
  });
});
