// The summary as a person sees it: snapshots at two widths, no line wider than the terminal, nothing hostile in it.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseItems } from '../../driver/events/log.ts';
import type { FormatOptions } from '../../driver/format/format.ts';
import { colours } from '../../driver/format/paint.ts';
import { text as draw } from '../../driver/format/text.ts';
import { parseModules } from '../../driver/names/modules.ts';
import { readGroups } from '../../driver/operations/groups.ts';
import { run } from '../../driver/report/run/report.ts';
import type { RunFacts } from '../../driver/report/run/summary.ts';
import { width } from '../../driver/text/columns.ts';

const GROUPS = readGroups();

const fixture = (name: string) => readFileSync(new URL(`../fixtures/events/${name}`, import.meta.url));
const modules = parseModules(fixture('ledger.modules.txt').toString());
const LOG = '/home/ada/.cache/rto/logs/ledger-20261123-091500.jsonl';

async function show(
  log: Uint8Array | string[],
  { home, ...options }: FormatOptions & { home?: string } = {},
  facts: Partial<RunFacts> = {},
): Promise<string> {
  const bytes = Array.isArray(log) ? Buffer.from(log.map((one) => `${one}\n`).join('')) : log;
  const value = await run.make({ items: parseItems([bytes]), facts: { log: LOG, ...facts }, groups: GROUPS });
  return draw({ value, document: () => run.document(value, { home }) }, options);
}

const event = (fields: Record<string, string | number>) =>
  JSON.stringify({ operation: 'reflect.ValueOf', caller: 'main.main', file: '/a/main.go', line: 1, ...fields });

