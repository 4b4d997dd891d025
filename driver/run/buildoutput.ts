// Shows the output of go build. It holds back what rto says better: the stand-in's refusals, and crashes of a compiler.
import { isRefusal } from '../toolchain/compiler.ts';

export interface BuildOutput {
  /** Takes a piece of output. Whole lines are shown at once, unless they are held back. */
  take(text: string): void;
  /** Shows the lines that were held back. */
  release(): void;
  /** The refusals of the stand-in, each line once. */
  refusals(): string[];
  /** Whether a program of the toolchain crashed. */
  crashed(): boolean;
  /** The last 20 lines of the whole output. */
  lastLines(): string;
}

// The beginnings of a Go program's report of its own crash. gcc's "fatal error" has a file and a line in front.
const CRASH = /^(?:panic: |fatal error: |unexpected fault address |runtime: |SIG[A-Z]+: |\[signal |go: .*: signal: )/;
// cmd/go adds this line when a compiler has failed and has said why.
const ECHO = /^go: error obtaining buildID for go tool compile: /;

const SHOWN = 20;

/** @param show takes whole lines, each with its newline */
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
