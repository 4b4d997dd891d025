import { expect, it } from 'vitest';
import { createProgress } from '../../driver/terminal/progress.ts';
import { createTerminal } from '../../driver/terminal/terminal.ts';
import { fakeStream } from './fakes.ts';

function start(stream: { isTTY?: boolean; columns?: number }, env = {}) {
  const stdout = fakeStream();
  const stderr = fakeStream(stream);
  let time = 0;
  const progress = createProgress(createTerminal({ stdout, stderr }, env), () => time);
  return { stderr, stdout, progress, pass: (milliseconds: number) => (time += milliseconds) };
}

const MB = 1e6;
const download = (done: number, total?: number) => ({
  step: 'download go',
  done: done * MB,
  total: total && total * MB,
  unit: 'bytes' as const,
});

it('off a terminal: one line a finished step, no cursor codes', () => {
  const { stderr, stdout, progress, pass } = start({});
  progress.update(download(1, 80));
  pass(3000);
  progress.update(download(80, 80));
  progress.update({ step: 'unpack', done: 1, total: 10 });
  pass(1200);
  progress.end(true);
  expect(stderr.text).toBe('download go: done  80 MB  3.0 s\nunpack: done  1.2 s\n');
  expect(stdout.text).toBe('');
});

it('with nothing to do: silent', () => {
  const { stderr, progress } = start({ isTTY: true });
  progress.end(true);
  expect(stderr.text).toBe('');
});

it('on a terminal: one line, redrawn ten times a second at most', () => {
  const { stderr, progress, pass } = start({ isTTY: true, columns: 80 });
  for (let done = 1; done <= 100; done++) {
    progress.update(download(done, 100));
    pass(10);
  }
  expect(stderr.text.split('\r\u001b[K')).toHaveLength(11);
  expect(stderr.text.endsWith('\r\u001b[Kdownload go  91 MB of 100 MB  91 %  0.9 s')).toBe(true);
  progress.end(true);
  expect(stderr.text.endsWith('\r\u001b[Kdownload go: done  100 MB  1.0 s\n')).toBe(true);
});

it('a step that failed is not called done, and its line is gone', () => {
  const { stderr, progress } = start({ isTTY: true });
  progress.update(download(1, 80));
  progress.end(false);
  expect(stderr.text).not.toContain('done');
  expect(stderr.text.endsWith('\r\u001b[K')).toBe(true);
});

it('a line never wraps, and a name cannot move the cursor', () => {
  const { stderr, progress } = start({ isTTY: true, columns: 30 });
  progress.update({ step: `unpack ${'x'.repeat(50)}\u001b[2J` });
  const drawn = stderr.text.replace('\r\u001b[K', '');
  expect(drawn).toHaveLength(29);
  expect(drawn).not.toContain('\u001b');
  progress.end(false);
});

it('a notice stands on a line of its own', () => {
  const { stderr, progress } = start({ isTTY: true });
  progress.update(download(1, 80));
  progress.notice('go1.27.9 is untested');
  expect(stderr.text).toContain('\r\u001b[Knote: go1.27.9 is untested\n\r\u001b[Kdownload go');
  progress.end(false);
});

it('says how much came where the server does not say how much will', () => {
  const { stderr, progress } = start({ isTTY: true });
  progress.update(download(12));
  expect(stderr.text).toBe('\r\u001b[Kdownload go  12 MB  0.0 s');
  progress.end(false);
});

it('a dumb terminal gets no cursor codes', () => {
  const { stderr, progress } = start({ isTTY: true }, { TERM: 'dumb' });
  progress.update(download(1, 80));
  progress.end(true);
  expect(stderr.text).toBe('download go: done  1.0 MB  0.0 s\n');
});

it('what another program prints stands whole above the line', () => {
  const { stderr, progress, pass } = start({ isTTY: true });
  progress.update({ step: 'build app', minor: true });
  progress.output('# app\nmain.go:3: ');
  pass(500);
  progress.update({ step: 'build app', minor: true });
  progress.output('undefined: x\nlast');
  progress.end(false);
  const shown = stderr.text.split('\n').map((line) => line.split('\r\u001b[K').at(-1));
  expect(shown).toEqual(['# app', 'main.go:3: undefined: x', 'last', '']);
});

it('a minor step is told only where it took long', () => {
  const { stderr, progress, pass } = start({});
  progress.update({ step: 'build a', minor: true });
  pass(999);
  progress.update({ step: 'build b', minor: true });
  pass(1001);
  progress.end(true);
  expect(stderr.text).toBe('build b: done  1.0 s\n');
});
