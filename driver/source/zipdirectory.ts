// The central directory of a zip file: where it is and what it says of each entry. Plain errors here; zip.ts names the file.

import { LONGEST_NAME } from './names.ts';

/** Reads `length` bytes at `offset` of the file; throws when they are not there. */
export type ReadAt = (offset: number, length: number) => Buffer;

export interface DirectoryPlace {
  offset: number;
  size: number;
  count: number;
}

export interface CentralEntry {
  name: string;
  rawName: Buffer;
  method: 0 | 8;
  crc: number;
  compressed: number;
  size: number;
  /** Of the local header. */
  offset: number;
}

const END = 22;
const END64 = 56;
const LOCATOR64 = 20;
const MAX_DIRECTORY = 64 * 1024 * 1024;
/** A release has twelve thousand files. */
const MOST_ENTRIES = 100_000;

/** Finds the directory by the record at the end of the file, which must end exactly there. */
export function findDirectory(fileSize: number, at: ReadAt): DirectoryPlace {
  const tailSize = Math.min(fileSize, END + 0xffff);
  const tail = at(fileSize - tailSize, tailSize);
  let end = tailSize - END;
  while (end >= 0 && !(tail.readUInt32LE(end) === 0x06054b50 && end + END + tail.readUInt16LE(end + 20) === tailSize))
    end--;
  if (end < 0) throw new Error('it has no end record: it is cut short, or no zip file');
  if (tail.readUInt16LE(end + 4) !== 0 || tail.readUInt16LE(end + 6) !== 0) throw new Error('it is split in parts');
  const place = {
    count: tail.readUInt16LE(end + 10),
    size: tail.readUInt32LE(end + 12),
    offset: tail.readUInt32LE(end + 16),
  };
  const endOffset = fileSize - tailSize + end;
  const wide = place.count === 0xffff || place.size === 0xffffffff || place.offset === 0xffffffff;
  const found = (wide && findDirectory64(endOffset, at)) || { ...place, end: endOffset };
  // Nothing may stand between directory and end record, or two readers could see two different archives.
  if (found.offset + found.size !== found.end) throw new Error('its directory is not where its end record says');
  if (found.count > MOST_ENTRIES) throw new Error(`it has ${found.count} files`);
  if (found.size > MAX_DIRECTORY) throw new Error(`its directory has ${found.size} bytes`);
  return found;
}

function findDirectory64(endOffset: number, at: ReadAt): (DirectoryPlace & { end: number }) | undefined {
  if (endOffset < LOCATOR64 + END64) return undefined;
  const locator = at(endOffset - LOCATOR64, LOCATOR64);
  if (locator.readUInt32LE(0) !== 0x07064b50) return undefined;
  const end = Number(locator.readBigUInt64LE(8));
  if (end + END64 !== endOffset - LOCATOR64) throw new Error('its zip64 end record is not where its locator says');
  const record = at(end, END64);
  if (record.readUInt32LE(0) !== 0x06064b50) throw new Error('it has no zip64 end record');
  return {
    count: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
    end,
  };
}

/** The entries of a directory of exactly `count` records. */
export function readDirectory(data: Buffer, count: number): CentralEntry[] {
  const entries: CentralEntry[] = [];
  let offset = 0;
  while (offset < data.length) {
    if (offset + 46 > data.length || data.readUInt32LE(offset) !== 0x02014b50)
      throw new Error('its directory is damaged');
    const length =
      46 + data.readUInt16LE(offset + 28) + data.readUInt16LE(offset + 30) + data.readUInt16LE(offset + 32);
    if (offset + length > data.length) throw new Error('its directory is damaged');
    entries.push(readRecord(data.subarray(offset, offset + length)));
    offset += length;
  }
  if (entries.length !== count) throw new Error(`its directory has ${entries.length} entries, not ${count}`);
  return entries;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readRecord(record: Buffer): CentralEntry {
  const nameLength = record.readUInt16LE(28);
  // Before it is decoded, searched and split: a directory may hold thousands of 64 kB each.
  if (nameLength > LONGEST_NAME) throw new Error(`it has a name of ${nameLength} bytes`);
  const rawName = record.subarray(46, 46 + nameLength);
  const name = utf8.decode(rawName);
  const what = JSON.stringify(name);
  // Bits 0, 6 and 13: encrypted, strongly encrypted, directory encrypted.
  if (record.readUInt16LE(8) & 0x2041) throw new Error(`${what} is encrypted`);
  const method = record.readUInt16LE(10);
  if (method !== 0 && method !== 8) throw new Error(`${what} is compressed by method ${method}; 0 and 8 are known`);
  // The high byte says who made it; a Unix mode is there for 3 (Unix) and 19 (macOS). Links and devices have no place here.
  const kind = (record.readUInt32LE(38) >>> 28) & 0xf;
  if ([3, 19].includes(record.readUInt8(5)) && kind !== 0 && kind !== 0o10)
    throw new Error(`${what} is not a regular file`);
  const extra = record.subarray(46 + nameLength, 46 + nameLength + record.readUInt16LE(30));
  const [size, compressed, offset] = widen(
    [record.readUInt32LE(24), record.readUInt32LE(20), record.readUInt32LE(42)],
    extra,
  );
  if (method === 0 && size !== compressed) throw new Error(`${what} is stored, with two different sizes`);
  return { name, rawName, method, crc: record.readUInt32LE(16), compressed, size, offset };
}

/** Fields of all ones stand in the zip64 extra field (id 1) instead, in this order. */
function widen(fields: [number, number, number], extra: Buffer): [number, number, number] {
  if (!fields.includes(0xffffffff)) return fields;
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      let next = at + 4;
      const wide = (value: number): number => {
        if (value !== 0xffffffff) return value;
        if (next + 8 > Math.min(end, extra.length)) throw new Error('a zip64 field is cut short');
        next += 8;
        return Number(extra.readBigUInt64LE(next - 8));
      };
      return [wide(fields[0]), wide(fields[1]), wide(fields[2])];
    }
    at = end;
  }
  return fields;
}
