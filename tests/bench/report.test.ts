// How results read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLimits } from '../../bench/core/limits.ts';
import { type Result, readResult } from '../../bench/core/result.ts';
import { parseCpuList } from '../../bench/machine/pin.ts';
import { ROOT } from '../../bench/machine/root.ts';
import { chartSvg } from '../../bench/report/chart.ts';
import { figure, interval } from '../../bench/report/figures.ts';
import { commentMarkdown, readmeMarkdown } from '../../bench/report/markdown.ts';
import { PAGES, replaceTable } from '../../bench/report/pages.ts';
import { brokenText, targetsText } from '../../bench/report/text.ts';
import { wanted } from '../../bench/run.ts';
import { control, estimate, row } from './support.ts';

describe('figures', () => {
  it.each([
    [2.5134, 'x', '2.51 x'],
    [12.34, 'ns', '12.3 ns'],
    [123.4, 'ns', '123 ns'],
    [12_345, 'ns', '12.3 us'],
    [-20.9, 'ns', '-20.9 ns'],
    [0.0004, 'ns', '0.00 ns'],
    [24_000_000, 'B', '24.0 MB'],
    [12.5, 's', '12.5 s'],
  ])('%d %s -> %s', (value, unit, want) => expect(figure(value, unit)).toBe(want));

  it('write an interval in the unit of its median', () => {
    expect(interval(estimate(900, 1200, 1300), 'ns')).toBe('[0.90 1.30]');
  });
});

const limits = parseLimits(`
["loop on/stock"]
reach = "+5 %"
limit = "2 x"
why = "loops are hot"
["other on/stock"]
reach = "1 ns"
why = "elsewhere"
`);

describe('targets', () => {
  it.each([
    [[1.01, 1.02, 1.03], 'met'],
    [[1.03, 1.05, 1.07], 'open'],
    [[1.2, 1.3, 1.4], 'not met'],
  ] as [[number, number, number], string][])('%j: %s', ([low, middle, high], says) => {
    const lines = targetsText([row({ estimate: estimate(low, middle, high) })], limits).split('\n');
    expect(lines[1]?.endsWith(says)).toBe(true);
  });

  it('have the floor of this machine beside them', () => {
    const floored = parseLimits('["loop on/stock"]\nreach = "1.05 x"\nfloor = "loop hash"\nwhy = "w"');
    const floor = row({ name: 'loop hash', unit: 'ns', estimate: estimate(11, 12, 13) });
    expect(targetsText([row({}), floor], floored)).toContain('<= 1.05 x; floor 12.0 ns');
    expect(targetsText([row({})], floored)).not.toContain('floor');
  });

  it('are open where equals differ by more', () => {
    const noisy = row({ estimate: estimate(1.2, 1.3, 1.4), controls: [control(0.9, 1.1)] });
    expect(targetsText([noisy], limits).split('\n')[1]).toMatch(/open$/);
    const lucky = row({ estimate: estimate(0.9, 0.92, 0.95), controls: [control(0.9, 1.1)] });
    expect(targetsText([lucky], limits).split('\n')[1]).toMatch(/open$/);
  });

  it('that were not measured are told', () => {
    expect(targetsText([], limits)).toContain('not measured in this run');
  });
});

it('a broken limit is named with its reason', () => {
  const text = brokenText([row({ estimate: estimate(3, 3.1, 3.2) })], limits);
  expect(text).toBe('1 row breaks its limit:\n  loop on/stock: 3.10 x [3.00 3.20], limit 2 x\n    loops are hot');
});

const result: Result = {
  format: 1,
  date: '2026-11-27T20:00:00.000Z',
  command: 'npm run bench -- --quick --seed 1',
  profile: 'quick',
  seed: 1,
  machine: {
    cpu: 'A <processor>',
    cpus: 2,
    memory: '4 GiB',
    kernel: 'Linux 6',
    node: 'v20',
    load: 0.1,
    pinned: true,
    counter: undefined,
  },
  versions: { rto: '0.1.0', go: '1.24.13', toolchain: 'rto-go-1.24.13-0' },
  seconds: 60,
  measured: [],
  rows: [row({ name: 'loop a|b', estimate: estimate(3, 3.1, 3.2) })],
};

it('a comment holds its table together', () => {
  const comment = commentMarkdown(result, limits);
  expect(comment).toContain('Every row that was measured keeps its limit.');
  expect(comment).toContain('a\\|b');
  expect(comment).toContain(result.command);
});

it('a chart is well-formed whatever names hold', () => {
  const svg = chartSvg([row({ name: 'a < b & "c"' })], 'A <processor>');
  expect(svg).toContain('a &lt; b &amp; &quot;c&quot;');
  expect(svg).not.toMatch(/NaN|Infinity/);
});

it('a chart numbers its scale', () => {
  const svg = chartSvg([row({ estimate: estimate(90, 150, 190) })], 'title');
  expect(svg).toMatch(/>100<.*\n.*>200</);
});

it('the table of a page is replaced between its marks', () => {
  const page = 'a\n<!-- npm run bench -- --pages writes what follows -->\nold\n<!-- until here -->\nb\n';
  const changed = replaceTable(page, 'new');
  expect(changed).toContain(
    'a\n<!-- npm run bench -- --pages writes what follows -->\n\nnew\n\n<!-- until here -->\nb\n',
  );
  expect(replaceTable(changed, 'new')).toBe(changed);
  expect(() => replaceTable('no marks', 'new')).toThrow('has no lines');
});

it.each(Object.entries(PAGES))("%s shows the reference result's figures", (page, table) => {
  const limits = parseLimits(readFileSync(join(ROOT, 'bench', 'limits.toml'), 'utf8'));
  const reference = readResult(join(ROOT, 'bench', 'results', 'reference.json'));
  const text = readFileSync(join(ROOT, page), 'utf8');
  expect(replaceTable(text, table(reference, limits))).toBe(text);
});

it('a page is not written from a result that lacks its rows', () => {
  expect(() => readmeMarkdown(result, limits)).toThrow(/README.md shows ".*", which was not measured/);
});

it.each([
  ['0-2,5', [0, 1, 2, 5]],
  ['1', [1]],
])('processors %s', (list, want) => expect(parseCpuList(list)).toEqual(want));

it.each([
  ['json', ['json'], true],
  ['json', ['yaml'], false],
  ['json', ['json on/stock'], true],
  ['json big', ['json'], true],
  ['json', [], true],
] as [string, string[], boolean][])('%s by --only %j: %s', (id, only, want) => expect(wanted(id, only)).toBe(want));
