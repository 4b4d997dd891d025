// The groups on every Go minor: their packages build, so every function that an entry names is there, with a body to hook.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';
import { rto } from '../support/rto.ts';
import { MINORS } from './minors.ts';

const GROUPS = ['crypto', 'reflect'];
/** As the other tests ask, with cgo as they have it: every other list compiles the standard library anew. */
const OBSERVED = 'reflect,unsafe,crypto';

interface Operation {
  package: string;
  since?: string;
  until?: string;
}

/** The packages of the standard library that hold a group's operations in a release. */
function packages(group: string, minor: string): string[] {
  const file = join(ROOT, 'wrappers', 'operations', `${group}.json`);
  const all: Operation[] = JSON.parse(readFileSync(file, 'utf8')).operations;
  const number = (series: string) => Number(series.slice(2));
  return all
    .filter(({ since = '1.19', until = '1.99' }) => number(since) <= number(minor) && number(minor) <= number(until))
    .map((operation) => operation.package)
    .filter((path) => !path.includes('.'));
}

describe.each(MINORS)('Go %s', (minor) => {
  // Making a toolchain tells its progress, where the tests want silence.
  beforeAll(() => rto(['install', minor]));

  // Windows has files of its own for most of what differs between systems.
  it.each(['linux/amd64', 'windows/amd64'])('has all functions of the groups on %s', async (system) => {
    const [GOOS = '', GOARCH = ''] = system.split('/');
    const wanted = [...new Set(GROUPS.flatMap((group) => packages(group, minor)))];
    const env = { GOOS, GOARCH };
    const built = await rto(['build', '--observe', OBSERVED, minor, ...wanted], { cwd: tmpdir(), env });
    expect(built, built.stderr).toMatchObject({ status: 0, stderr: '' });
  });
});
