// The compiler's stand-in on shapes of source and ways of calling it that are seldom: what is asked for by name is observed, and
// all else is as with stock Go.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from '../support/log.ts';
import { type Result, rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { MINORS } from './minors.ts';
import type { Files } from './modes/fixtures.ts';
import { ALIASES, ASSEMBLY, BESIDE, HELPERS, MARKED, OLD, OWN_RUNTIME, SHADOWING } from './standin/fixtures.ts';

const folder = tempFolder('standin');

let made = 0;

function write(files: Files, name = 'program'): string {
  const cwd = join(folder, String(++made), name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
  return cwd;
}

interface Observed extends Result {
  /** The operations that were logged, each as often as it was. */
  operations: string[];
}

/** Runs a command of go's with something observed and a log. */
async function observe(minor: string, cwd: string, list: string, ...args: string[]): Promise<Observed> {
  const log = join(folder, `${++made}.jsonl`);
  const env = { INSTRUMENTATION_LOG_PATH: log };
  const result = await rto(['exec', '--observe', list, minor, '--', 'go', ...args], { cwd, env });
  const events = existsSync(log) ? readEvents(log) : [];
  return { ...result, operations: events.map(({ operation }) => operation).sort() };
}

describe.each(MINORS)('Go %s', (minor) => {
  beforeAll(() => rto(['install', minor]));

  it.each([
    ['alias.Point.Area', ['Point.Area']],
    ['alias.(*Point).Grow', ['(*Point).Grow']],
    ['alias.Point.*', ['(*Point).Far', '(*Point).Grow', 'Point.Area']],
  ])('observes methods with an alias as receiver: %s', async (asked, wanted) => {
    const ran = await observe(minor, write(ALIASES), `example.com/${asked}`, 'run', '.');
    expect(ran.status, ran.stderr).toBe(0);
    const names = wanted.map((name) => `example.com/alias.${name}`);
    expect(ran.operations).toEqual(names);
    // The names are those of the symbols.
    const symbols = ran.stdout.trimEnd().split('\n');
    expect(symbols).toEqual(expect.arrayContaining(names.map((name) => name.replace('example.com/alias', 'main'))));
  });

  it.each([
    ['a file with a byte order mark', MARKED],
    ['a module of an old language', OLD],
  ])('observes %s', async (_what, files) => {
    const ran = await observe(minor, write(files), 'example.com/odd.label', 'run', '.');
    expect(ran, ran.stderr).toMatchObject({ status: 0, stdout: '<x>\n', operations: ['example.com/odd.label'] });
  });

  it('fails where a named function is in a package that does not compile with hooks', async () => {
    const cwd = write(SHADOWING);
    const named = await observe(minor, cwd, 'example.com/odd.label', 'build', '-o', 'out', '.');
    expect(named.status).toBe(1);
    expect(named.stderr).toContain('example.com/odd.label cannot be observed: it does not compile with hooks: ');
    const all = await observe(minor, cwd, 'example.com/odd.*', 'run', '.');
    expect(all).toMatchObject({ status: 0, stdout: '<x>\n', operations: [] });
    expect(all.stderr).toContain('example.com/odd is not observed: it does not compile with hooks: ');
  });

  it.each([[['.']], [['-cover', '.']], [['-coverpkg=./...', '.']], [['./...']]])(
    'observes the same under go test %j',
    async (flags) => {
      const cwd = write(HELPERS);
      const helper = await observe(minor, cwd, 'example.com/xt.helper', 'test', '-count=1', ...flags);
      expect(helper.status, helper.stdout).toBe(0);
      expect(helper.operations).toEqual(['example.com/xt.helper']);
      const tree = await observe(minor, cwd, 'example.com/xt/...,main.run', 'test', '-count=1', ...flags);
      expect(tree.status, tree.stdout).toBe(0);
      expect(tree.operations.filter((name) => name !== 'example.com/xt/sub.Two')).toEqual(['example.com/xt.Kind']);
    },
  );

  it('takes and writes long command lines, in a folder with an odd name', async () => {
    const files: Record<string, string> = {
      'go.mod': 'module example.com/many\n\ngo 1.19\n',
      'main.go': 'package main\n\nfunc main() { println(part000() + part799()) }\n',
    };
    for (let i = 0; i < 800; i++) {
      const n = String(i).padStart(3, '0');
      files[`generated_file_with_a_rather_long_name_${n}.go`] =
        `package main\n\nfunc part${n}() string { return "${n}" }\n`;
    }
    const ran = await observe(minor, write(files, 'it\'s "my" $app\\x'), 'example.com/many.part799', 'run', '.');
    expect(ran, ran.stderr).toMatchObject({ status: 0, operations: ['example.com/many.part799'] });
    expect(ran.stderr).toContain('000799');
  });

  it('compiles many packages at one time with their outputs in one folder', async () => {
    const cwd = write(BESIDE);
    const result = await rto(['exec', '--observe', 'unsafe', minor, '--', 'sh', 'steps.sh'], { cwd });
    expect(result, result.stderr).toMatchObject({ status: 0, stdout: 'a!\nb!\nsame bits\nhooked\nhooked\n' });
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['a.a', 'app', 'b.a', 'cfg', 'main.a', 'main.o']);
    expect(readdirSync(join(cwd, 'tmp'))).toEqual([]);
  });

  it('lets a package of its own be called runtime', async () => {
    const ran = await observe(minor, write(OWN_RUNTIME), 'unsafe', 'run', '.');
    expect(ran, ran.stderr).toMatchObject({ status: 0, stdout: '400 6\n' });
  });

  it.each([
    ['a store', 'TEXT ·touch(SB), 4, $0\n\tMOVB $0, runtime·rtoOn+0(SB)\n\tRET\n'],
    ['a macro', '#include "x.h"\nTEXT ·touch(SB), 4, $0\n\tMOVB $0, ON\n\tRET\n'],
    ['data', 'DATA runtime·rtoOn(SB)/1, $0\nGLOBL runtime·rtoOn(SB), 16, $1\nTEXT ·touch(SB), 4, $0\n\tRET\n'],
  ])('builds no program whose assembly reaches the hub by %s', async (_how, text) => {
    const cwd = write({ ...ASSEMBLY, 'touch.s': text });
    const result = await rto(['exec', '--observe', 'unsafe', minor, '--', 'go', 'build', '-o', 'out', '.'], { cwd });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('links to what rto added to Go (runtime');
  });
});

// Files of the tests must be what they are named after.
it('has a file with a byte order mark', () => {
  const cwd = write(MARKED);
  expect(execFileSync('head', ['-c', '3', join(cwd, 'main.go')])).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
});
