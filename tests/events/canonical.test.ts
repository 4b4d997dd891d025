// Canonical events: what two runs have in common, and nothing else.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalPath } from '../../driver/events/canonical.ts';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

describe('a path', () => {
  const hash = '0123456789abcdfghijklmnpqrsvwxyz';
  it.each([
    [`/nix/store/${hash}-age-1.2.1/src/a.go`, 'age-1.2.1/src/a.go'],
    ['/build/source/a.go', 'source/a.go'],
    ['/tmp/go-build123/b001/_testmain.go', '_testmain.go'],
    ['go-build77/b010/_cgo_gotypes.go', '_cgo_gotypes.go'],
    ['reflect/value.go', 'reflect/value.go'],
    ['/home/me/a.go', '/home/me/a.go'],
    ['/builder/a.go', '/builder/a.go'],
    ['/nix/store/short/a.go', '/nix/store/short/a.go'],
  ])('%s -> %s', (path, want) => expect(canonicalPath(path, ['/build'])).toBe(want));
});

const event = (more: Record<string, unknown>) =>
  JSON.stringify({
    operation: 'reflect.Value.Call',
    v: '*main.T',
    caller: 'main.f',
    file: '/b/x.go',
    line: 3,
    ...more,
  });

describe('rto events', () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder('events');
  });
  const write = (...lines: string[]) => {
    const file = join(folder, `${lines.length}${Math.random()}.jsonl`);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    return file;
  };
  const record = JSON.stringify({ operation: 'rto.forgotten', events: 3 });

  it('gives two logs of one program equal bytes', async () => {
    const one = write(event({ correlation_seq: '1' }), event({ v: '*main.U', correlation_seq: '2' }), record);
    const two = write(event({ v: '*main.U', correlation_seq: '1' }), event({ correlation_seq: '2' }), event({}));
    const [a, b] = [await rto(['events', '--canonical', one]), await rto(['events', '--canonical', two])];
    expect(a.status, a.stderr).toBe(0);
    expect(a.stdout).toBe(b.stdout);
    expect(a.stdout.trimEnd().split('\n')).toEqual([event({}), event({ v: '*main.U' })]);
    expect((await rto(['events', '--canonical', one, two])).stdout).toBe(a.stdout);
    expect((await rto(['events', two], { env: { RTO_EVENTS: 'canonical' } })).stdout).toBe(a.stdout);
  });

  it('leaves out the fields it is told to, and names paths from the folder of a build', async () => {
    const log = write(event({}), event({ line: 4 }));
    const said = await rto(['events', '--canonical', '--without', 'file,line', log]);
    expect(said.stdout).toBe('{"operation":"reflect.Value.Call","v":"*main.T","caller":"main.f"}\n');
    const built = await rto(['events', '--canonical', log], { env: { NIX_BUILD_TOP: '/b' } });
    expect(built.stdout).toContain('"file":"x.go"');
  });

  it.each([
    [['--canonical'], { RTO_EVENTS: 'foo' }, 'RTO_EVENTS is "foo", which is no form of events [RTO_EVENTS_FORM]'],
    [['--canonical', '--without', 'file,nosuch'], {}, 'events have no field "nosuch" [RTO_EVENTS_WITHOUT]'],
    [['--without', 'file'], {}, '--without is for --canonical alone [RTO_EVENTS_WITHOUT]'],
  ])('refuses %j with %j', async (args, env, words) => {
    const said = await rto(['events', ...args, write(event({}))], { env });
    expect(said).toMatchObject({ status: 2, stdout: '' });
    expect(said.stderr).toContain(words);
  });

  it.each([['key_bits'], ['method_name'], ['v,correlation_seq,found,receiver,target'], ['']])(
    'leaves out %j, which events may hold',
    async (fields) => {
      const said = await rto(['events', '--canonical', '--without', fields, write(event({}))]);
      expect(said.status, said.stderr).toBe(0);
    },
  );

  it('without --canonical prints every event as it came', async () => {
    const log = write(event({ v: 'z', correlation_seq: '9' }), record, event({ v: 'a' }));
    const lines = (await rto(['events', log])).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ v: 'z', correlation_seq: '9' }, { v: 'a' }]);
  });

  it('keeps text that a terminal would take for a command as JSON', async () => {
    const said = await rto(['events', write(event({ v: 'a\u001b[31m\u202eé' }))]);
    expect(JSON.parse(said.stdout)).toMatchObject({ v: 'a\u001b[31m\u202eé' });
    expect(said.stdout).toMatch(/^[\x20-\x7e]+\n$/);
  });

  it('refuses a log that is not whole', async () => {
    const file = join(folder, 'cut.jsonl');
    writeFileSync(file, event({}).slice(0, 30));
    const said = await rto(['events', '--canonical', file]);
    expect(said.status).toBe(1);
    expect(said.stderr).toMatch(/line 1 of .*cut\.jsonl is no event: .* \[RTO_EVENTS_BROKEN\]/);
  });
});
