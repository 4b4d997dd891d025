// Passes on the standard error of go build and go test, byte for byte, without the refusals of the stand-in.
import { isRefusal, STAND_IN } from '../toolchain/compiler.ts';

export interface RefusalFilter {
  /** Takes a piece of output. It goes on at once, unless it is an unfinished line that begins as the stand-in's do. */
  take(bytes: Uint8Array): void;
  /** Gives the stand-in's refusals, each line once. It is called when all output was taken. */
  end(): string[];
}

const NEWLINE = 10;
const PREFIX = Buffer.from(STAND_IN);

/** @param pass takes all bytes that are not part of a refusal */
export function createRefusalFilter(pass: (bytes: Uint8Array) => void): RefusalFilter {
  const refusals = new Set<string>();
  let begun = Buffer.alloc(0);
  let inside = false; // in a line whose beginning has gone on
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

/** Whether a line may be a refusal, by the part of it that has come. */
function mayBeRefusal(line: Buffer): boolean {
  const length = Math.min(line.length, PREFIX.length);
  return line.subarray(0, length).equals(PREFIX.subarray(0, length));
}
