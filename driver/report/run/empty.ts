// Why a log has no events, and what to do. Pure.
import type { Summary } from './summary.ts';

const OBSERVE_MORE = 'To observe more, build with --observe LIST.';
const INSPECT = 'rto inspect BINARY says what a binary was built to observe.';

/** Paragraphs: first what is wrong, in one line, then why, then what to do. */
export function whyEmpty(summary: Summary): string[] {
  const { unreadable, processes, built } = summary;
  if (unreadable !== undefined) {
    return [
      `Nothing can be said: the log is ${unreadable}.`,
      `Events that went there cannot be read a second time, so this run has no summary.`,
      'For a summary, give a file: --log FILE.',
    ];
  }
  if (processes.count > 0) {
    const called = `The program ran and called none of the functions that it was built to observe${among(summary)}.`;
    return ['Nothing was observed.', called, OBSERVE_MORE];
  }
  const title = 'Nothing was observed: the log holds no readable record of a program.';
  if (built === undefined) {
    const why =
      'Either the program was not built by an instrumented Go, or with nothing to observe; or it ran without INSTRUMENTATION_LOG_PATH (a cleared environment, another user); or it could not write there.';
    return [title, why, INSPECT];
  }
  if (!built.instrumented)
    return [
      title,
      'The program has no record of instrumented Go: another Go built it.',
      'rto doctor says which go is used.',
    ];
  if (built.observe === '')
    return [
      'Nothing was to be observed.',
      'The list of what to observe is empty, so the program wrote no log.',
      OBSERVE_MORE,
    ];
  if (/^cmd(\/|$)/.test(summary.path ?? '')) {
    const why = `The program is ${summary.path}: rto does not observe Go's own commands, whose import paths begin with cmd/.`;
    return [title, why, 'Your own program is observed under another import path.'];
  }
  const why =
    'The program was built to observe, and told nothing: it ran without INSTRUMENTATION_LOG_PATH (a cleared environment, another user), or it could not write there.';
  return [title, why, INSPECT];
}

/** The words of the selection that observe something in the program. */
function among({ observe, notFound }: Summary): string {
  const inVain = new Set(notFound.map(({ asked }) => asked));
  const there = (observe ?? '').split(',').filter((word) => word !== '' && !inVain.has(word));
  if (there.length > 0) return ` (${there.join(', ')})`;
  return inVain.size > 0 ? ', of which it holds none' : '';
}
