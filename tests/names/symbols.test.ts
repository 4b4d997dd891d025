// Symbols of the linker taken apart, and the code that they belong to.
import { describe, expect, it } from 'vitest';
import { parseModules } from '../../driver/names/modules.ts';
import { createClassifier } from '../../driver/names/origin.ts';
import { decodeSymbol, parseSymbol, shortSymbol } from '../../driver/names/symbols.ts';

describe('parseSymbol', () => {
  it.each([
    ['main.main', 'main', 'main', 'a function'],
    ['main.main.func1', 'main', 'main.func1', 'a closure'],
    ['main.main.gowrap1', 'main', 'main.gowrap1', 'a go statement, 1.22'],
    ['main.run-range1', 'main', 'run-range1', 'a loop over a function, 1.23'],
    ['example.com/a/b.(*T).M', 'example.com/a/b', '(*T).M', 'a method of a pointer'],
    ['example.com/a/b.T.M-fm', 'example.com/a/b', 'T.M-fm', 'a method value'],
    ['gopkg.in/yaml%2ev3.unmarshal', 'gopkg.in/yaml.v3', 'unmarshal', 'a dot in the last element'],
    ['gopkg.in/yaml%2ev3.(*decoder).unmarshal', 'gopkg.in/yaml.v3', '(*decoder).unmarshal', 'and a method'],
    ['example.com/x.v2/we%2eird~x.init.0', 'example.com/x.v2/we.ird~x', 'init.0', 'a dot elsewhere is not escaped'],
    [
      'example.com/x.v2/we%252eird~x.Show.func1.1',
      'example.com/x.v2/we.ird~x',
      'Show.func1.1',
      'escaped twice by 1.27',
    ],
    ['example.com/%e6%97%a5.F', 'example.com/日', 'F', 'bytes outside ASCII'],
    ['main.F[...]', 'main', 'F[...]', 'a generic function'],
    ['main.F[example.com/x/y.T]', 'main', 'F[example.com/x/y.T]', 'type arguments hold slashes'],
    ['example.com/a/b.(*T[...]).M', 'example.com/a/b', '(*T[...]).M', 'a method of a generic type'],
    ['pkg.glob..func1', 'pkg', 'glob..func1', 'a closure of a package variable, before 1.21'],
    ['pkg.init.func1', 'pkg', 'init.func1', 'the same since'],
    ['vendor/golang.org/x/net/idna.init', 'vendor/golang.org/x/net/idna', 'init', 'vendored in the standard library'],
    ['command-line-arguments.TestX', 'command-line-arguments', 'TestX', 'go test of files'],
    ['unknown', '', 'unknown', 'no package'],
    ['', '', '', 'nothing'],
    ['a/b/c', '', 'a/b/c', 'no dot after the last slash'],
  ])('%s -> %s | %s (%s)', (name, path, fn) => {
    expect(parseSymbol(name)).toEqual({ package: path, function: fn });
  });

  it.each([
    ['gopkg.in/yaml.v3.(*decoder).unmarshal', 'gopkg.in/yaml.v3', '(*decoder).unmarshal', 'a known path'],
    ['gopkg.in/yaml.v3x.F', 'gopkg.in/yaml', 'v3x.F', 'not the known path'],
    ['gopkg.in/yaml%2ev3.F', 'gopkg.in/yaml.v3', 'F', 'escaped all the same'],
  ])('unescaped: %s -> %s | %s (%s)', (name, path, fn) => {
    expect(parseSymbol(name, ['gopkg.in/yaml.v3', 'gopkg.in/yaml.v2'])).toEqual({ package: path, function: fn });
  });

  it('names a function with the last element of its path', () => {
    expect(shortSymbol(parseSymbol('gopkg.in/yaml%2ev3.(*decoder).scalar'))).toBe('yaml.v3.(*decoder).scalar');
    expect(shortSymbol(parseSymbol('unknown'))).toBe('unknown');
  });

  it.each([
    ['50%', '50%', 'no digits'],
    ['%zz', '%zz', 'no hexadecimal digits'],
    ['%', '%', 'alone'],
    ['%25252e', '%2e', 'twice and no more'],
  ])('decodes %s to %s (%s)', (name, want) => expect(decodeSymbol(name)).toBe(want));
});

const TEXT = `/home/ada/ledger: go1.24.13
\tpath\texample.com/ledger/cmd/ledger
\tmod\texample.com/ledger\tv1.2.3\th1:AAAA=
\tdep\texample.com/ledger/nested\tv0.1.0\th1:BBBB=
\tdep\texample.com/view\tv0.0.0
\t=>\t./view\t(devel)\t
\t
\tdep\tgopkg.in/yaml.v3\tv3.0.1\th1:CCCC=
\tbuild\t-compiler=gc
\tbuild\tvcs.time=2026-11-23T00:00:00Z
`;

