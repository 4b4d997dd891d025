// Progress on standard error: one line a step, redrawn on a terminal, printed when the step is done elsewhere.
import { shorten } from '../text/columns.ts';
import { neutralise } from '../text/safe.ts';
import { bytes, duration } from '../text/units.ts';
import type { Terminal } from './terminal.ts';

/** One sign of work. Events of one `step` belong together; the first event of another step ends it. */
export interface Step {
  /** What is being done: "download go1.24.9". */
  step: string;
  done?: number | undefined;
  total?: number | undefined;
  unit?: 'bytes' | undefined;
  /** Of no interest once done, unless it took longer than a second. */
  minor?: boolean;
}

export interface Progress {
  update(step: Step): void;
  /** A line for people that is not progress. */
  notice(text: string): void;
  /** What another program prints, as it is, above the progress line. */
  output(text: string): void;
  /** Ends the current step: as done, or (false) as given up, which leaves no line that says it was done. */
  end(done: boolean): void;
}

const REDRAW_MS = 100;
const CLEAR = '\r\u001b[K';

export function createProgress(terminal: Terminal, now: () => number = () => performance.now()): Progress {
  let current: { last: Step; started: number; drawn: number; timer: NodeJS.Timeout | undefined } | undefined;

  /** The beginning of a line of another program. */
  let held = '';

  const draw = () => {
    if (current === undefined || !terminal.live) return;
    current.drawn = now();
    // One column is left free: a full line would wrap, and \r then returns to the wrong one.
    terminal.raw(CLEAR + shorten(describe(current.last, now() - current.started), terminal.room.stderr - 1));
  };
  const end = (done: boolean) => {
    if (current === undefined) return;
    clearInterval(current.timer);
    if (terminal.live) terminal.raw(CLEAR);
    if (held !== '') terminal.raw(`${held}\n`);
    held = '';
    const { last, started } = current;
    current = undefined;
    const elapsed = now() - started;
    if (done && (!last.minor || elapsed > 1000)) terminal.note(finished(last, elapsed));
  };
  return {
    update(step) {
      if (current?.last.step !== step.step) {
        end(true);
        // Steps without figures of their own still show that time passes.
        const timer = terminal.live ? setInterval(draw, 1000).unref() : undefined;
        current = { last: step, started: now(), drawn: -REDRAW_MS, timer };
      }
      current.last = step;
      if (now() - current.drawn >= REDRAW_MS) draw();
    },
    notice(text) {
      if (terminal.live && current !== undefined) terminal.raw(CLEAR);
      terminal.note(`note: ${text}`);
      draw();
    },
    output(text) {
      // Whole lines only: ours would be drawn over the beginning of one.
      const end = text.lastIndexOf('\n') + 1;
      const lines = held + text.slice(0, end);
      held = end > 0 ? text.slice(end) : held + text;
      if (end === 0) return;
      if (terminal.live && current !== undefined) terminal.raw(CLEAR);
      terminal.raw(lines);
      draw();
    },
    end,
  };
}

function describe({ step, done, total, unit }: Step, elapsed: number): string {
  const parts = [neutralise(step)];
  if (done !== undefined && unit === 'bytes') parts.push(total ? `${bytes(done)} of ${bytes(total)}` : bytes(done));
  if (done !== undefined && total) parts.push(`${Math.min(100, Math.floor((100 * done) / total))} %`);
  return [...parts, duration(elapsed)].join('  ');
}

function finished({ step, done, unit }: Step, elapsed: number): string {
  const size = done !== undefined && unit === 'bytes' ? [bytes(done)] : [];
  return [`${neutralise(step)}: done`, ...size, duration(elapsed)].join('  ');
}
