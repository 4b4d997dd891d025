// Makes small zip files, also ones no honest tool would write.
import { crc32, deflateRawSync } from 'node:zlib';

export interface MadeEntry {
  name: string | Buffer;
  data?: string | Buffer;
  /** By default 8; anything else is written as stored. */
  method?: number;
  flags?: number;
  /** Unix mode with file type, in the high half of the external attributes. */
  mode?: number;
  crc?: number;
  /** Lies about the inflated size. */
  size?: number;
  /** Name in the local header, when it shall differ. */
  localName?: string;
  zip64?: boolean;
}

/** The bytes of a zip; the `zip64` option writes zip64 end records, an entry's `zip64` its sizes in the extra field. */
export function makeZip(
  entries: MadeEntry[],
  options: { zip64?: boolean; comment?: string; count?: number } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const data = Buffer.from(entry.data ?? '');
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(data) : data;
    const size = entry.size ?? data.length;
    const crc = entry.crc ?? crc32(data);
    const localName = Buffer.from(entry.localName ?? name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(entry.flags ?? 0, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(localName.length, 26);
    const extra = Buffer.alloc(entry.zip64 ? 28 : 0);
    if (entry.zip64) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      for (const [at, value] of [size, packed.length, offset].entries())
        extra.writeBigUInt64LE(BigInt(value), 4 + 8 * at);
    }
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(entry.mode === undefined ? 20 : 0x0314, 4);
    record.writeUInt16LE(20, 6);
    record.writeUInt16LE(entry.flags ?? 0, 8);
    record.writeUInt16LE(method, 10);
    record.writeUInt32LE(crc, 16);
    record.writeUInt32LE(entry.zip64 ? 0xffffffff : packed.length, 20);
    record.writeUInt32LE(entry.zip64 ? 0xffffffff : size, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt16LE(extra.length, 30);
    record.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 38);
    record.writeUInt32LE(entry.zip64 ? 0xffffffff : offset, 42);
    parts.push(local, localName, packed);
    directory.push(record, name, extra);
    offset += local.length + localName.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const count = options.count ?? entries.length;
  const comment = Buffer.from(options.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.zip64 ? 0xffff : count, 8);
  end.writeUInt16LE(options.zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(options.zip64 ? 0xffffffff : central.length, 12);
  end.writeUInt32LE(options.zip64 ? 0xffffffff : offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([
    ...parts,
    central,
    ...(options.zip64 ? end64(offset, central.length, count) : []),
    end,
    comment,
  ]);
}

function end64(offset: number, size: number, count: number): Buffer[] {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}

/** A toolchain module's zip with a handful of files, as large as a test needs. */
export function makeToolchain(version: string, files: Record<string, string | Buffer> = STOCK): Buffer {
  return makeZip(
    Object.entries(files).map(([name, data]) => ({ name: `golang.org/toolchain@${version}/${name}`, data })),
  );
}

/** A stock tree as the zip has it: a renamed go.mod, executables, and a name that sorts differently by folder. */
export const STOCK: Record<string, string> = {
  VERSION: 'go1.23.4\ntime 2024-11-27T00:00:00Z\n',
  'bin/go': '#!/bin/sh\necho go\n',
  'lib/wasm/go_js_wasm_exec': '#!/bin/sh\n',
  'pkg/tool/linux_amd64/compile': 'compile\n',
  'src/_go.mod': 'module std\n',
  'src/a/a.go': 'package a\n',
  'src/a.go': 'package src\n',
};
