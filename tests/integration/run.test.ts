// rto run with a fake go: what is built where, what the program gets, where its output and the summary go.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from './world.ts';

/** Builds the file `program` of the folder it is run in; `version -m` tells of a module. */
const GO = `#!/bin/sh
case $1 in
  version) printf '%s: go@VERSION@\\n\\tpath\\texample.com/app\\n\\tmod\\texample.com/app\\t(devel)\\t\\n' "$3" ;;
  build)
    echo "go $* in $PWD" >&2
    test "$3" = -none && exit 0
    test -f program || { echo "program.go:1: nothing to build"; exit 1; }
    cp program "$3app" && chmod +x "$3app" ;;
  install) printf '#!/bin/sh\\necho installed $INSTALLED\\n' > "$GOBIN/tool" && chmod +x "$GOBIN/tool" ;;
esac
`;

const EVENT = (operation: string) =>
  JSON.stringify({ operation, caller: 'main.main', file: '/src/main.go', line: 7 }).replaceAll('"', '\\"');

const PROGRAM = `#!/bin/sh
echo "args $# $*; in $PWD; observe $GO_INSTRUMENT"
echo complaint >&2
echo "${EVENT('crypto/sha256.Sum256')}" >> "$INSTRUMENTATION_LOG_PATH"
exit \${1:-0}
`;

let world: World;
beforeEach(async () => {
  world = createWorld();
  await world.install('1.23.12', GO);
  await world.install('1.24.9', GO);
  write('program', PROGRAM);
  write('go.mod', 'module example.com/app\n\ngo 1.23\n');
  write('main.go', '');
});

function write(name: string, text: string): void {
  const path = join(world.cwd, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const logs = () => readdirSync(join(world.top, 'cache/logs')).map((name) => join(world.top, 'cache/logs', name));

it('the program has its own output, arguments and folder; the summary goes to standard error', () => {
  const { status, stdout, stderr } = world.run('rto run 1.23 . -- 0 "two words" --json');
  expect(stdout).toBe(`args 3 0 two words --json; in ${world.cwd}; observe reflect,unsafe,crypto\n`);
  expect(stderr).toContain('complaint\n');
  expect(stderr).toContain('crypto/sha256.Sum256');
  expect(stderr).toContain('go1.23.12');
  expect(status).toBe(0);
});

describe('exit status', () => {
  it.each<[line: string, want: number, why: string]>([
    ['rto run 1.23 . -- 7', 7, 'the program’s'],
    ['rto run 1.23 --json . -- 7', 7, 'with --json too'],
    ['mkdir e; touch e/e.go; rto run 1.23 e', 1, 'that of go, which cannot build'],
    ['mkdir e; rto run 1.23 e', 1, 'nothing to build'],
    ['rto run 1.23 -o x .', 2, 'usage'],
  ])('%s: %i (%s)', (line, want) => {
    expect(world.run(line).status).toBe(want);
  });

  it('128 + n for a signal, and the summary all the same', () => {
    write('program', `${PROGRAM.replace(/exit.*/, '')}kill -KILL $$\n`);
    const { status, stderr } = world.run('rto run 1.23');
    expect(status).toBe(137);
    expect(stderr).toContain('crypto/sha256.Sum256');
  });
});

it('--json: the summary on standard output, the program’s output on standard error', () => {
  const { stdout, stderr } = world.run('rto run --json 1.24 . -- 3');
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 1,
    program: 'app',
    path: 'example.com/app',
    go: 'go1.24.9',
    toolchain: expect.stringMatching(/^rto-go-1\.24\.9-/),
    exit: 3,
    events: 1,
  });
  expect(stderr).toContain('args 1 3;');
});

