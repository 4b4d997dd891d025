// Programs of others, from the module proxy: every event counts for the module that its file is of.
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { byFiles, bySummary, type Counted, ownersOf } from '../support/whose.ts';
import { MINORS } from './minors.ts';

const TASKFILE = `version: '3'
tasks:
  default:
    cmds:
      - uname | cat
      - for: [a, b]
        cmd: test -n {{.ITEM}}
`;

interface Program {
  name: string;
  module: string;
  /** Within the module, as go list takes it. */
  package: string;
  path: string;
  observe: string;
  args: readonly string[];
  /** A package that must be among the callers, with its module. */
  caller: string;
}

const PROGRAMS: readonly Program[] = [
  {
    name: 'go-task',
    module: 'github.com/go-task/task/v3@v3.39.2',
    package: './cmd/task',
    path: 'github.com/go-task/task/v3/cmd/task@v3.39.2',
    observe: 'os/exec.*',
    args: [],
    // Its shell starts the processes; the closure that does it is inlined into the program's own package.
    caller: 'mvdan.cc/sh/v3/interp of mvdan.cc/sh/v3',
  },
  {
    name: 'yq',
    module: 'github.com/mikefarah/yq/v4@v4.44.3',
    package: '.',
    path: 'github.com/mikefarah/yq/v4@v4.44.3',
    observe: 'reflect,unsafe,crypto',
    args: ['-o', 'json', '.b.c[0]', 'a.yml'],
    caller: 'gopkg.in/yaml.v3 of gopkg.in/yaml.v3',
  },
  {
    name: 'age',
    module: 'filippo.io/age@v1.2.1',
    package: './cmd/age',
    path: 'filippo.io/age/cmd/age@v1.2.1',
    observe: 'reflect,unsafe,crypto',
    args: ['-r', 'age1q44nl9gcqrseg9hddq6e7pn9tj3qv389823xuq6g4recpt2t9q0qhhgtvx', '-o', 'a.age', 'a.yml'],
    caller: 'filippo.io/age of filippo.io/age',
  },
];

const folder = tempFolder('programs');
beforeAll(() => {
  writeFileSync(join(folder, 'Taskfile.yml'), TASKFILE);
  writeFileSync(join(folder, 'a.yml'), 'a: 1\nb: {c: [1, 2]}\n');
});

/** The compiler of one names closures after what they were inlined into, that of the other does not. */
const HERE = MINORS.filter((minor) => ['1.24', '1.27'].includes(minor));

describe.each(HERE.length > 0 ? HERE : MINORS.slice(-1))('Go %s', (minor) => {
  it.each(PROGRAMS)('$name: module and file agree in every event', async (program) => {
    const cwd = mkdtempSync(join(folder, `${program.name}-`));
    for (const file of ['Taskfile.yml', 'a.yml']) cpSync(join(folder, file), join(cwd, file));
    const log = join(cwd, 'log');
    const words = ['run', '--json', '--observe', program.observe, '--log', log, minor, program.path];
    const result = await rto([...words, '--', ...program.args], { cwd });
    expect(result.status, result.stderr).toBe(0);

    const downloaded = await rto(['exec', minor, '--', 'go', 'mod', 'download', '-json', program.module], { cwd });
    const source: string = JSON.parse(downloaded.stdout).Dir;
    const files = byFiles(log, await ownersOf(minor, [program.package], source));
    const summary = JSON.parse(result.stdout) as Counted;
    expect(bySummary(summary)).toEqual(files);
    expect(Object.keys(files)).toContain(program.caller);
    // What called something is not among what did not.
    const called = new Set(summary.packages.map((one) => one.module?.path));
    expect(summary.silent.filter(({ path }) => called.has(path))).toEqual([]);
  });
});
