// The functions that are linked into a Go program, read from the table that its runtime keeps of their names: it is there in
// stripped programs, too.
import { type FileHandle, open } from 'node:fs/promises';
import { MODULES } from './modules.ts';
import { unreadable } from './unreadable.ts';

export interface LinkedFunctions {
  /** Package path of main; the names of its functions begin with "main.". Undefined where the program does not say. */
  main: string | undefined;
  /** Symbols as the linker writes them, those that were inlined into others included; each once. */
  names: AsyncIterable<string>;
}

const CHUNK = 1 << 20;

/** Bytes of all names. The largest programs that are known have a twentieth. */
const MOST_NAMES = 256 << 20;
/** Bytes of one name; type arguments are written as [...]. */
const LONGEST_NAME = 1 << 16;

/**
 * Gives `work` the functions of a program, or undefined where its table is not found: of a Go before 1.18, or in WebAssembly, which
 * stores it in pieces.
 * @throws RTO_BINARY_READ
 */
export async function withFunctions<T>(
  path: string,
  work: (functions: LinkedFunctions | undefined) => Promise<T>,
): Promise<T> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const { table, main } = await find(file);
    return await work(table === undefined ? undefined : { main, names: namesOf(file, table) });
  } finally {
    await file.close();
  }
}

/** Where the names lie in the file. */
interface Table {
  from: number;
  to: number;
}

// runtime.pcHeader of Go 1.18 and 1.20, by either order of bytes, with the two zeroes behind it (cmd/link/internal/ld/pcln.go).
const HEADERS = ['f0ffffff0000', 'f1ffffff0000', 'fffffff00000', 'fffffff10000'].map((hex) => Buffer.from(hex, 'hex'));
const HEADER = 8 + 8 * 8;

const LONGEST_PATH = 4096;

async function find(file: FileHandle): Promise<{ table: Table | undefined; main: string | undefined }> {
  const { size } = await file.stat();
  let table: Table | undefined;
  let main: string | undefined;
  // Parts overlap by what may lie across their border.
  for (let at = 0; at < size && (table === undefined || main === undefined); at += CHUNK) {
    const bytes = await bytesAt(file, at, CHUNK + LONGEST_PATH);
    table ??= findTable(bytes, at, size);
    main ??= findMain(bytes);
  }
  return { table, main };
}

function findTable(bytes: Buffer, base: number, size: number): Table | undefined {
  for (const magic of HEADERS)
    for (let at = bytes.indexOf(magic); at >= 0 && at < CHUNK; at = bytes.indexOf(magic, at + 1)) {
      const table = readHeader(bytes.subarray(at, at + HEADER), base + at);
      if (table !== undefined && table.to <= size) return table;
    }
  return undefined;
}

/** Undefined for bytes that only look like a header. */
function readHeader(bytes: Buffer, at: number): Table | undefined {
  if (bytes.length < HEADER) return undefined;
  const [quantum = 0, pointer = 0] = bytes.subarray(6, 8);
  if (![1, 2, 4].includes(quantum) || ![4, 8].includes(pointer)) return undefined;
  const isLittle = (bytes[0] ?? 0) < 0xff;
  const word = (index: number): number => {
    const from = 8 + index * pointer;
    if (pointer === 4) return isLittle ? bytes.readUInt32LE(from) : bytes.readUInt32BE(from);
    return Number(isLittle ? bytes.readBigUInt64LE(from) : bytes.readBigUInt64BE(from));
  };
  // Functions, files, start of text; then the tables, one behind the other: names, units, files, lines, functions.
  const [names = 0, units = 0, ...others] = [3, 4, 5, 6, 7].map(word);
  const offsets = [names, units, ...others];
  const isOrdered = offsets.every((offset, i) => i === 0 || offset > (offsets[i - 1] ?? 0));
  if (!isOrdered || names < 8 + 8 * pointer || names > 4096 || units - names > MOST_NAMES) return undefined;
  return word(0) === 0 ? undefined : { from: at + names, to: at + units };
}

function findMain(bytes: Buffer): string | undefined {
  const at = bytes.indexOf(MODULES);
  if (at < 0) return undefined;
  const end = bytes.indexOf('\n', at);
  return end < 0 ? undefined : bytes.toString('utf8', at + MODULES.length, end);
}

async function* namesOf(file: FileHandle, { from, to }: Table): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for (let at = from; at < to; at += CHUNK) {
    const more = await bytesAt(file, at, Math.min(CHUNK, to - at));
    const bytes = rest.length === 0 ? more : Buffer.concat([rest, more]);
    const end = bytes.lastIndexOf(0);
    // Padding is zeroes, which give empty names.
    for (const name of bytes.toString('utf8', 0, Math.max(0, end)).split('\0')) if (name !== '') yield name;
    rest = bytes.subarray(end + 1);
    if (rest.length > LONGEST_NAME) return;
  }
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}
