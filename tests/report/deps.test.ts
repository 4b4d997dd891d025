// What modules did, and the behaviour lock: an update without new behaviour makes no difference.
import { describe, expect, it } from 'vitest';
import { parseItems } from '../../driver/events/log.ts';
import { text } from '../../driver/format/text.ts';
import { parseModules } from '../../driver/names/modules.ts';
import { readCapabilities } from '../../driver/operations/capabilities.ts';
import type { Deps } from '../../driver/report/deps/deps.ts';
import { type Allowed, check, linesOf, merged } from '../../driver/report/deps/lock.ts';
import { deps } from '../../driver/report/deps/report.ts';

const modules = (yaml = 'v3.0.1', go = '1.24.13') =>
  parseModules(
    `app: go${go}\n\tpath\texample.com/app\n\tmod\texample.com/app\t(devel)\t\n\tdep\tgopkg.in/yaml.v3\t${yaml}\th1:x=\n\tdep\texample.com/idle\tv1.2.0\th1:x=\n`,
  );

const event = (operation: string, caller: string, file: string, line = 1) =>
  JSON.stringify({ operation, caller, file, line });
const YAML = (version = 'v3.0.1') => `/mod/gopkg.in/yaml.v3@${version}/decode.go`;
const yaml = (operation: string, line = 1, version = 'v3.0.1') =>
  event(operation, 'gopkg.in/yaml%2ev3.unmarshal', YAML(version), line);

const make = (lines: readonly string[], build = modules()): Promise<Deps> =>
  Promise.resolve(
    deps.make({
      items: parseItems([Buffer.from(lines.map((one) => `${one}\n`).join(''))]),
      program: 'app',
      modules: build,
      capabilities: readCapabilities(),
    }),
  );

const LOG = [
  event('os/exec.(*Cmd).Start', 'main.run', '/src/main.go'),
  ...[1, 2, 3, 4, 4].map((line) => yaml('reflect.New', line)),
  yaml('unsafe.Slice'),
  event('reflect.ValueOf', 'fmt.Fprint', '/usr/local/go/src/fmt/print.go'),
  'rubbish',
];

it('says of each module its capabilities, with the first places', async () => {
  const value = await make(LOG);
  expect(value.modules.map(({ origin, module, version, events }) => [origin, module, version, events])).toEqual([
    ['main', 'example.com/app', '(devel)', 1],
    ['dependency', 'gopkg.in/yaml.v3', 'v3.0.1', 6],
    ['standard', 'std', '', 1],
  ]);
  const [own, dependency] = value.modules;
  expect(own?.capabilities.map(({ capability }) => capability)).toEqual(['exec']);
  expect(dependency?.capabilities.map(({ capability }) => capability)).toEqual(['reflect', 'unsafe pointer']);
  expect(dependency?.capabilities[0]?.operations[0]).toMatchObject({
    ...{ operation: 'reflect.New', events: 5 },
    sites: [1, 2, 3].map((line) => ({ file: YAML(), line })),
  });
  expect(value.silent).toEqual([{ module: 'example.com/idle', version: 'v1.2.0' }]);
  expect([value.go, value.problems]).toEqual(['1.24.13', 1]);
});

it('is bounded, whatever a log makes up', async () => {
  function* endless() {
    for (let i = 0; i < 30_000; i++)
      yield Buffer.from(`${event(`reflect.F${i}`, `example.com/m${i}.F`, `/mod/example.com/m${i}@v1.0.0/f.go`)}\n`);
  }
  const value = await deps.make({
    ...{ items: parseItems(endless()), program: undefined, modules: undefined },
    capabilities: readCapabilities(),
  });
  expect(value.modules.length).toBeLessThanOrEqual(10_001);
  expect(value.modules.reduce((sum, one) => sum + one.events, 0)).toBe(30_000);
});

