// Every test file belongs to one project, and those of `unit` need nothing but this repository.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECTS } from './projects.ts';
import { ROOT } from './support/paths.ts';

interface Listed {
  file: string;
  projectName: string;
}

/** What vitest itself takes each file for. */
function listed(): Listed[] {
  const args = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'list', '--filesOnly', '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (!stdout.startsWith('[')) throw new Error(`vitest list said:\n${stdout}${stderr}`);
  return JSON.parse(stdout).map(({ file, projectName }: Listed) => ({ file: relative(ROOT, file), projectName }));
}

const files = listed();

it('each file is in one project', () => {
  const there = readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('tests', name));
  expect(there.length).toBeGreaterThan(100);
  expect(files.map(({ file }) => file).sort()).toEqual(there.sort());
  expect(new Set(files.map(({ projectName }) => projectName))).toEqual(new Set(Object.keys(PROJECTS)));
});

it('temp folders are made in one place, and nothing sleeps where it could wait for a condition', () => {
  const found = (words: RegExp) =>
    readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs)$/.test(name) && words.test(readFileSync(join(ROOT, 'tests', name), 'utf8')))
      .sort();
  expect(found(/mkdtemp\w*\(.*tmpdir\(\)/)).toEqual(['support/temp.ts']);
  // pty.ts gives up after a time, child.mjs looks again after one.
  expect(found(/from 'node:timers\/promises'|\bsetTimeout\(/)).toEqual(['store/support/child.mjs', 'support/pty.ts']);
});

/** A file, and all of tests/ that it imports, with the way there. */
function reached(file: string, way: readonly string[] = [], seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen;
  seen.set(file, [...way, file].join(' -> '));
  for (const [, path = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(
    /^(?:import|\}).* from '(\.[^']+)';$/gm,
  )) {
    const target = relative(ROOT, join(ROOT, dirname(file), path));
    if (target.startsWith('tests/')) reached(target, [...way, file], seen);
  }
  return seen;
}

it('no file of unit runs what was installed or built', () => {
  const runs = ['tests/support/rto.ts', 'tests/integration/world.ts', 'tests/store/support/compiled.ts'];
  const reachedFrom = (project: string) =>
    files.filter(({ projectName }) => projectName === project).flatMap(({ file }) => [...reached(file)]);
  expect(reachedFrom('unit').flatMap(([file, way]) => (runs.includes(file) ? [way] : []))).toEqual([]);
  const others = new Set(reachedFrom('integration').map(([file]) => file));
  expect(
    runs.filter((file) => !others.has(file)),
    'a file that is not there any more',
  ).toEqual([]);
});
