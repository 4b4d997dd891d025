// What can be asked for, in real builds: functions of the standard library, of a module and of the program itself,
// whole packages and trees, exclusions, rto.toml, and how a build fails where something cannot be observed.
import { cpSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type LoggedEvent, readEvents } from '../support/log.ts';
import { ROOT } from '../support/paths.ts';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('observe');
const app = join(folder, 'app');
cpSync(join(ROOT, 'tests', 'apps', 'observe'), app, { recursive: true });
// Git might change its line ends.
writeFileSync(
  join(app, 'windows.go'),
  'package main\r\n\r\nfunc windows() int {\r\n\treturn rows(\r\n\t\t1,\r\n\t)\r\n}\r\n\r\nfunc rows(n int) int { return n }\r\n',
);

let runs = 0;

async function observe(list: string | undefined, env: Record<string, string> = {}): Promise<LoggedEvent[]> {
  const log = join(folder, `${++runs}.jsonl`);
  const asked = list === undefined ? [] : ['--observe', list];
  const result = await rto(['run', ...asked, '--log', log, '1.24', '.'], { cwd: app, env });
  expect(result.status, result.stderr).toBe(0);
  expect(result.stdout).toBe('done\n42 42 parsed 1\n');
  return readEvents(log);
}

const operations = (events: readonly LoggedEvent[]) => [...new Set(events.map((event) => event.operation))].sort();

it('logs exactly what GO_INSTRUMENT names', async () => {
  const events = await observe(undefined, {
    GO_INSTRUMENT: 'os/exec.Command,net/http.Client.Do,gopkg.in/yaml.v3.Unmarshal',
  });
  expect(events).toHaveLength(3);
  expect(events.map(({ operation, caller, line }) => [operation, caller, line])).toEqual([
    ['net/http.(*Client).Do', 'main.outside', 41],
    ['gopkg.in/yaml.v3.Unmarshal', 'main.outside', 47],
    ['os/exec.Command', 'main.outside', 50],
  ]);
});

const IN_VAIN = ['gopkg.in/yaml.v2.Unmarshal', 'os/exce.Command'];
const WITH_THEM = ['crypto', 'os/exec.Command', ...IN_VAIN].join(',');

it('says of a program what it was asked for and does not hold', async () => {
  const { stdout, stderr, status } = await rto(['run', '--json', '--observe', WITH_THEM, '1.24', '.'], { cwd: app });
  expect(status, stderr).toBe(0);
  const { notFound } = JSON.parse(stdout) as { notFound: { asked: string }[] };
  expect(notFound.map(({ asked }) => asked).sort()).toEqual(IN_VAIN);
});

it('finds the instances of generic functions that a program holds', async () => {
  const cwd = join(folder, 'generic');
  mkdirSync(join(cwd, 'q'), { recursive: true });
  writeFileSync(join(cwd, 'go.mod'), 'module example.com/generic\n\ngo 1.21\n');
  const q = [
    ...['package q', 'type S[T any] struct{ in []T }', 'func (s *S[T]) Put(v T) { s.in = append(s.in, v) }'],
    ...['func Map[T any](v T, f func(T) T) T { return f(v) }', 'func Left[T any](v T) T { return v }'],
  ];
  writeFileSync(join(cwd, 'q', 'q.go'), `${q.join('\n')}\n`);
  const main = [
    ...['package main', 'import "example.com/generic/q"', 'func main() {', 'var s q.S[[]int]', 's.Put(nil)'],
    ...['q.Map(1, func(i int) int { return i })', 'q.Map([]int{}, func(i []int) []int { return i })', '}'],
  ];
  writeFileSync(join(cwd, 'main.go'), `${main.join('\n')}\n`);
  const own = 'example.com/generic/q';
  const list = [`${own}.Map`, `${own}.S.Put`, `${own}.Left`].join(',');
  const { stdout, stderr, status } = await rto(['run', '--json', '--observe', list, '1.24', '.'], { cwd });
  expect(status, stderr).toBe(0);
  const { notFound, events } = JSON.parse(stdout);
  expect(events).toBe(3);
  expect(notFound).toEqual([
    {
      asked: `${own}.Left`,
      missing: [],
      reason: `this function is not linked into this binary; of package ${own} these are: (*S).Put, Map`,
    },
  ]);
});

