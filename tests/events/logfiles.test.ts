// The files that the path of a log stands for.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkLog } from '../../driver/cache/scratch.ts';
import { addedSince, logFiles, whyUnreadable } from '../../driver/events/logfiles.ts';
import { tempFolder } from '../support/temp.ts';

const top = tempFolder('logfiles');
let folder = top;
beforeEach(() => {
  folder = mkdtempSync(join(top, 'case-'));
});

const at = (name: string) => join(folder, name);
const line = (operation: string) => `${JSON.stringify({ operation, caller: 'main.main', file: '/a.go', line: 1 })}\n`;

describe('logFiles', () => {
  it('finds one for each process, by its number', () => {
    for (const name of ['l.9', 'l.10', 'l.', 'l.x', 'l.9.old', 'kl.9', 'l.%p']) writeFileSync(at(name), 'x');
    mkdirSync(at('l.11'));
    expect([...logFiles(at('l.%p'))]).toEqual([
      [at('l.9'), 1],
      [at('l.10'), 1],
    ]);
  });

  it('takes the same number twice, and signs for what they are', () => {
    for (const name of ['a+(1).1', 'a+(1).2', 'aa(1).1']) writeFileSync(at(name), '');
    expect([...logFiles(at('a+(%p).%p')).keys()]).toEqual([at('a+(1).1')]);
  });

  it('takes a digit behind the number for itself', () => {
    for (const name of ['7-715', '7-75']) writeFileSync(at(name), '');
    expect([...logFiles(at('%p-%p15')).keys()]).toEqual([at('7-715')]);
  });

  it.each([...`!"#$%&'()*+,-.:;<=>?@[\\]^_\`{|}~ \tüß日😀`])('takes %j as it is beside the number', (sign) => {
    for (const name of [`a${sign}b7`, `aXb7`, `ab7`]) writeFileSync(at(name), '');
    expect([...logFiles(at(`a${sign}b%p`)).keys()]).toEqual([at(`a${sign}b7`)]);
    expect([...logFiles(at(`a${sign}%p${sign}%p`)).keys()]).toEqual([]);
  });

  it.each(['gone', 'gone/l.%p', '%p/l'])('finds nothing of %s', (name) => expect(logFiles(at(name)).size).toBe(0));
});

describe('addedSince', () => {
  const read = async (path: string, before: ReadonlyMap<string, number>) => {
    const { files, items } = addedSince(path, before);
    const operations: string[] = [];
    for await (const item of items) operations.push(item.kind === 'event' ? item.operation : item.kind);
    return { files: files.map((file) => file.slice(folder.length + 1)), operations };
  };

  it('reads what is new in each file', async () => {
    writeFileSync(at('l.7'), line('old'));
    writeFileSync(at('l.8'), line('old'));
    const before = logFiles(at('l.%p'));
    appendFileSync(at('l.8'), line('b'));
    writeFileSync(at('l.12'), line('c'));
    expect(await read(at('l.%p'), before)).toEqual({ files: ['l.8', 'l.12'], operations: ['b', 'c'] });
  });

  it('reads a file that was begun anew from its start', async () => {
    writeFileSync(at('l'), line('old').repeat(3));
    const before = logFiles(at('l'));
    writeFileSync(at('l'), line('new'));
    expect(await read(at('l'), before)).toEqual({ files: ['l'], operations: ['new'] });
  });
});

it('says what cannot be read twice', () => {
  execFileSync('sh', ['-c', 'exec mkfifo "$0"', at('pipe')]);
  writeFileSync(at('file'), '');
  expect(['pipe', 'file', 'gone', '.'].map((name) => whyUnreadable(at(name)))).toEqual([
    'a pipe',
    undefined,
    undefined,
    'a folder',
  ]);
  expect(whyUnreadable('/dev/null')).toBe('a device');
});

it('leaves nothing behind where the name of the log holds %p', () => {
  checkLog(at('l.%p'));
  expect(readdirSync(folder)).toEqual([]);
  expect(() => checkLog(at('gone/l.%p'))).toThrow(expect.objectContaining({ code: 'RTO_LOG_WRITE' }));
  writeFileSync(at(`k.${process.pid}`), 'kept');
  checkLog(at('k.%p'));
  checkLog(at('l'));
  expect(readdirSync(folder)).toEqual([`k.${process.pid}`, 'l']);
});