describe('formatSummary', () => {
  it.each([80, 120])('the example at %i columns', async (columns) => {
    const text = await show(
      fixture('ledger.jsonl'),
      { width: columns, home: '/home/ada' },
      { modules, durationMs: 843 },
    );
    await expect(`${text}\n`).toMatchFileSnapshot(`../fixtures/report/ledger-${columns}.txt`);
    expect(Math.max(...text.split('\n').map(width))).toBe(80);
  });

  it('names the files of the project that decided', async () => {
    const decided = { go: '/home/ada/app/go.mod', observe: '/home/ada/app/rto.toml' };
    const text = await show(fixture('ledger.jsonl'), { home: '/home/ada' }, { decided });
    expect(text).toMatch(/^ *go by +~\/app\/go\.mod$/m);
    expect(text).toMatch(/^ *observed by +~\/app\/rto\.toml$/m);
    expect(await show(fixture('ledger.jsonl'), {}, { decided: { go: undefined, observe: undefined } })).not.toContain(
      'go by',
    );
  });

  it('the same without the modules of the binary', async () => {
    await expect(`${await show(fixture('ledger.jsonl'))}\n`).toMatchFileSnapshot(
      '../fixtures/report/ledger-no-modules.txt',
    );
  });

  it.each([
    ['empty', [], {}],
    [
      'started',
      ['{"operation":"rto.start","pid":"1","program":"/x/ledger","observe":"reflect,crypto"}'],
      { durationMs: 61_400, exit: 7 },
    ],
    [
      'vain',
      ['{"operation":"rto.start","pid":"1","program":"/x/ledger","observe":"os/exce.Command"}'],
      {
        notFound: [{ asked: 'os/exce.Command', missing: [], reason: 'package os/exce is not part of this binary' }],
      },
    ],
    ['unreadable', ['rubbish', '\u001b]0;title\u0007', '{}', '[]', '1', '2', '3', event({})], {}],
  ])('a log that is %s', async (name, lines, facts) => {
    await expect(`${await show(lines, {}, facts)}\n`).toMatchFileSnapshot(`../fixtures/report/${name}.txt`);
  });

  it.each<[why: string, facts: Partial<RunFacts>, words: RegExp]>([
    ['nothing is known of the program', {}, /Either the program was not built/],
    ['another Go built it', { built: { instrumented: false, observe: undefined } }, /another Go built it/],
    [
      'it observes nothing',
      { built: { instrumented: true, observe: '' } },
      /^Nothing was to be observed\.\n.*is empty/m,
    ],
    ['it told nothing', { built: { instrumented: true, observe: 'crypto' } }, /was built to observe, and told nothing/],
    [
      "it is Go's own",
      { built: { instrumented: true, observe: 'crypto' }, modules: parseModules('x: go1.24.1\n\tpath\tcmd/gofmt\n') },
      /rto does not observe Go's own commands/,
    ],
    ['the log is a pipe', { unreadable: 'a pipe' }, /^Nothing can be said: the log is a pipe\.$/m],
  ])('says why a log is empty: %s', async (_, facts, words) => {
    expect(
      (await show([], {}, facts)).replace(/\n {2}(?=\S)/g, (end, at, all) => (all[at - 1] === '.' ? end : ' ')),
    ).toMatch(words);
  });

  it('gives no figure of events where the log cannot be read again', async () => {
    const text = await show([], {}, { unreadable: 'a device', durationMs: 840 });
    expect(text).toMatch(/\n {2}ran for {5}0\.84 s\n/);
    expect(text).not.toMatch(/distinct event/);
    expect(await show([], {}, { durationMs: 840 })).toMatch(/\n {2}events {6}0 distinct events in 0\.84 s\n/);
  });

  it('counts the files of several processes', async () => {
    expect(await show([], {}, { files: ['/l.1', '/l.2'] })).toMatch(/\n {14}2 files, one a process\n/);
    expect(await show([], {}, { files: ['/l.1'] })).not.toContain('one a process');
  });

  it.each([40, 41, 57, 80, 120, 200])('no line is wider than %i columns, whatever the log says', async (columns) => {
    const long = 'x'.repeat(300);
    const wide = '日本語'.repeat(60);
    const evil = '\u001b[2J\u202e\n\r\u200b'.repeat(20);
    const lines = [long, wide, evil].flatMap((name, i) => [
      `{"operation":"rto.start","program":${JSON.stringify(name)},"go":${JSON.stringify(name)},"toolchain":${JSON.stringify(name)},"observe":${JSON.stringify(name)}}`,
      event({ operation: name, caller: `example.com/${name}.F`, file: `/${name}`, line: 999_999_999 }),
      event({ operation: `reflect.${name}`, caller: `${name}.F` }),
      event({ operation: 'reflect.Value.Call', v: name, method_name: name, file: name, caller: `main.${name}` }),
      event({ operation: 'reflect.Value.MethodByName', v: name, name: `${name}${i}`, file: name }),
      `{"operation":"x","${name.slice(0, 100)}":1}`,
      name,
    ]);
    const text = await show(lines, { width: columns }, { modules, log: `/${wide}/${long}` });
    for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/);
  });

  it('caps each list, adds up the rest, and does not for one row', async () => {
    const operations = (count: number) =>
      Array.from({ length: count }, (_, i) => event({ operation: `reflect.F${i + 10}` }));
    expect(await show(operations(11))).not.toContain('more');
    const text = await show(operations(30));
    expect(text).toMatch(/ {2}and 20 more operations +20 +20/);
    expect(text).not.toContain('reflect.F20');
  });

  it('shows twenty calls of many, those of the main module first', async () => {
    const call = (caller: string, i: number) =>
      event({ operation: 'reflect.Value.Call', caller, v: 'T', method_name: `M${i}`, line: i });
    const text = await show([
      ...Array.from({ length: 40 }, (_, i) => call('text/template.(*state).evalCall', i)),
      ...Array.from({ length: 5 }, (_, i) => call('main.main', i)),
    ]);
    expect(text).toContain('Reflective calls (45)');
    expect(text).toContain('  and 25 more');
    expect(text.match(/main\.main /g)).toHaveLength(5);
  });

  it('is wider than 80 columns where a name needs it and the terminal has them', async () => {
    const name = `reflect.${'LongName'.repeat(10)}`;
    expect(await show([event({ operation: name })], { width: 120 })).toContain(name);
    expect(await show([event({ operation: name })], { width: 80 })).toMatch(/ {2}reflect\.LongName.*….*LongName +1 /);
  });

  it('writes names whole where lines may be wider, whatever the width', async () => {
    const path = `example.com/${'long/'.repeat(40)}name`;
    const lines = [
      event({ operation: `reflect.${'LongName'.repeat(10)}`, caller: `${path}.F` }),
      event({ operation: 'reflect.Value.Call', v: `*${path}.T`, method_name: 'M', caller: `${path}.F` }),
    ];
    const text = await show(lines, { width: 60, whole: true });
    expect(text).not.toContain('…');
    for (const name of [`reflect.${'LongName'.repeat(10)}`, `  ${path} `, `-> *${path}.T.M`])
      expect(text).toContain(name);
    expect(await show(lines, { width: 60 })).toContain('…');
    // A hostile log does not fill the disk.
    const hostile = await show([event({ operation: 'x'.repeat(500_000) })], { whole: true });
    expect(hostile.length).toBeLessThan(20_000);
  });

  it('shows all rows of all lists', async () => {
    const call = (i: number) => event({ operation: 'reflect.Value.Call', v: 'T', method_name: `M${i}`, line: i });
    const lookup = (i: number) => event({ operation: 'reflect.Value.MethodByName', v: 'T', name: `L${i}`, line: i });
    const lines = Array.from({ length: 30 }, (_, i) => [
      event({ operation: `reflect.F${i}` }),
      event({ operation: 'reflect.New', caller: `p${i}.F` }),
      call(i),
      lookup(i),
    ]).flat();
    const deps = Array.from({ length: 30 }, (_, i) => `\tdep\texample.com/dependency${i + 10}\tv1.0.${i}`);
    const many = parseModules(['x: go1.24.1', '\tpath\tx', '\tmod\tx\t(devel)', ...deps].join('\n'));
    const all = await show(lines, { all: true }, { modules: many });
    expect(all).not.toMatch(/and \d+ more/);
    const few = await show(lines, {}, { modules: many });
    expect(few.match(/and \d+ more/g)).toHaveLength(5);
    for (let i = 0; i < 30; i++)
      for (const name of [
        `reflect.F${i} `,
        `  p${i} `,
        `-> T.M${i}`,
        `.. T.L${i}`,
        `example.com/dependency${i + 10} v1.0.${i}`,
      ])
        expect(all).toContain(name);
    // Never two names made into one.
    expect(few).toMatch(
      /no events from example\.com\/dependency10 v1\.0\.0,\n? +example\.com\/dependency11 v1\.0\.1 and 28 more/,
    );
  });

  it('breaks the path of the log and loses nothing of it', async () => {
    const log = `/var/tmp/${'folder/'.repeat(20)}a.jsonl`;
    const text = await show([], { width: 80 }, { log });
    const at = text.split('\n').findIndex((line) => line.startsWith('  log'));
    const path = text
      .split('\n')
      .slice(at, at + 3)
      .map((line) => line.slice(14))
      .join('');
    expect(path).toBe(log);
  });

  it('says the same with colour as without', async () => {
    const plain = await show(fixture('ledger.jsonl'), {}, { modules });
    const coloured = await show(fixture('ledger.jsonl'), { paint: colours }, { modules });
    expect(coloured).toContain('\u001b[1m');
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });
});
