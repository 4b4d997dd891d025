// What a log adds up to: counts, reflective calls, lookups without a call, problems.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseItems } from '../../driver/events/log.ts';
import { parseModules } from '../../driver/names/modules.ts';
import { readGroups } from '../../driver/operations/groups.ts';
import { type RunFacts, summarise } from '../../driver/report/run/summary.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/events/${name}`, import.meta.url));
const modules = parseModules(fixture('ledger.modules.txt').toString());
const GROUPS = readGroups();
const facts: RunFacts = { log: '/logs/a.jsonl', modules };

type Fields = Record<string, string | number>;
const line = (operation: string, fields: Fields = {}) =>
  JSON.stringify({ operation, caller: 'main.main', file: '/a/main.go', line: 1, ...fields });
const add = (lines: string[], more: Partial<RunFacts> = {}) =>
  summarise(parseItems([Buffer.from(lines.map((one) => `${one}\n`).join(''))]), { ...facts, ...more }, GROUPS);

describe('summarise', () => {
  it('adds up the example log, the same each time', async () => {
    const items = () => parseItems([fixture('ledger.jsonl')]);
    const summary = await summarise(items(), { ...facts, durationMs: 843 }, GROUPS);
    expect(JSON.stringify(await summarise(items(), { ...facts, durationMs: 843 }, GROUPS))).toBe(
      JSON.stringify(summary),
    );
    expect(summary).toMatchObject({
      schema: 1,
      program: '/home/ada/.cache/rto/run/ledger',
      path: 'example.com/ledger',
      go: 'go1.24.13',
      toolchain: 'rto-go-1.24.13-0123456789ab',
      observe: 'reflect,unsafe,crypto',
      processes: { count: 1 },
      events: 80,
      dropped: 0,
      problems: { count: 0 },
    });
    expect(summary.groups.map(({ group, events }) => [group, events])).toEqual([
      ['reflect', 62],
      ['unsafe', 5],
      ['crypto', 13],
      ['other', 0],
    ]);
    for (const group of summary.groups) {
      expect(Object.values(group.origins).reduce((a, b) => a + b)).toBe(group.events);
      expect(group.operations.reduce((sum, one) => sum + one.events, 0)).toBe(group.events);
    }
    expect(summary.packages.reduce((sum, one) => sum + one.events, 0)).toBe(80);
    expect(
      summary.packages.filter((one) => one.origin === 'dependency').map((one) => [one.package, one.module?.version]),
    ).toEqual([
      ['gopkg.in/yaml.v3', 'v3.0.1'],
      ['example.com/view', 'v0.0.0'],
      ['golang.org/x/sys/unix', 'v0.30.0'],
    ]);
  });

  it('puts the larger count first and equal ones in alphabetical order', async () => {
    const { groups } = await add([
      line('reflect.New'),
      line('reflect.MakeMap'),
      line('reflect.TypeOf'),
      line('reflect.TypeOf', { line: 2 }),
    ]);
    expect(groups[0]?.operations.map((one) => one.operation)).toEqual([
      'reflect.TypeOf',
      'reflect.MakeMap',
      'reflect.New',
    ]);
  });

  it('names dependencies without events', async () => {
    const { silent } = await add([line('reflect.New', { caller: 'gopkg.in/yaml%2ev3.unmarshal' })]);
    expect(silent.map((module) => module.path)).toEqual(['example.com/view', 'golang.org/x/sys']);
  });

  it('counts processes, drops and problems, and keeps a hundred problems', async () => {
    const summary = await add([
      '{"operation":"rto.start","pid":"1","program":"a","go":"go1.24.13","observe":"crypto"}',
      '{"operation":"rto.start","pid":"2","program":"b"}',
      '{"operation":"rto.stats","dropped":"7"}',
      '{"operation":"rto.stats","dropped":3}',
      '{"operation":"rto.stats","dropped":"many"}',
      ...Array.from({ length: 250 }, () => 'rubbish'),
      '[]',
    ]);
    expect(summary).toMatchObject({ program: 'a', observe: 'crypto', events: 0, dropped: 10 });
    expect(summary.processes).toMatchObject({ count: 2, first: [{ pid: '1' }, { pid: '2' }] });
    expect(summary.problems.count).toBe(251);
    expect(summary.problems.codes).toEqual({ 'not-json': 250, 'not-object': 1 });
    expect(summary.problems.first).toHaveLength(100);
  });

  it('says what the caller knows better than the log', async () => {
    const summary = await add(['{"operation":"rto.start","program":"/home/ada/x","go":"go1.24.13"}'], {
      program: 'ledger',
      go: 'go1.24.13 (rto)',
    });
    expect(summary).toMatchObject({ program: 'ledger', go: 'go1.24.13 (rto)' });
  });

  it('stays bounded when a log names more than any program has, and counts all of it', async () => {
    function* hostile() {
      for (let i = 0; i < 150; i++) {
        yield Buffer.from(`${line(`o${i}`, { caller: `p${i}.F` })}\n`);
        yield Buffer.from(`${line('reflect.Value.MethodByName', { v: 'T', name: `M${i}` })}\n`);
        yield Buffer.from(`${line('reflect.Value.Call', { v: 'T', method_name: `N${i}` })}\n`);
      }
    }
    const summary = await summarise(parseItems(hostile()), facts, GROUPS, 100);
    const { events, unlisted, calls, uncalled } = summary;
    expect([events, unlisted, calls.length, uncalled.length]).toEqual([450, 100, 100, 100]);
    expect(summary.groups.reduce((sum, group) => sum + group.events, 0)).toBe(450);
    expect(summary.groups[3]?.operations[0]).toMatchObject({ operation: '(more)', events: 52 });
    expect(summary.packages.reduce((sum, one) => sum + one.events, 0)).toBe(450);
    const rest = summary.packages.filter((one) => one.package === '(more)');
    expect(rest).toMatchObject([{ origin: 'standard', module: undefined }]);
  });

  it('is not misled by names that objects inherit', async () => {
    const summary = await add([line('constructor'), line('toString', { caller: '__proto__.toString' })]);
    expect(summary.groups[3]?.operations.map((one) => [one.operation, one.events])).toEqual([
      ['constructor', 1],
      ['toString', 1],
    ]);
    expect(summary.packages.map((one) => one.package)).toEqual(['example.com/ledger', '__proto__']);
  });
});

