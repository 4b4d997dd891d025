// What go build prints, shown as it comes but for what rto says better: a refusal of the stand-in, the crash of a damaged compiler.
import { isRefusal } from '../toolchain/compiler.ts';

export interface BuildOutput {
  /** Takes a piece of output; whole lines that are not held back go on at once. */
  take(text: string): void;
  /** Shows what was held back. */
  release(): void;
  /** What the stand-in refused, each line once. */
  refusals(): string[];
  /** Whether a program of the toolchain crashed. */
  crashed(): boolean;
  /** The last lines of all that was printed. */
  lastLines(): string;
}

// How a Go program begins to tell of its own crash; of gcc's "fatal error" a file and a line come first.
const CRASH = /^(?:panic: |fatal error: |unexpected fault address |runtime: |SIG[A-Z]+: |\[signal |go: .*: signal: )/;
// cmd/go's own words about a compiler that has said why.
const ECHO = /^go: error obtaining buildID for go tool compile: /;

const SHOWN = 20;

export function createBuildOutput(show: (text: string) => void): BuildOutput {
  const all: string[] = [];
  const held: string[] = [];
  let crashed = false;
  let begun = '';
  const line = (text: string) => {
    all.push(text);
    crashed ||= CRASH.test(text);
    if (crashed || isRefusal(text) || ECHO.test(text)) held.push(text);
    else show(`${text}\n`);
  };
  const finish = () => {
    if (begun !== '') line(begun);
    begun = '';
  };
  return {
    take(text) {
      const lines = (begun + text).split('\n');
      begun = lines.pop() ?? '';
      for (const each of lines) line(each);
    },
    release() {
      finish();
      if (held.length > 0) show(`${held.join('\n')}\n`);
      held.length = 0;
    },
    refusals() {
      finish();
      return [...new Set(held.filter(isRefusal))];
    },
    crashed() {
      finish();
      return crashed;
    },
    lastLines() {
      finish();
      return all.slice(-SHOWN).join('\n');
    },
  };
}
