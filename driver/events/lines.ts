// Bytes in, lines out, in bounded memory: at most one capped line and the chunk at hand are held.
import { isUtf8 } from 'node:buffer';

/** Far above the 4 KiB that an instrumented program writes for one event. */
export const MAX_LINE = 1 << 20;

const NEWLINE = 0x0a;

/** A line without its newline, or what is known of one that cannot be given. */
export type Line =
  | { at: number; text: string; fault?: never }
  | { at: number; text: string; fault: 'not-utf8' }
  /** `text` is the beginning; `bytes` the length of the line. */
  | { at: number; text: string; fault: 'too-long'; bytes: number };

export interface LineSplitter {
  /** The lines that end in this chunk. */
  push(chunk: Uint8Array): Line[];
  /** What stands after the last newline, if anything. */
  end(): Line | undefined;
}

/** @param maxLine the most bytes of a line that is given whole */
export function createLineSplitter(maxLine: number = MAX_LINE): LineSplitter {
  let at = 0;
  let parts: Uint8Array[] = []; // of a line whose end has not been seen
  let held = 0;
  let skipped = 0; // bytes of the line that were not kept, once it is too long

  const keep = (bytes: Uint8Array) => {
    if (skipped > 0) skipped += bytes.length;
    else if (bytes.length > 0) {
      parts.push(bytes);
      held += bytes.length;
      if (held > maxLine) {
        const start = Buffer.concat(parts).subarray(0, 512);
        skipped = held - start.length;
        parts = [Buffer.from(start)]; // a copy, so that the long one can go
        held = start.length;
      }
    }
  };
  const take = (): Line => {
    const bytes = Buffer.concat(parts);
    const length = held + skipped;
    const long = skipped > 0;
    parts = [];
    held = skipped = 0;
    return long ? { at: ++at, text: bytes.toString(), fault: 'too-long', bytes: length } : decode(bytes, ++at, maxLine);
  };

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const first = bytes.indexOf(NEWLINE);
      if (first < 0) {
        keep(bytes);
        return [];
      }
      keep(bytes.subarray(0, first));
      const lines = [take()];
      const last = bytes.lastIndexOf(NEWLINE);
      const whole = bytes.subarray(first + 1, last + 1);
      if (whole.length > 0) {
        if (isUtf8(whole)) {
          // Decoding many lines at once costs a third of decoding each.
          const texts = whole.toString().split('\n');
          texts.pop();
          for (const text of texts) lines.push(measure(text, ++at, maxLine));
        } else {
          for (let from = 0; from < whole.length; ) {
            const to = whole.indexOf(NEWLINE, from);
            lines.push(decode(whole.subarray(from, to), ++at, maxLine));
            from = to + 1;
          }
        }
      }
      keep(bytes.subarray(last + 1));
      return lines;
    },
    end: () => (held + skipped > 0 ? take() : undefined),
  };
}

function decode(bytes: Buffer, at: number, maxLine: number): Line {
  const text = bytes.toString();
  return isUtf8(bytes) ? measure(text, at, maxLine) : { at, text, fault: 'not-utf8' };
}

function measure(text: string, at: number, maxLine: number): Line {
  // A UTF-16 unit is at most three bytes of UTF-8, so most lines need no count.
  if (text.length * 3 > maxLine) {
    const bytes = Buffer.byteLength(text);
    if (bytes > maxLine) return { at, text: text.slice(0, 512), fault: 'too-long', bytes };
  }
  return { at, text };
}
