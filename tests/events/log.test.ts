// Reading whole logs: cut anywhere, hostile, huge, missing.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import type { LogItem } from '../../driver/events/event.ts';
import { type FileOptions, parseItems, readItems, readLog } from '../../driver/events/log.ts';
import { tempFolder } from '../support/temp.ts';

const event = (name: string) => `{"operation":"${name}","caller":"main.main","file":"/a/main.go","line":1}`;

// What was read and let go counts as held until it is collected, and each Node.js does that when it likes.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let folder: string;
beforeAll(async () => {
  folder = tempFolder('log');
});

const brief = (item: LogItem) =>
  item.kind === 'problem' ? `${item.at} ${item.problem}` : `${item.at} ${item.kind} ${item.operation}`;
const parse = (text: string | Uint8Array, maxLine?: number) =>
  [...parseItems([Buffer.from(text)], maxLine === undefined ? {} : { maxLine })].map(brief);

describe('a log', () => {
  it.each([
    ['', [], 'empty'],
    [`${event('a')}\n`, ['1 event a'], 'one line'],
    [`${event('a')}\r\n`, ['1 event a'], 'with a carriage return, which JSON allows'],
    [`${event('a')}\n\n${event('b')}\n`, ['1 event a', '2 not-json', '3 event b'], 'a blank line is told'],
    [`${event('a')}\nrubbish\n${event('b')}\n`, ['1 event a', '2 not-json', '3 event b'], 'reading goes on'],
    [`${event('a')}\n${event('b').slice(0, 40)}`, ['1 event a', '2 truncated'], 'cut inside the last line'],
    [`${event('a')}\n${event('b')}`, ['1 event a', '2 event b', '2 truncated'], 'cut before the last newline'],
    ['\n', ['1 not-json'], 'a newline alone'],
    [`\ufeff${event('a')}\n`, ['1 not-json'], 'a byte order mark'],
  ])('%j (%#)', (text, want) => {
    expect(parse(text)).toEqual(want);
  });

  it('tells bytes that are not UTF-8, and only on their line', () => {
    const bad = Buffer.concat([
      Buffer.from(`${event('a')}\n"`),
      Buffer.from([0xff, 0xc3]),
      Buffer.from(`"\n${event('b')}\n`),
    ]);
    expect(parse(bad)).toEqual(['1 event a', '2 not-utf8', '3 event b']);
  });

  it.each([1, 2, 3, 7, 64, 4096])('gives the same in chunks of %i bytes', (size) => {
    const whole = Buffer.concat([
      Buffer.from(`${event('é日本😀')}\n${event('b')}\n\n`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(`${event('c'.repeat(300))}\n${event('d')}\n${event('torn').slice(0, 30)}`),
    ]);
    const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
      whole.subarray(i * size, (i + 1) * size),
    );
    const items = [...parseItems(chunks, { maxLine: 200 })];
    expect(items).toEqual([...parseItems([whole], { maxLine: 200 })]);
    expect(items.map(brief)).toEqual([
      '1 event é日本😀',
      '2 event b',
      '3 not-json',
      '4 not-utf8',
      '5 too-long',
      '6 event d',
      '7 truncated',
    ]);
  });

  it.each([
    [0, 'event', 'as long as is read'],
    [1, 'too-long', 'one byte more'],
  ])('a line %i bytes over the cap is %s (%s)', (over, want) => {
    const text = event('é'.repeat(100));
    expect(parse(`${text}\n`, Buffer.byteLength(text) - over)[0]).toContain(want);
  });

  it('reports a line of 64 MB without holding it', async () => {
    async function* endless() {
      yield Buffer.from(`${event('a')}\n{"operation":"`);
      for (let i = 0; i < 64; i++) yield Buffer.alloc(1 << 20, 'x');
      yield Buffer.from(`"}\n${event('b')}\n`);
    }
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const items: LogItem[] = [];
    for await (const item of readItems(endless())) {
      collectGarbage();
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      items.push(item);
    }
    expect(items.map(brief)).toEqual(['1 event a', '2 too-long', '3 event b']);
    expect(items[1]).toMatchObject({ reason: `${(64 << 20) + 16} bytes long, at most 1048576 are read` });
    expect(most).toBeLessThan(8 << 20);
  });
});

describe('readLog', () => {
  const collect = async (path: string, options: FileOptions = {}) => {
    const items: LogItem[] = [];
    for await (const item of readLog(path, options)) items.push(item);
    return items;
  };

  it('reads a file', async () => {
    const path = join(folder, 'a.jsonl');
    await writeFile(path, `${event('a')}\n${event('b')}\n`);
    expect((await collect(path)).map(brief)).toEqual(['1 event a', '2 event b']);
    // Where an earlier run ended, and where nothing was added since.
    expect((await collect(path, { start: event('a').length + 1 })).map(brief)).toEqual(['1 event b']);
    expect(await collect(path, { start: 2 * (event('a').length + 1) })).toEqual([]);
  });

  it.each([
    ['missing.jsonl', 'ENOENT', /^look at the name/],
    ['.', 'EISDIR', /^name a file in that folder$/],
    ['there.jsonl/x', 'ENOTDIR', /^look at the name/],
  ])('says why %s cannot be read, and what to do', async (name, because, next) => {
    await writeFile(join(folder, 'there.jsonl'), '');
    const error = await collect(join(folder, name)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RtoError);
    expect(error).toMatchObject({ code: 'RTO_LOG_READ', exit: 1, try: expect.stringMatching(next) });
    expect((error as RtoError).facts['because']).toContain(because);
  });

  it('may be left early, and throws on what its reader throws', async () => {
    const path = join(folder, 'early.jsonl');
    await writeFile(path, `${event('a')}\n`.repeat(50_000));
    const leave = async () => {
      for await (const item of readLog(path)) throw new Error(`stopped at ${item.at}`);
    };
    await expect(leave()).rejects.toThrow('stopped at 1');
  });

  it('reads every one of 100 000 lines', async () => {
    const path = join(folder, 'big.jsonl');
    const out = createWriteStream(path);
    for (let i = 0; i < 1000; i++) {
      if (!out.write(`${event('reflect.ValueOf')}\n`.repeat(100))) await once(out, 'drain');
    }
    out.end();
    await once(out, 'finish');
    let count = 0;
    for await (const item of readLog(path)) count += item.kind === 'event' ? 1 : 0;
    expect(count).toBe(100_000);
  });
});