it.each([
  ['a file', ['-o', 'built/named'], 'named'],
  ['a folder', ['-o=built/'], 'observed'],
  ['the current folder', [], 'observed'],
])('says so of what go build leaves in %s', async (_where, flags, program) => {
  mkdirSync(join(app, 'built'), { recursive: true });
  const { stderr, status } = await rto(['build', '--observe', WITH_THEM, '1.24', ...flags, '.'], { cwd: app });
  const lines = stderr.trimEnd().split('\n').sort();
  expect(lines.map((line) => line.replace(/: .*/, ''))).toEqual(
    IN_VAIN.map((name) => `${name} was asked for and is not in ${program}`),
  );
  expect(status).toBe(0);
});

it('observes functions of the program in every form, by their package', async () => {
  const own = 'example.com/observed.';
  const events = await observe(`${own}*,-${own}skipped`);
  expect(operations(events)).toEqual(
    [
      ...['(*stack).push', '(*value).pointer', 'blank', 'closed', 'deferred', 'empty', 'forms', 'generic', 'main'],
      ...['named', 'one', 'outside', 'parsed', 'recovered', 'rows', 'rule', 'run', 'shadow', 'stack.top', 'unnamed'],
      ...['value.method', 'variadic', 'windows'],
    ].map((name) => own + name),
  );
  const places = (name: string) =>
    events.filter((event) => event.operation === own + name).map(({ caller, line }) => `${caller} ${line}`);
  expect(places('one')).toEqual(['main.forms 6', 'main.unnamed 30']);
  expect(places('generic')).toEqual(['main.forms 11', 'main.forms 12']);
  expect(places('closed')).toEqual(['main.forms.func1 20']);
  expect(places('rows')).toEqual(['main.windows 4']);
  const [rule] = events.filter((event) => event.operation === `${own}rule`);
  expect(rule).toMatchObject({ caller: 'main.parsed', file: 'grammar.y', line: 7 });
});

it('observes a tree of packages, cgo too, as rto.toml says', async () => {
  writeFileSync(join(app, 'rto.toml'), 'observe = ["example.com/observed/...", "-example.com/observed.*"]\n');
  const events = await observe(undefined);
  rmSync(join(app, 'rto.toml'));
  expect(operations(events)).toEqual(['example.com/observed/inner.Twice', 'example.com/observed/native.Abs']);
});

it.each([
  ['errors.Iss', 'errors', 'errors has no function Iss; it has Is', 'a misspelt function'],
  ['errors.joinError.Eror', 'errors', 'errors.joinError has no method Eror; it has Error', 'a misspelt method'],
  ['errors.*,-errors.Iss', 'errors', 'errors has no function Iss; it has Is', 'a misspelt exclusion'],
  ['math.archFloor', 'math', 'math.archFloor cannot be observed: it has no Go body', 'assembly'],
  ['math.Floor', 'math', 'math.Floor cannot be observed: the compiler puts instructions', 'an intrinsic'],
  ['syscall.RawSyscall', 'syscall', 'syscall.RawSyscall cannot be observed: it is marked //go:', 'a pragma'],
  ['runtime.GC', 'errors', 'runtime.GC cannot be observed: the hooks run on package runtime', 'package runtime'],
  [
    'crypto/internal/fips140.RecordNonApproved',
    'crypto/sha256',
    'cannot be observed: the linker hashes the FIPS',
    'FIPS',
  ],
  ['errors', 'errors', 'write errors.* for all functions of package errors', 'a package without what of it'],
  ['main.run', join(app, 'inner', 'x.go'), 'here command-line-arguments.run', 'package main by its name'],
])('refuses %s in %s (%s)', async (list, target, words) => {
  writeFileSync(join(app, 'inner', 'x.go'), '//go:build ignore\n\npackage main\n\nfunc main() {}\n');
  const result = await rto(['build', '--observe', list, '1.24', '-o', join(folder, 'out'), target], { cwd: app });
  expect(result.status).toBe(1);
  expect(result.stderr).toContain(words);
  expect(result.stderr).toContain(`[RTO_OBSERVE]\n  asked by  --observe ${list}\n  try `);
  expect(result.stderr).not.toContain('GO_INSTRUMENT');
});

