// rto report on a real log of a real program: the summary of rto run, and coverage that needs no symbol table.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE } from '../support/paths.ts';
import { type Result, rto, run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('report');
const log = join(folder, 'events.jsonl');
const app = join(folder, 'app');
const stripped = join(folder, 'stripped');

const done = (result: Result): string => {
  expect(result.status, result.stderr).toBe(0);
  return result.stdout;
};

beforeAll(async () => {
  for (const [output, flags] of [
    [app, []],
    [stripped, ['-ldflags', '-s -w']],
  ] as const)
    done(await rto(['build', '1.24', '-C', EXAMPLE, ...flags, '-o', output, '.']));
  done(await run(app, [], { env: { INSTRUMENTATION_LOG_PATH: log } }));
});

it('has the operations, packages, calls and lookups of rto run', async () => {
  // The same log: two runs need not be alike to the last event.
  const other = join(folder, 'run.jsonl');
  const ran = JSON.parse(done(await rto(['run', '1.24', '--json', '--log', other, EXAMPLE])).replace(/^[^{]*/s, ''));
  const reported = JSON.parse(done(await rto(['report', '--json', '--binary', app, other])));
  const told = ({ groups, packages, calls, uncalled, silent }: Record<string, unknown>) => ({
    ...{ groups, calls, uncalled, silent },
    packages,
  });
  expect(told(reported)).toEqual(told(ran));
});

describe('coverage', () => {
  const cover = async (binary: string) =>
    JSON.parse(done(await rto(['report', 'coverage', '--json', '--binary', binary, log])));

  it('has hooked functions that ran and some that did not, and only linked ones', async () => {
    const { functions, modules, observe } = await cover(app);
    expect(observe).toBe('crypto,reflect,unsafe');
    expect(functions.ran).toBeGreaterThan(100);
    expect(functions.hooked).toBeGreaterThan(functions.ran);
    const all = Object.assign(
      {},
      ...modules.flatMap((one: { packages: { functions: object }[] }) => one.packages.map((it) => it.functions)),
    );
    expect(all['crypto/md5.New']).toBe(1);
    expect(all['crypto/ed25519.PrivateKey.Sign']).toBe(0);
    expect(all['crypto/rsa.GenerateMultiPrimeKey']).toBeUndefined();
  });

  it('is the same of a stripped binary', async () => {
    const [whole, bare] = [await cover(app), await cover(stripped)];
    expect({ ...bare, program: '' }).toEqual({ ...whole, program: '' });
  });

  it('explains one operation, with status 3 unless it ran', async () => {
    const explain = (operation: string) => rto(['report', '--explain', operation, '--binary', app, log]);
    expect(await explain('crypto/md5.New')).toMatchObject({ status: 0, stdout: expect.stringContaining(' ran: ') });
    expect(await explain('crypto/elliptic.P384')).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('did not run: it was observed and is linked'),
    });
    expect(await explain('net/http.Get')).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('was not observed'),
    });
  });
});

it('rto test --log ends with the summary of what the tests added', async () => {
  const module = join(folder, 'module');
  mkdirSync(module);
  writeFileSync(join(module, 'go.mod'), 'module example.com/tt\n\ngo 1.19\n');
  const test =
    'package tt\n\nimport (\n\t"reflect"\n\t"testing"\n)\n\nfunc TestX(t *testing.T) { reflect.ValueOf(1) }\n';
  writeFileSync(join(module, 'x_test.go'), test);
  const once = async () => {
    const ran = await rto(['test', '--observe', 'reflect', '--log', 'x.jsonl', '1.24', '.'], { cwd: module });
    expect(ran.stdout).toMatch(/^ok/);
    expect(ran.stderr).toMatch(/^the tests\n {2}events +\d+ distinct events\n/m);
    expect(ran.stderr).toMatch(/^ {2}example\.com\/tt +1 +1$/m);
    return /(\d+) distinct/.exec(ran.stderr)?.[1];
  };
  // The second time it is as much again, not twice as much.
  expect(await once()).toBe(await once());
});
