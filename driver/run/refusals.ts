// What go build and go test print on standard error, byte for byte and as it comes, but for the refusals of the stand-in.
import { isRefusal, STAND_IN } from '../toolchain/compiler.ts';

export interface RefusalFilter {
  /** Takes a piece of output; all goes on at once but a line that begins as the stand-in's do and has not ended. */
  take(bytes: Uint8Array): void;
  /** What the stand-in refused, each line once; to be asked when all was taken. */
  end(): string[];
}

const NEWLINE = 10;
const PREFIX = Buffer.from(STAND_IN);

/** @param pass takes what is no refusal */
export function createRefusalFilter(pass: (bytes: Uint8Array) => void): RefusalFilter {
  const refusals = new Set<string>();
  let begun = Buffer.alloc(0);
  let inside = false; // a line of which the beginning has gone on
  const whole = (line: Buffer, passed: Buffer[]) => {
    const text = line.toString().trimEnd();
    if (isRefusal(text)) refusals.add(text);
    else passed.push(line);
  };
  return {
    take(bytes) {
      const passed: Buffer[] = [];
      let rest = Buffer.concat([begun, bytes]);
      begun = Buffer.alloc(0);
      while (rest.length > 0) {
        const end = rest.indexOf(NEWLINE);
        const line = end < 0 ? rest : rest.subarray(0, end + 1);
        rest = rest.subarray(line.length);
        if (inside || !mayBeRefusal(line)) passed.push(line);
        else if (end >= 0) whole(line, passed);
        else begun = line;
        inside = end < 0 && begun.length === 0;
      }
      if (passed.length > 0) pass(Buffer.concat(passed));
    },
    end() {
      const passed: Buffer[] = [];
      if (begun.length > 0) whole(begun, passed);
      begun = Buffer.alloc(0);
      for (const line of passed) pass(line);
      return [...refusals];
    },
  };
}

/** By as much of it as is there. */
function mayBeRefusal(line: Buffer): boolean {
  const length = Math.min(line.length, PREFIX.length);
  return line.subarray(0, length).equals(PREFIX.subarray(0, length));
}
