// A strict reader of local zip files: the central directory, then one entry at a time, inflated in memory.
// Own code because the usual library's stream per entry is five times slower on ten thousand small files.
// Format: PKWARE APPNOTE 6.3.10, sections 4.3 (layout) and 4.5.3 (zip64).
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { messageOf, RtoError } from '../errors.ts';
import { type CentralEntry, findDirectory, readDirectory } from './zipdirectory.ts';

/** What Go's toolchain modules may unpack to; far above the 450 MB of the largest. */
const MAX_TOTAL = 2 ** 31;

interface ZipEntry {
  readonly name: string;
  /** Bytes when inflated. */
  readonly size: number;
  /** The whole content, checked against size and CRC; throws RTO_ZIP when it is damaged. */
  read(): Buffer;
}

export interface Zip {
  readonly entries: readonly ZipEntry[];
  close(): void;
}

/**
 * Opens the zip at `path` and reads its directory. Names are whatever the file says: names.ts judges them.
 * Throws RTO_ZIP for a truncated, damaged, encrypted or otherwise unusual file; the file system's own error when it cannot be read.
 */
export function openZip(path: string, label = path): Zip {
  const file = openSync(path, 'r');
  try {
    const reader = new ZipReader(label, file);
    return { entries: reader.entries(), close: () => closeSync(file) };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Thrown inside the reader by whichever check fails; becomes RTO_ZIP with the path. */
class Damage extends Error {}

class ZipReader {
  readonly #label: string;
  readonly #file: number;
  readonly #size: number;

  constructor(label: string, file: number) {
    this.#label = label;
    this.#file = file;
    this.#size = fstatSync(file).size;
  }

  entries(): ZipEntry[] {
    return this.#guard('', () => {
      const at = this.#at.bind(this);
      const directory = findDirectory(this.#size, at);
      const entries = readDirectory(at(directory.offset, directory.size), directory.count);
      let total = 0;
      for (const entry of entries) {
        total += entry.size;
        if (total > MAX_TOTAL) throw new Damage(`it would unpack to more than ${MAX_TOTAL} bytes`);
      }
      return entries.map((entry) => ({
        name: entry.name,
        size: entry.size,
        read: () => this.#guard(entry.name, () => this.#content(entry, directory.offset)),
      }));
    });
  }

  #content(entry: CentralEntry, end: number): Buffer {
    const header = this.#at(entry.offset, 30);
    if (header.readUInt32LE(0) !== 0x04034b50) throw new Damage('no local header where the directory says');
    const nameLength = header.readUInt16LE(26);
    if (header.readUInt16LE(8) !== entry.method) throw new Damage('local header and directory disagree on the method');
    if (!this.#at(entry.offset + 30, nameLength).equals(entry.rawName))
      throw new Damage('local header and directory disagree on the name');
    const start = entry.offset + 30 + nameLength + header.readUInt16LE(28);
    if (start + entry.compressed > end) throw new Damage('its data runs into the directory');
    const packed = this.#at(start, entry.compressed);
    // maxOutputLength must be positive; the size check below catches a byte too many in an empty file.
    const data = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
    if (data.length !== entry.size) throw new Damage(`${data.length} bytes, not ${entry.size}`);
    if (crc32(data) !== entry.crc) throw new Damage('its checksum (CRC-32) does not match');
    return data;
  }

  #at(offset: number, length: number): Buffer {
    if (offset < 0 || offset + length > this.#size) throw new Damage('it is cut short');
    const buffer = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const read = readSync(this.#file, buffer, done, length - done, offset + done);
      if (read === 0) throw new Damage('it became shorter while it was read');
      done += read;
    }
    return buffer;
  }

  #guard<T>(entry: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new RtoError('RTO_ZIP', `${this.#label} is not a usable zip file: ${messageOf(error)}`, {
        facts: entry ? { entry: JSON.stringify(entry) } : {},
        try: 'remove the file and fetch it again',
        cause: error,
      });
    }
  }
}