it('says so of go test too, and of a list that a variable asks for', async () => {
  const args = ['test', '1.24', 'unicode/utf16'];
  const { status, stdout, stderr } = await rto(args, { cwd: app, env: { GO_INSTRUMENT: 'math.Floor' } });
  expect({ status, stdout }).toEqual({ status: 1, stdout: 'FAIL\tunicode/utf16 [build failed]\nFAIL\n' });
  expect(stderr).toMatch(/^# math\nerror: math\.Floor cannot be observed: .* \[RTO_OBSERVE\]\n {2}asked by {2}the GO_/);
});

it.each([
  ['math/...,runtime/...', 'math/big', 'package runtime'],
  ['crypto/...', 'crypto/sha256', 'the FIPS 140 module'],
  ['none,crypto/...', 'crypto/sha256', 'the same: none adds nothing'],
])('leaves out what %s brings to %s and cannot be observed (%s)', async (list, target) => {
  const out = join(folder, 'left.a');
  const result = await rto(['build', '--observe', list, '1.24', '-o', out, target], { cwd: app });
  expect(result, result.stderr).toMatchObject({ status: 0, stderr: '' });
});

/** A program of one file, in a module of this name. */
function write(name: string, module: string, text: string): string {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'go.mod'), `module ${module}\n\ngo 1.21\n`);
  writeFileSync(join(cwd, 'main.go'), text);
  return cwd;
}

it('observes a program whose module is called like a tool of Go', async () => {
  const text = 'package main\n\nimport "reflect"\n\nfunc main() { reflect.TypeOf(1) }\n';
  const cwd = write('tool', 'cmd/evasive', text);
  const log = join(folder, 'tool.jsonl');
  const result = await rto(['run', '--log', log, '1.24', '.'], { cwd });
  expect(result.status, result.stderr).toBe(0);
  expect(readEvents(log)).toContainEqual(expect.objectContaining({ operation: 'reflect.TypeOf', caller: 'main.main' }));
});

it.each([
  ['the hub', 'runtime.rtoOn', 'bool', 'false'],
  ['the stamp', 'internal/goos.RtoObserved', 'string', '""'],
])('builds no program that reaches for %s', async (name, symbol, type, value) => {
  const link = `import _ "unsafe"\n\n//go:linkname mine ${symbol}\nvar mine ${type}\n`;
  const folder = name.replace('the ', '');
  const cwd = write(folder, 'example.com/evasive', `package main\n\n${link}\nfunc main() { mine = ${value} }\n`);
  const result = await rto(['build', '1.24', '.'], { cwd });
  expect(result.status).toBe(1);
  expect(result.stderr).toContain('main.go links to what rto added to Go');
});

it('runs tests for their log though go has kept their results', async () => {
  const cwd = write('kept', 'example.com/kept', 'package kept\n\nimport "reflect"\n\nvar Kind = reflect.TypeOf(1)\n');
  const test = 'package kept\n\nimport "testing"\n\nfunc TestKind(t *testing.T) { t.Log(Kind) }\n';
  writeFileSync(join(cwd, 'kept_test.go'), test);
  for (const run of ['first', 'second']) {
    const log = join(folder, `kept-${run}.jsonl`);
    const result = await rto(['test', '--log', log, '1.24', '.'], { cwd });
    expect(result.status, result.stderr).toBe(0);
    expect(readEvents(log).map(({ caller }) => caller)).toContain('example.com/kept.init');
    expect((statSync(log).mode & 0o777).toString(8)).toBe('600');
  }
});
