// Finds what instrumented Go leaves in binaries: JSON between marks. Reads bytes as they come, in bounded memory.

/** `damaged`: a mark whose text has no end, is cut off or too long. `unknown`: a mark of an rto newer than this one. */
export type Marked = { kind: 'stamp' | 'package'; text: Buffer } | { kind: 'damaged' } | { kind: 'unknown' };

// Opened by 0xff rto: KIND 0xff, closed by 0xff: a byte that no UTF-8 text holds (wrappers/runtime/goos/rto_stamp.go).
const EDGE = 0xff;
const OPEN = Buffer.from([EDGE, ...Buffer.from('rto:')]);
const KINDS: ReadonlyMap<string, 'stamp' | 'package'> = new Map([
  ['stamp:1', 'stamp'],
  ['package:1', 'package'],
]);
const KIND_FORM = /^[a-z]+:[0-9]+$/;
const LONGEST_KIND = 16;

/** Bytes of one text. A package of ten thousand hooked functions needs a tenth. */
export const LONGEST_TEXT = 4 << 20;

/** All marked texts of a file, whatever its format, in the order of their places. */
export async function* findMarked(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Marked> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (;;) {
      const step = next(bytes, from);
      if (step.found) yield step.found;
      from = step.from;
      if (!step.again) break;
    }
    rest = bytes.subarray(from);
  }
  // A file that ends within a text.
  if (rest.length >= OPEN.length) yield { kind: 'damaged' };
}

interface Step {
  found?: Marked;
  /** Bytes before this one are done with. */
  from: number;
  /** Whether there may be more in these bytes; else more bytes are needed. */
  again: boolean;
}

function next(bytes: Buffer, from: number): Step {
  const open = bytes.indexOf(OPEN, from);
  if (open < 0) return { from: Math.max(from, bytes.length - OPEN.length + 1), again: false };
  const named = open + OPEN.length;
  const begin = bytes.subarray(named, named + LONGEST_KIND).indexOf(EDGE) + named + 1;
  if (begin === named) {
    // No end of the kind: chance bytes, unless the file goes on.
    return bytes.length < named + LONGEST_KIND ? { from: open, again: false } : { from: named, again: true };
  }
  const name = bytes.toString('latin1', named, begin - 1);
  const kind = KINDS.get(name);
  if (kind === undefined)
    return { from: named, again: true, ...(KIND_FORM.test(name) ? { found: { kind: 'unknown' } } : {}) };
  const end = bytes.indexOf(EDGE, begin);
  if ((end < 0 ? bytes.length : end) - begin > LONGEST_TEXT)
    return { found: { kind: 'damaged' }, from: begin, again: true };
  if (end < 0) return { from: open, again: false };
  // The byte that ends a text may open the next mark, where the text is cut off.
  return { found: { kind, text: bytes.subarray(begin, end) }, from: end, again: true };
}
