// Every function that can be hooked, of the whole standard library, the modules and the program, on every Go minor: the
// program does what it does with stock Go, and no package had to be left out.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from '../support/log.ts';
import { EXAMPLE } from '../support/paths.ts';
import { buildStock, runProgram } from '../support/program.ts';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { standardTrees } from '../support/trees.ts';
import { MINORS } from './minors.ts';

const folder = tempFolder('everything');

describe.each(MINORS)('Go %s', (minor) => {
  // Making a toolchain tells its progress, where the tests want silence.
  beforeAll(() => rto(['install', minor]));

  it('changes nothing where everything is hooked', async () => {
    const app = join(folder, minor);
    await buildStock(minor, EXAMPLE, `${app}.stock`);
    const plain = await runProgram(`${app}.stock`, [], { cwd: EXAMPLE });
    expect(plain.status, plain.stderr).toBe(0);

    const list = `${await standardTrees(minor)},example.com/...,gopkg.in/...,golang.org/...`;
    const built = await rto(['build', '--observe', list, minor, '-o', app, '.'], { cwd: EXAMPLE });
    expect(built.status, built.stderr).toBe(0);
    // Of trees that the program has nothing of, rto says so; anything else would be a package that was left out.
    expect(built.stderr.replace(/^\S+\/\.\.\. was asked for and is not in .*\n/gm, '')).toBe('');

    const log = join(folder, `${minor}.jsonl`);
    const env = { INSTRUMENTATION_LOG_PATH: log };
    expect(await runProgram(app, [], { cwd: EXAMPLE, env })).toEqual(plain);
    const packages = readEvents(log).map(({ operation }) => operation.replace(/(?<=\/|^)([^./]+)\..*$/, '$1'));
    expect(new Set(packages).size).toBeGreaterThan(40);
  });
});