describe('reflective calls', () => {
  const lookup = (v: string | undefined, name: string, found?: string) =>
    line('reflect.Value.MethodByName', {
      ...(v === undefined ? {} : { v }),
      name,
      ...(found === undefined ? {} : { found }),
    });
  const call = (v: string | undefined, method_name: string) =>
    line('reflect.Value.Call', { ...(v === undefined ? {} : { v }), method_name });

  it('say what they reached', async () => {
    const { calls } = await add([
      call('*main.Ledger', 'Post'),
      line('reflect.Value.CallSlice', { v: '*main.Ledger', method_name: 'Annotate', correlation_seq: '2' }),
      line('reflect.Value.Call', { v: 'func()', target: 'gopkg.in/yaml%2ev3.init.func1', file: 'C:\\a\\b.go' }),
      line('reflect.Value.Call', { caller: 'text/template.(*state).evalCall', target: 'fmt.Sprintf' }),
      line('reflect.Value.Call', { file: '/b.go' }),
    ]);
    expect(calls.map((one) => [one.origin, one.operation, one.function, one.reached, one.sequence])).toEqual([
      ['main', 'reflect.Value.CallSlice', 'main.main', '*main.Ledger.Annotate', '2'],
      ['main', 'reflect.Value.Call', 'main.main', '*main.Ledger.Post', undefined],
      ['main', 'reflect.Value.Call', 'main.main', undefined, undefined],
      ['main', 'reflect.Value.Call', 'main.main', 'gopkg.in/yaml.v3.init.func1', undefined],
      ['standard', 'reflect.Value.Call', 'template.(*state).evalCall', 'fmt.Sprintf', undefined],
    ]);
  });

  it('are one where several processes made the same one', async () => {
    const { calls } = await add([call('*main.L', 'Post'), call('*main.L', 'Post')]);
    expect(calls).toMatchObject([{ reached: '*main.L.Post', events: 2 }]);
  });

  it.each([
    [[lookup('*main.L', 'Post')], ['*main.L.Post'], 'never called'],
    [[lookup('*main.L', 'Post'), call('*main.L', 'Post')], [], 'called'],
    [[call('*main.L', 'Post'), lookup('*main.L', 'Post')], [], 'called by an earlier line'],
    [[lookup('*main.L', 'Post'), call('*main.L', 'Void')], ['*main.L.Post'], 'another method was called'],
    [[lookup('*main.L', 'Post'), call('main.M', 'Post')], ['*main.L.Post'], 'called on another type'],
    [[lookup('*main.L', 'Post'), call(undefined, 'Post')], [], 'the call does not say on what'],
    [[lookup(undefined, 'Post'), call('*main.L', 'Post')], [], 'the lookup does not say on what'],
    [[lookup(undefined, 'Post')], ['Post'], 'nobody says on what'],
    [[lookup('main.Page', 'Title', 'false')], [], 'a field, which text/template looks up as a method first'],
    [[lookup('main.Page', 'Title', 'true')], ['main.Page.Title'], 'a method that is there'],
    [[lookup('any', 'Post', 'false'), lookup('any', 'Post', 'true')], ['any.Post'], 'there in one value of two'],
    [[line('reflect.Value.MethodByName', { v: '*main.L' })], [], 'no name, nothing to say'],
    [[line('reflect.Value.Method', { v: '*main.L', i: '0' })], [], 'by number: which one it is, the log does not say'],
    [[lookup('a\0b', 'c'), call('a', 'b\0c')], ['a\0b.c'], 'a separator inside a name'],
  ])('%#: lookups without a call (%s)', async (lines, want) => {
    const { uncalled } = await add(lines);
    expect(uncalled.map((one) => (one.receiver === undefined ? one.method : `${one.receiver}.${one.method}`))).toEqual(
      want,
    );
  });
});
