// Logs as they are named: files, folders, %p, standard input; packed by gzip or not.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { logInputs } from '../../driver/events/inputs.ts';
import { tempFolder } from '../support/temp.ts';

const line = (operation: string) =>
  `${JSON.stringify({ operation, caller: 'main.main', file: '/a/main.go', line: 1 })}\n`;
const ONE = line('reflect.ValueOf');
const TWO = line('crypto/md5.New');

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What each input holds: operations of events, the codes of problems. */
async function read(words: readonly string[], cwd: string, stdin = chunks(Buffer.alloc(0), 1)): Promise<string[]> {
  const held: string[] = [];
  for (const { label, items } of logInputs(words, cwd, () => stdin))
    for await (const item of items)
      held.push(`${label.replace(`${cwd}/`, '')} ${item.kind === 'problem' ? item.problem : item.operation}`);
  return held;
}

describe('what a word stands for', () => {
  const folder = tempFolder('inputs');
  for (const name of ['logs', 'empty']) mkdirSync(join(folder, name));
  for (const [name, text] of [
    ['logs/b.jsonl', ONE],
    ['logs/a.jsonl', TWO],
    ['logs/notes.txt', 'no log'],
    ['a.7.jsonl', ONE],
    ['a.12.jsonl', TWO],
  ] as const)
    writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'logs/c.jsonl.gz'), gzipSync(ONE));

  it('a folder stands for the logs in it, by name', async () => {
    expect(await read(['logs'], folder)).toEqual([
      'logs/a.jsonl crypto/md5.New',
      'logs/b.jsonl reflect.ValueOf',
      'logs/c.jsonl.gz reflect.ValueOf',
    ]);
  });

  it('%p stands for the files of all processes, by number', async () => {
    expect(await read(['a.%p.jsonl'], folder)).toEqual(['a.7.jsonl reflect.ValueOf', 'a.12.jsonl crypto/md5.New']);
  });

  it('a dash stands for standard input', async () => {
    const stdin = chunks(Buffer.from(ONE), 3);
    expect(await read(['-', 'a.12.jsonl'], folder, stdin)).toEqual([
      'standard input reflect.ValueOf',
      'a.12.jsonl crypto/md5.New',
    ]);
  });

  it.each(['b.%p.jsonl', 'empty'])('%s stands for none', (word) => {
    expect(() => logInputs([word], folder, () => chunks(Buffer.alloc(0), 1))).toThrow(/stands for no event log/);
  });

  it('a file that is not there is said when it is read', async () => {
    await expect(read(['absent.jsonl'], folder)).rejects.toMatchObject({ code: 'RTO_LOG_READ' });
  });
});

describe('packed logs', () => {
  it.each([1, 2, 3, 7, 1000])('are told by their first bytes, in chunks of %i', async (size) => {
    const all = gzipSync(ONE + TWO);
    expect(await read(['-'], '/', chunks(all, size))).toEqual([
      'standard input reflect.ValueOf',
      'standard input crypto/md5.New',
    ]);
  });

  it('are read member by member, as gzip writes them one behind the other', async () => {
    const all = Buffer.concat([gzipSync(ONE), gzipSync(TWO)]);
    expect(await read(['-'], '/', chunks(all, 64))).toHaveLength(2);
  });

  it('that end too early are said', async () => {
    const cut = gzipSync(ONE + TWO).subarray(0, -12);
    await expect(read(['-'], '/', chunks(cut, 16))).rejects.toMatchObject({ code: 'RTO_LOG_PACKED' });
  });

  it('of zstd are said, with what unpacks them', async () => {
    const zstd = Buffer.from('28b52ffd00000000', 'hex');
    await expect(read(['-'], '/', chunks(zstd, 2))).rejects.toMatchObject({ code: 'RTO_LOG_ZSTD' });
  });
});

it.each([[''], ['x'], ['{"operation":'], [ONE.slice(0, -5)]])('a log of %j has at most a problem', async (text) => {
  const held = await read(['-'], '/', chunks(Buffer.from(text), 1));
  expect(held).toEqual(text === '' ? [] : ['standard input truncated']);
});
