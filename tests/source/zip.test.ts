// Zip files: what is read, and what is refused before a byte of it is used.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openZip } from '../../driver/source/zip.ts';
import { tempFolder } from '../support/temp.ts';
import { type MadeEntry, makeZip } from './zipmaker.ts';

let folder: string;
beforeAll(() => {
  folder = tempFolder('a zip');
});

let count = 0;
function save(data: Buffer): string {
  const path = join(folder, `${count++}.zip`);
  writeFileSync(path, data);
  return path;
}

function contents(data: Buffer): Record<string, string> {
  const zip = openZip(save(data));
  try {
    return Object.fromEntries(zip.entries.map((entry) => [entry.name, entry.read().toString()]));
  } finally {
    zip.close();
  }
}

const two: MadeEntry[] = [
  { name: 'a/b.txt', data: 'hello '.repeat(1000) },
  { name: 'empty', data: '' },
];

describe('reads', () => {
  const want = { 'a/b.txt': 'hello '.repeat(1000), empty: '' };
  it.each<[string, Buffer]>([
    ['deflated entries', makeZip(two)],
    ['stored entries', makeZip(two.map((entry) => ({ ...entry, method: 0 })))],
    ['a comment at the end', makeZip(two, { comment: 'made by a test' })],
    ['zip64 end records', makeZip(two, { zip64: true })],
    ['zip64 sizes of entries', makeZip(two.map((entry) => ({ ...entry, zip64: true })))],
    ['a data descriptor flag', makeZip(two.map((entry) => ({ ...entry, flags: 8 })))],
    ['Unix modes of regular files', makeZip(two.map((entry) => ({ ...entry, mode: 0o100755 })))],
  ])('%s', (_why, data) => expect(contents(data)).toEqual(want));

  it('an empty archive', () => expect(contents(makeZip([]))).toEqual({}));
});

describe('refuses, as RTO_ZIP,', () => {
  const good = makeZip(two);
  const flipped = Buffer.from(good);
  flipped[40] = (flipped[40] ?? 0) ^ 0xff;
  it('names of 64 kB with thousands of levels, at once', () => {
    const data = makeZip(Array.from({ length: 500 }, (_, at) => ({ name: `${at}/${'a/'.repeat(32_000)}` })));
    const path = save(data);
    const before = process.cpuUsage();
    expect(() => openZip(path)).toThrow(expect.objectContaining({ message: expect.stringMatching(/name of 64/) }));
    const { user, system } = process.cpuUsage(before);
    expect(user + system, 'microseconds of the processor, which reading 32 MB of names took').toBeLessThan(1_000_000);
  });

  it.each<[string, Buffer, RegExp]>([
    ['a name that is too long', makeZip([{ name: 'a'.repeat(1025) }]), /name of 1025 bytes/],
    ['more files than any release has', makeZip(two, { zip64: true, count: 100_001 }), /100001 files/],
    ['an empty file', Buffer.alloc(0), /cut short/],
    ['an HTML page', Buffer.from('<!doctype html><title>Sign in</title>'), /no zip file/],
    ['a file cut at its end', good.subarray(0, -5), /cut short/],
    ['a file cut in the middle', good.subarray(0, 60), /cut short/],
    ['bytes after its end', Buffer.concat([good, Buffer.from('x')]), /cut short/],
    ['bytes before its start', Buffer.concat([Buffer.from('x'), good]), /not where/],
    ['a flipped byte in an entry', flipped, /not a usable zip/],
    ['a wrong CRC', makeZip([{ name: 'a', data: 'a', crc: 1 }]), /CRC/],
    ['an entry larger than it says', makeZip([{ name: 'a', data: 'aaaa', size: 2 }]), /not a usable zip/],
    ['an entry smaller than it says', makeZip([{ name: 'a', data: 'aaaa', size: 9 }]), /4 bytes, not 9/],
    ['an empty entry that is not', makeZip([{ name: 'a', data: 'aaaa', size: 0 }]), /not a usable zip/],
    ['a bomb', makeZip([{ name: 'a', size: 2 ** 31 + 1 }]), /would unpack to more than 2147483648/],
    [
      'a bomb of many entries',
      makeZip(['a', 'b', 'c'].map((name) => ({ name, size: 2 ** 30 }))),
      /would unpack to more/,
    ],
    ['an encrypted entry', makeZip([{ name: 'a', flags: 1 }]), /encrypted/],
    ['a method it does not know', makeZip([{ name: 'a', method: 12 }]), /method 12/],
    ['a symbolic link', makeZip([{ name: 'a', data: '/etc', mode: 0o120777 }]), /not a regular file/],
    ['a device', makeZip([{ name: 'a', mode: 0o020666 }]), /not a regular file/],
    ['two names for one entry', makeZip([{ name: 'a', localName: 'b' }]), /disagree on the name/],
    ['a name that is not UTF-8', makeZip([{ name: Buffer.from([0xff, 0xfe]) }]), /not a usable zip/],
    ['a count that is too high', makeZip(two, { count: 3 }), /2 entries, not 3/],
    ['a count that is too low', makeZip(two, { count: 1 }), /2 entries, not 1/],
  ])('%s', (_why, data, message) => {
    expect(() => contents(data)).toThrow(
      expect.objectContaining({ code: 'RTO_ZIP', message: expect.stringMatching(message) }),
    );
  });

  it('every truncation of a good file', () => {
    for (let length = 0; length < good.length; length += 3)
      expect(() => contents(good.subarray(0, length)), `${length} bytes`).toThrow(
        expect.objectContaining({ code: 'RTO_ZIP' }),
      );
  });
});
