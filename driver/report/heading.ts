// The top of a summary: what ran, with what; why there is nothing to see; what could not be read. Pure.
import { pad, shorten, wrap, wrapWords } from '../text/columns.ts';
import { duration, plural } from '../text/units.ts';
import type { Summary } from './summary.ts';
import type { Paint } from './table.ts';

const LABEL = 12;

/** How wide text may be. */
export interface Room {
  /** Lines are broken there. */
  columns: number;
  /** Names are shortened there. */
  names: number;
}

export function headerLines(
  summary: Summary,
  { columns: room, names }: Room,
  paint: Paint,
  home: string | undefined,
): string[] {
  const { count } = summary.processes;
  const { files = [], durationMs } = summary;
  const name = baseName(summary.program ?? summary.path ?? 'program');
  const path = summary.path === undefined || summary.path === name ? '' : ` (${summary.path})`;
  const events = [
    plural(summary.events, 'distinct event'),
    ...(durationMs === undefined ? [] : [`in ${duration(durationMs, 3)}`]),
    ...(count > 1 ? [`from ${count} processes`] : []),
  ];
  const file = (path: string | undefined) => (path === undefined ? undefined : homely(path, home));
  const facts: [string, string | undefined][] = [
    // What went into a pipe or a device was not counted: none read is not none.
    summary.unreadable === undefined
      ? ['events', events.join(' ')]
      : ['ran for', durationMs === undefined ? undefined : duration(durationMs, 3)],
    [
      'dropped',
      summary.dropped > 0 ? `${plural(summary.dropped, 'event')} that the program could not write` : undefined,
    ],
    [
      'unreadable',
      summary.problems.count > 0 ? `${plural(summary.problems.count, 'line')} of the log, see below` : undefined,
    ],
    [
      'unlisted',
      summary.unlisted > 0 ? `${plural(summary.unlisted, 'reflective call')} or lookup of too many` : undefined,
    ],
    ['exit', summary.exit === undefined || summary.exit === 0 ? undefined : `status ${summary.exit}`],
    ['go', summary.go],
    ['toolchain', summary.toolchain],
    ['observed', list(summary.observe)],
    // The nearest to what it decided: what another wrote may have switched it off.
    ['go by', file(summary.decided?.go)],
    ['observed by', file(summary.decided?.observe)],
  ];
  return [
    paint('strong', shorten(name + path, names)),
    ...facts.flatMap(([label, text]) => (text === undefined ? [] : labelled(label, wrapWords(text, room - LABEL - 2)))),
    // Broken anywhere and never shortened: a path is there to be copied.
    ...labelled('log', wrap(homely(summary.log, home), room - LABEL - 2)),
    ...(files.length > 1 ? labelled('', [`${files.length} files, one a process`]) : []),
  ];
}

export function emptyLines(summary: Summary, room: number, paint: Paint): string[] {
  const [title, ...rest] = whyEmpty(summary);
  return [
    ...wrapWords(title ?? '', room).map((line) => paint('warning', line)),
    ...rest.flatMap((text) => wrapWords(text, room - 2)).map((line) => `  ${line}`),
  ];
}

const OBSERVE_MORE = 'To observe more, build with --observe LIST.';
const INSPECT = 'rto inspect BINARY says what a binary was built to observe.';

/** A title, what is the matter, what to do. */
function whyEmpty(summary: Summary): string[] {
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

export function notFoundLines({ notFound }: Summary, room: number, paint: Paint): string[] {
  return [
    paint('warning', shorten(`Asked for, and not in this program (${notFound.length})`, room)),
    ...notFound.flatMap(({ asked, reason }) => wrapWords(`${asked}: ${reason}`, room - 2)).map((line) => `  ${line}`),
  ];
}

const MOST_PROBLEMS = 5;

export function problemLines({ problems }: Summary, room: number, paint: Paint): string[] {
  const shown = problems.first.slice(0, MOST_PROBLEMS);
  const rest = problems.count - shown.length;
  return [
    paint('warning', shorten(`Lines of the log that could not be taken as they are (${problems.count})`, room)),
    ...shown.map((one) =>
      shorten(`  line ${one.at}: ${one.reason}${one.excerpt.trim() === '' ? '' : `: ${one.excerpt}`}`, room),
    ),
    ...(rest > 0 ? [paint('faint', `  and ${rest} more`)] : []),
  ];
}

/** What of the observed could have been called. */
function among({ observe, notFound }: Summary): string {
  const inVain = new Set(notFound.map(({ asked }) => asked));
  const there = (observe ?? '').split(',').filter((word) => word !== '' && !inVain.has(word));
  if (there.length > 0) return ` (${there.join(', ')})`;
  return inVain.size > 0 ? ', of which it holds none' : '';
}

function list(text: string | undefined): string | undefined {
  return text?.split(',').join(', ');
}

function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => `  ${pad(i === 0 ? label : '', LABEL)}${line}`);
}

function homely(path: string, home: string | undefined): string {
  return home !== undefined && home.length > 1 && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || path;
}