describe('the lock', () => {
  const LINES = ['gopkg.in/yaml.v3@v3 reflect reflect.New', 'gopkg.in/yaml.v3@v3 unsafe-pointer unsafe.Slice'];
  const today = '2026-11-29';
  const locked = new Map([['run go1.24', LINES]]);
  const allow = (more: Partial<Allowed> = {}): Allowed => ({
    ...{ module: 'gopkg.in/yaml.v3', capability: 'exec', operation: '*', reason: 'plugins', by: 'ada' },
    ...{ expires: undefined },
    ...more,
  });

  it('has the lines of dependencies, without versions and places', async () => {
    expect(linesOf(await make(LOG))).toEqual(LINES);
  });

  it('is as it was after an update without new behaviour', async () => {
    const updated = LOG.map((one) => one.replaceAll('v3.0.1', 'v3.4.0').replaceAll('"line":1', '"line":77'));
    const checked = check(await make(updated, modules('v3.4.0', '1.24.99')), 'run', locked, [], today);
    expect(checked).toMatchObject({ known: true, added: [], gone: [] });
  });

  it('says what is new, and what was not seen', async () => {
    const value = await make([yaml('reflect.New'), yaml('os/exec.(*Cmd).Start')]);
    expect(check(value, 'run', locked, [], today)).toMatchObject({
      added: ['gopkg.in/yaml.v3@v3 exec os/exec.(*Cmd).Start'],
      gone: [LINES[1]],
    });
  });

  it('knows nothing of another scope, another minor of Go', async () => {
    expect(check(await make(LOG), 'test', locked, [], today)).toMatchObject({ key: 'test go1.24', known: false });
    const newer = await make(LOG, modules('v3.0.1', '1.27.4'));
    expect(check(newer, 'run', locked, [], today)).toMatchObject({ key: 'run go1.27', known: false, added: [] });
  });

  it('is another one after a new major version', async () => {
    const checked = check(await make([yaml('reflect.New', 1, 'v4.0.0')], modules('v4.0.0')), 'run', locked, [], today);
    expect(checked.added).toEqual(['gopkg.in/yaml.v3@v4 reflect reflect.New']);
  });

  it('lets pass what a person allows, until the day on which that ends', async () => {
    const value = await make([...LOG, yaml('os/exec.(*Cmd).Start')]);
    const line = 'gopkg.in/yaml.v3@v3 exec os/exec.(*Cmd).Start';
    for (const one of [allow(), allow({ module: 'gopkg.in/yaml.v3@v3' }), allow({ module: '*', expires: today })])
      expect(check(value, 'run', locked, [one], today)).toMatchObject({
        ...{ added: [], expired: [], unused: [] },
        allowed: [{ line, by: 'ada', reason: 'plugins' }],
      });
    const past = allow({ expires: '2026-11-28' });
    expect(check(value, 'run', locked, [past], today)).toMatchObject({ added: [line], expired: [past] });
    const other = allow({ operation: 'os/exec.Command' });
    expect(check(value, 'run', locked, [other], today)).toMatchObject({ added: [line], unused: [other] });
  });

  it('grows by what is new, and keeps what one run did not do', async () => {
    const value = await make([yaml('os/exec.(*Cmd).Start')]);
    expect(merged(locked, value, 'run').get('run go1.24')).toEqual([
      'gopkg.in/yaml.v3@v3 exec os/exec.(*Cmd).Start',
      ...LINES,
    ]);
    expect([...merged(locked, value, 'test').keys()]).toEqual(['run go1.24', 'test go1.24']);
  });
});

it('is text', async () => {
  const value = await make(LOG);
  const checked = check(value, 'run', new Map([['run go1.24', []]]), [], '2026-11-29');
  expect(text({ value, document: () => deps.document(value, { checked }) }, { width: 80 })).toMatchInlineSnapshot(`
    "What the modules of app did
      deps        1 dependency with events
      go          go1.24.13
      unreadable  1 line
      lock        2 new lines beside the lock for run go1.24

    New behaviour of dependencies (2)
      gopkg.in/yaml.v3@v3 reflect reflect.New: not in the lock
      gopkg.in/yaml.v3@v3 unsafe-pointer unsafe.Slice: not in the lock

    Modules, and what they did                                                events
    example.com/app                                                                1
      exec                                                                         1
    gopkg.in/yaml.v3 v3.0.1                                                        6
      reflect                                                                      5
      unsafe pointer                                                               1
    std                                                                            1
      reflect                                                                      1
      no events from example.com/idle v1.2.0

    gopkg.in/yaml.v3 v3.0.1
      reflect
        reflect.New  decode.go:1 yaml.v3.unmarshal, decode.go:2 yaml.v3.unmarshal,
          decode.go:3 yaml.v3.unmarshal
      unsafe pointer
        unsafe.Slice  decode.go:1 yaml.v3.unmarshal"
  `);
});
