// Reports as Markdown: tables that hold, and nothing of a log or a binary that becomes markup.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseItems } from '../../driver/events/log.ts';
import { markdown, plain } from '../../driver/format/markdown.ts';
import { parseModules } from '../../driver/names/modules.ts';
import { readGroups } from '../../driver/operations/groups.ts';
import { run } from '../../driver/report/run/report.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/events/${name}`, import.meta.url));

async function draw(log: Uint8Array, all = false): Promise<string> {
  const facts = { log: '/logs/a.jsonl', modules: parseModules(fixture('ledger.modules.txt').toString()) };
  const value = await run.make({ items: parseItems([log]), facts, groups: readGroups() });
  return markdown({ value, document: () => run.document(value, { home: undefined }) }, { all });
}

it('shows the example', async () => {
  await expect(`${await draw(fixture('ledger.jsonl'))}\n`).toMatchFileSnapshot(
    '../fixtures/report/ledger-markdown.txt',
  );
});

it.each([
  ['a|b', 'a&#124;b'],
  ['<script>', '&lt;script&gt;'],
  ['[x](http://e)', '\\[x\\](http&#58;//e)'],
  ['`code`', '\\`code\\`'],
  ['*b* _i_ ~s~', '\\*b\\* \\_i\\_ \\~s\\~'],
  ['@user #1', '&#64;user \\#1'],
  ['www.example.com', 'www&#46;example.com'],
  ['- item', '\\- item'],
  ['1. item', '\\1. item'],
  ['a\nb', 'a\\\\x0ab'],
  ['a&b', 'a&amp;b'],
])('%j is shown as it is', (raw, shown) => expect(plain(raw)).toBe(shown));

describe('of a hostile log', () => {
  const evil = [
    '|',
    '`',
    '<img src=x onerror=alert(1)>',
    '](javascript:alert(1))',
    '\n\n# title',
    '\u202e\u200b',
    '**',
  ];
  const lines = evil.map((name) =>
    JSON.stringify({ operation: `reflect.${name}`, caller: `main.${name}`, file: `/${name}`, line: 1, v: name }),
  );
  it('has tables with as many cells in each row as in the first', async () => {
    const drawn = await draw(Buffer.from(lines.map((one) => `${one}\n`).join('')), true);
    for (const part of drawn.split('\n\n').filter((one) => one.startsWith('|'))) {
      const widths = part.split('\n').map((row) => row.split('|').length);
      expect(new Set(widths).size, part).toBe(1);
    }
    expect(drawn).not.toMatch(/<img|(?<!\\)\]\(|^# /m);
    expect(drawn).not.toMatch(/[\u202e\u200b]/);
  });
});