describe('parseModules', () => {
  it('reads path, main module, dependencies and replacements', () => {
    expect(parseModules(TEXT)).toEqual({
      go: 'go1.24.13',
      path: 'example.com/ledger/cmd/ledger',
      main: { path: 'example.com/ledger', version: 'v1.2.3' },
      deps: [
        { path: 'example.com/ledger/nested', version: 'v0.1.0' },
        { path: 'example.com/view', version: 'v0.0.0', replacedBy: { path: './view', version: '(devel)' } },
        { path: 'gopkg.in/yaml.v3', version: 'v3.0.1' },
      ],
    });
  });

  it('reads the same with carriage returns', () => {
    expect(parseModules(TEXT.replaceAll('\n', '\r\n'))).toEqual(parseModules(TEXT));
  });

  it.each([
    ['', 'nothing'],
    ['/bin/ls: could not read Go build info from /bin/ls: not a Go executable\n', 'no Go binary'],
    ['ledger: go1.24.13\n', 'no modules'],
    ['\tpath\texample.com/x\n', 'no version'],
  ])('%j gives nothing (%s)', (text) => expect(parseModules(text)).toBeUndefined());

  it('knows a list of files, which has no main module', () => {
    expect(
      parseModules('/home/ada/x: go1.26.8 X:nodwarf5\n\tpath\tcommand-line-arguments\n\tbuild\t-compiler=gc\n'),
    ).toEqual({
      go: 'go1.26.8 X:nodwarf5',
      path: 'command-line-arguments',
      main: undefined,
      deps: [],
    });
  });

  it('takes a path with a colon, as Windows has', () => {
    expect(parseModules('C:\\go: x\\a.exe: go1.24.13\n\tpath\tcmd/a\n')?.go).toBe('go1.24.13');
  });
});

describe('whose code a caller is where no file says it', () => {
  const modules = parseModules(TEXT);
  const classify = createClassifier(modules);
  it.each<[string, string, string | undefined, string, string]>([
    ['main.run', 'main', 'example.com/ledger', 'example.com/ledger/cmd/ledger', 'the program itself'],
    ['example.com/ledger.Open', 'main', 'example.com/ledger', 'example.com/ledger', 'the root of the main module'],
    ['example.com/ledger/book.(*B).Add', 'main', 'example.com/ledger', 'example.com/ledger/book', 'a package of it'],
    ['example.com/ledger_test.TestX', 'main', 'example.com/ledger', 'example.com/ledger_test', 'its external tests'],
    [
      'example.com/ledger/nested/x.F',
      'dependency',
      'example.com/ledger/nested',
      'example.com/ledger/nested/x',
      'a module inside its path',
    ],
    ['example.com/ledgers.F', 'unknown', undefined, 'example.com/ledgers', 'a longer name is another module'],
    ['gopkg.in/yaml%2ev3.unmarshal', 'dependency', 'gopkg.in/yaml.v3', 'gopkg.in/yaml.v3', 'escaped'],
    ['gopkg.in/yaml.v3.unmarshal', 'dependency', 'gopkg.in/yaml.v3', 'gopkg.in/yaml.v3', 'not escaped'],
    ['encoding/json.Unmarshal', 'standard', undefined, 'encoding/json', 'standard library'],
    ['reflect.Value.MethodByName', 'standard', undefined, 'reflect', 'standard library, one element'],
    ['vendor/golang.org/x/net/idna.init', 'standard', undefined, 'vendor/golang.org/x/net/idna', 'vendored there'],
    ['type:.eq.main.T', 'unknown', undefined, 'type:', 'made by the compiler'],
    ['unknown', 'unknown', undefined, '(unknown)', 'no symbol was found'],
    ['', 'unknown', undefined, '(unknown)', 'empty'],
    ['__proto__.x', 'standard', undefined, '__proto__', 'hostile'],
  ])('%s is %s of %s (%s)', (caller, origin, module, path) => {
    const place = classify(caller, '');
    expect([place.origin, place.module?.path, place.package]).toEqual([origin, module, path]);
    expect(classify(caller, '')).toBe(place);
  });

  it('takes a main module whose name has no dot for what it is', () => {
    const own = createClassifier(parseModules('x: go1.24.1\n\tpath\tledger\n\tmod\tledger\t(devel)\t\n'));
    expect(own('ledger/book.F', '').origin).toBe('main');
    expect(own('ledgers/book.F', '').origin).toBe('standard');
  });

  it.each([
    ['main.run', 'main', 'main'],
    ['command-line-arguments.TestX', 'main', 'command-line-arguments'],
    ['example.com/a.F', 'dependency', 'example.com/a'],
    ['encoding/json.F', 'standard', 'encoding/json'],
  ])('without modules %s is %s', (caller, origin, path) => {
    expect(createClassifier(undefined)(caller, '')).toMatchObject({ origin, package: path, module: undefined });
  });
});
