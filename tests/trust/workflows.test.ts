// What runs in continuous integration: pinned, with no more rights than it needs, and no scripts of packages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';

const files = ['.github/workflows', 'templates/default/.github/workflows'].flatMap((folder) =>
  readdirSync(join(ROOT, folder)).map((name) => join(folder, name)),
);

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const jobs = text
    .slice(text.indexOf('\njobs:'))
    .split(/\n(?= {2}\w+:\n)/)
    .slice(1);

  it('names every action by its commit, and its version beside it', () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) expect(name).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/);
  });

  it('reads, unless a job says more', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toMatch(/write-all|contents: write|pull_request_target/);
  });

  it('runs no code of a repository where something may be written, and leaves no credentials beside it', () => {
    for (const job of jobs) {
      const checkouts = job.split('actions/checkout@').length - 1;
      expect(job.split('persist-credentials: false').length - 1).toBe(checkouts);
      if (/: write/.test(job) && !/id-token: write/.test(job)) expect(checkouts).toBe(0);
      expect(job).not.toMatch(/secrets\./);
    }
  });

  it('runs no scripts of packages', () => {
    for (const [line] of text.matchAll(/npm (ci|publish).*/g)) expect(line).toContain('--ignore-scripts');
  });
});

it('everything is run on each Node.js that is supported', () => {
  const text = readFileSync(join(ROOT, '.github/workflows/test.yml'), 'utf8');
  expect(text).toMatch(/^ +- run: sudo env "PATH=\$PATH" \.ci\/run$/m);
  const nodes = JSON.parse(/^ +node: (\[.*\])$/m.exec(text)?.[1] ?? '[]');
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(engines.node).toMatch(new RegExp(`^>=${nodes[0]}\\.`));
  expect(nodes).toEqual([20, 22, 24]);
  const everything = readFileSync(join(ROOT, '.ci/run'), 'utf8');
  for (const name of ['check', 'test', 'test:hub', 'test:matrix', 'bench'])
    expect(everything).toMatch(new RegExp(`npm (run )?${name}\\b`));
});

it('nothing that is installed for rto has a script that would be missed', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const scripted = Object.entries<{ hasInstallScript?: boolean; dev?: boolean }>(packages);
  expect(scripted.filter(([, one]) => one.hasInstallScript && !one.dev).map(([name]) => name)).toEqual([]);
  expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toContain('npm ci --ignore-scripts');
});