describe('the log', () => {
  it('is a new file in the cache for each run', () => {
    world.run('rto run 1.23');
    world.run('rto run 1.23');
    expect(logs()).toHaveLength(2);
    for (const log of logs()) expect(readFileSync(log, 'utf8')).toContain('crypto/sha256.Sum256');
  });

  it.each([
    ['rto run --log mine.jsonl 1.23', {}],
    ['rto run 1.23', { INSTRUMENTATION_LOG_PATH: 'mine.jsonl' }],
    ['rto run --log mine.jsonl 1.23', { INSTRUMENTATION_LOG_PATH: 'other.jsonl' }],
  ])('%s with %o is mine.jsonl', (line, env) => {
    world.run(line, { env });
    expect(existsSync(join(world.cwd, 'mine.jsonl'))).toBe(true);
    expect(existsSync(join(world.top, 'cache/logs'))).toBe(
      line.includes('--log') === false && !('INSTRUMENTATION_LOG_PATH' in env),
    );
    expect(existsSync(join(world.cwd, 'other.jsonl'))).toBe(false);
  });

  it('of earlier runs stays, and does not count', () => {
    world.run('rto run --log mine.jsonl 1.23');
    const { stdout } = world.run('rto run --json --log mine.jsonl 1.23');
    expect(JSON.parse(stdout)).toMatchObject({ events: 1, problems: { count: 0 } });
    expect(readFileSync(join(world.cwd, 'mine.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('that was never written is no events', () => {
    write('program', '#!/bin/sh\nexit 0\n');
    const { stdout, status } = world.run('rto run --json 1.23');
    expect(JSON.parse(stdout)).toMatchObject({ events: 0 });
    expect(status).toBe(0);
  });

  it('that cannot be written is said before anything is built', () => {
    const { status, stderr } = world.run('rto run --log no/such/folder/x.jsonl 1.23');
    expect(stderr).toContain('[RTO_LOG_WRITE]\n  because  ENOENT');
    expect(stderr).not.toContain('go build');
    expect(status).toBe(1);
    expect(world.run('rto exec --log . 1.23 -- true').stderr).toContain('it is a folder');
  });

  it('may be no file: then there is nothing to read afterwards', () => {
    const { stdout, status } = world.run('rto run --json --log /dev/null 1.23');
    expect(JSON.parse(stdout)).toMatchObject({ events: 0, log: '/dev/null' });
    expect(status).toBe(0);
  });
});

describe('the width of the summary', () => {
  const name = `example.com/${'long'.repeat(20)}.F`;
  beforeEach(() => write('program', PROGRAM.replace('crypto/sha256.Sum256', name)));

  it.each<[line: string, env: Record<string, string>, whole: boolean]>([
    ['rto run 1.23', {}, true],
    ['rto run 1.23', { COLUMNS: '80' }, false],
    ['rto run 1.23', { COLUMNS: '200' }, true],
    ['rto run 1.23 --width 80', {}, false],
    ['rto run 1.23 --width 200', { COLUMNS: '80' }, true],
    ['rto run 1.23 --all', { COLUMNS: '80' }, true],
    ['rto run 1.23 --all --width 80', {}, false],
  ])('%s with %o: names are whole: %s', (line, env, whole) => {
    const { stderr, status } = world.run(line, { env });
    expect(status).toBe(0);
    expect(stderr.includes(name)).toBe(whole);
    expect(stderr.includes('…')).toBe(!whole);
  });

  it.each(['0', 'wide', '1e3', '-3'])('--width=%s is refused', (width) => {
    expect(world.run(`rto run 1.23 --width=${width}`)).toMatchObject({ status: 2 });
  });
});

describe('the package', () => {
  it('a folder with its own go.mod: built there, with the Go it asks for, and run here', () => {
    write('other/go.mod', 'module example.com/other\n\ngo 1.24\n');
    write('other/program', PROGRAM);
    write('other/main.go', '');
    const { stdout, stderr } = world.run('rto run other');
    expect(stderr).toMatch(/go build -o \S+\/ \. in .*\/project\/other\n/);
    expect(stderr).toContain('go1.24.9');
    expect(stdout).toContain(`in ${world.cwd};`);
  });

  it('path@version is installed', () => {
    const { stdout } = world.run('INSTALLED=yes rto run 1.23 example.com/tool@v1.2.3');
    expect(stdout).toBe('installed yes\n');
  });

  it('what go says of a failure is shown, and nothing is run', () => {
    write('empty/main.go', '');
    const { stdout, stderr } = world.run('rto run 1.23 empty');
    expect(stderr).toContain('program.go:1: nothing to build\n');
    expect(stderr).not.toContain('RTO_');
    expect(stdout).toBe('');
  });
});

it('what was built is gone afterwards, also what a killed run left long ago', () => {
  const run = join(world.top, 'cache/run');
  mkdirSync(join(run, '999999999-old'), { recursive: true });
  mkdirSync(join(run, '999999999-young'));
  world.run(`touch -d '2 days ago' '${run}/999999999-old'; rto run 1.23`);
  expect(readdirSync(run)).toEqual(['999999999-young']);
  expect(statSync(run).isDirectory()).toBe(true);
});

it('--observe reaches the build and the program', () => {
  expect(world.run('rto run --observe none 1.23').stdout).toContain('observe none');
});
