// Whose code an event is: what the summary says against where the go command finds the files, in every way to build.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { app } from '../support/program.ts';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { byFiles, bySummary, type Counted, ownersOf } from '../support/whose.ts';
import { MINORS } from './minors.ts';

const folder = tempFolder('whose');

let count = 0;
/** A copy of the program and its modules; what is built of it is in `app`. */
function copy(): { whole: string; cwd: string; log: string } {
  const whole = join(folder, `${++count}`);
  cpSync(app('whose'), whole, { recursive: true });
  return { whole, cwd: join(whole, 'app'), log: join(whole, 'log') };
}

async function summaryOf(minor: string, words: readonly string[], cwd: string, log: string, env = {}) {
  const result = await rto(['run', '--json', '--observe', 'reflect,crypto', '--log', log, minor, ...words], {
    cwd,
    env,
  });
  expect(result.status, result.stderr).toBe(0);
  return JSON.parse(result.stdout) as Counted;
}

const MODULES = {
  'example.com/whose of example.com/whose': ['main', 1],
  'example.com/whose/api.v1 of example.com/whose': ['main', 4],
  'example.com/whose/api.v2 of example.com/whose': ['main', 4],
  'example.org/evil of example.org/evil': ['dependency', 6],
  'example.org/evil/store.v3 of example.org/evil': ['dependency', 1],
  'example.org/far of example.org/far': ['dependency', 3],
};

describe.each(MINORS)('Go %s', (minor) => {
  /** The packages that are not of the standard library. */
  const own = ({ packages }: Counted) =>
    Object.fromEntries(
      packages
        .filter(({ origin }) => origin !== 'standard')
        .map((one) => [`${one.package} of ${one.module?.path ?? ''}`, [one.origin, one.events]]),
    );

  it('knows closures, generics and packages of other names by their files', async () => {
    const { cwd, log } = copy();
    const summary = await summaryOf(minor, ['.'], cwd, log);
    expect(bySummary(summary)).toEqual(byFiles(log, await ownersOf(minor, ['.'], cwd)));
    expect(own(summary)).toEqual(MODULES);
    expect(summary.silent).toEqual([]);
    // The package of the file stands in the name, whatever the compiler calls a closure.
    const wipe = summary.calls.filter(({ reached }) => reached === 'main.T.Wipe');
    expect(wipe).toMatchObject([{ package: 'example.org/evil', function: expect.stringMatching(/^evil( \(|\.)/) }]);
    const keep = summary.calls.filter(({ reached }) => reached === 'main.T.Keep');
    expect(keep).toMatchObject([{ package: 'example.org/far', function: expect.stringMatching(/^far( \(|\.)/) }]);
    expect(summary.calls.map((call) => call.function)).toEqual(expect.arrayContaining(['api.v1.Kind', 'api.v2.Kind']));
  });

  it.each<[way: string, prepare: (at: ReturnType<typeof copy>) => Promise<void> | void, env: Record<string, string>]>([
    ['-trimpath', () => {}, { GOFLAGS: '-trimpath' }],
    [
      'vendor',
      async ({ cwd }) => {
        const done = await rto(['exec', minor, '--', 'go', 'mod', 'vendor'], { cwd });
        expect(done.status, done.stderr).toBe(0);
      },
      { GOFLAGS: '-mod=vendor' },
    ],
    [
      'a workspace',
      ({ whole, cwd }) => {
        const text = readFileSync(join(cwd, 'go.mod'), 'utf8').replace(/require[\s\S]*/, '');
        writeFileSync(join(cwd, 'go.mod'), text);
        const work = 'go 1.19\n\nuse (\n\t./app\n\t./evil\n)\n\nreplace example.org/far v1.2.0 => ./far\n';
        writeFileSync(join(whole, 'go.work'), work);
      },
      {},
    ],
  ])('is the same with %s', async (way, prepare, env) => {
    const at = copy();
    await prepare(at);
    const summary = await summaryOf(minor, ['.'], at.cwd, at.log, env);
    expect(own(summary)).toEqual(MODULES);
    if (way !== '-trimpath')
      expect(bySummary(summary)).toEqual(byFiles(at.log, await ownersOf(minor, ['.'], at.cwd, env)));
  });

  it('is the same for a list of files, whose package has no name', async () => {
    const { cwd, log } = copy();
    const summary = await summaryOf(minor, ['main.go'], cwd, log);
    const files: Record<string, unknown> = { ...own(summary) };
    expect(files['command-line-arguments of ']).toEqual(['main', 1]);
    expect(files['example.org/evil of example.org/evil']).toEqual(['dependency', 6]);
    expect(files['example.com/whose/api.v1 of example.com/whose']).toEqual(['dependency', 4]);
  });

  it('takes nothing of a GOPATH for the standard library', async () => {
    const at = join(folder, `${++count}`);
    const write = (path: string, text: string) => {
      mkdirSync(join(at, 'src', path, '..'), { recursive: true });
      writeFileSync(join(at, 'src', path), text);
    };
    const util = (name: string) =>
      `package ${name}\n\nimport "reflect"\n\nfunc T(x interface{}) string { return reflect.TypeOf(x).String() }\n`;
    write('acme/util/u.go', util('util'));
    write('acme/tool/inner/i.go', util('inner'));
    write('acme/tool/vendor/dep.v2/d.go', util('dep'));
    write(
      'acme/tool/main.go',
      'package main\n\nimport (\n\t"acme/tool/inner"\n\t"acme/util"\n\tdep "dep.v2"\n\t"reflect"\n)\n\n' +
        'func main() { println(util.T(1), inner.T(1), dep.T(1), reflect.TypeOf(1).String()) }\n',
    );
    const env = { GO111MODULE: 'off', GOPATH: at };
    for (const flags of ['', '-trimpath']) {
      const log = join(at, `log${flags}`);
      const summary = await summaryOf(minor, ['.'], join(at, 'src/acme/tool'), log, { ...env, GOFLAGS: flags });
      expect(own(summary), flags).toEqual({
        'acme/tool of ': ['main', 1],
        'acme/tool/inner of ': ['main', 1],
        'acme/tool/vendor/dep.v2 of ': ['dependency', 1],
        'acme/util of ': ['dependency', 1],
      });
    }
  });
});
