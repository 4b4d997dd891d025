import { expect, it } from 'vitest';
import { createBuildOutput } from '../../driver/run/buildoutput.ts';

/** Text given in pieces of a few letters, as pipes do. */
function take(text: string, size: number) {
  const shown: string[] = [];
  const output = createBuildOutput((more) => shown.push(more));
  for (let at = 0; at < text.length; at += size) output.take(text.slice(at, at + size));
  return { output, shown: () => shown.join('') };
}

const ERRORS = '# example.com/app\n./main.go:3:1: undefined: x\n';
const REFUSED = 'rto compile: GO_INSTRUMENT: no such thing\n';
const ECHOED = 'go: error obtaining buildID for go tool compile: exit status 2\n';
const CRASH = 'panic: runtime error: invalid memory address\n\ngoroutine 1 [running]:\nmain.main()\n';

it.each([1, 7, 4096])('shows at once what go says (pieces of %i)', (size) => {
  const { output, shown } = take(ERRORS, size);
  expect(shown()).toBe(ERRORS);
  expect([output.refusals(), output.crashed(), output.lastLines()]).toEqual([[], false, ERRORS.trimEnd()]);
});

it('what the stand-in leaves out is no refusal', () => {
  const said = 'rto compile: example.com/a is not observed: it does not compile with hooks\n';
  const { output, shown } = take(said, 7);
  expect([shown(), output.refusals()]).toEqual([said, []]);
});

it.each([1, 7, 4096])('holds back a refusal, once, and what go says of it (pieces of %i)', (size) => {
  const { output, shown } = take(REFUSED + ECHOED + REFUSED + ERRORS, size);
  expect(shown()).toBe(ERRORS);
  expect(output.refusals()).toEqual([REFUSED.trimEnd()]);
  output.release();
  expect(shown()).toBe(ERRORS + REFUSED + ECHOED + REFUSED);
});

it('holds back a crash and all behind it; nothing of it is lost', () => {
  const { output, shown } = take(`# a\n${CRASH}# b\nlast words`, 5);
  expect([shown(), output.crashed()]).toEqual(['# a\n', true]);
  output.release();
  expect(shown()).toBe(`# a\n${CRASH}# b\nlast words\n`);
});

it.each([
  'fatal error: out of memory',
  '[signal SIGSEGV: x]',
  'unexpected fault address 0x1',
  'SIGSEGV: segmentation violation',
])('%s is a crash', (line) => {
  expect(take(`${line}\n`, 100).output.crashed()).toBe(true);
});

it('a C compiler without a header has not crashed', () => {
  expect(take('x.c:1:10: fatal error: missing.h: No such file\n', 100).output.crashed()).toBe(false);
});
