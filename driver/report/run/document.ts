// The summary of a run as a document: program, operations, the packages that called them, reflective calls. Pure.
import { baseName } from '../../text/lists.ts';
import { compare } from '../../text/order.ts';
import { duration, plural } from '../../text/units.ts';
import type { Counts, CountsNote, Document, Edges, Fact, Findings, Section } from '../document.ts';
import { UNSAFE } from '../unsafe.ts';
import { type Lookup, type ReflectiveCall, reachedBy } from './calls.ts';
import { whyEmpty } from './empty.ts';
import type { GroupCount, PackageCount, Summary } from './summary.ts';

export interface RunView {
  /** The user's home folder. Paths show it as ~. */
  home: string | undefined;
}

/** How many rows of each list a text shows by default. */
const MOST = { operations: 10, packages: 10, calls: 20, lookups: 10, silent: 2, problems: 5 };

/** The document of a summary, a page. */
export function runDocument(summary: Summary, { home }: RunView): Document {
  const name = nameOf(summary.program ?? summary.path ?? 'program');
  const path = summary.path === undefined || summary.path === name ? '' : ` (${summary.path})`;
  const { calls, uncalled } = summary;
  const edges: Edges[] = [
    edgesOf('Reflective calls', '->', MOST.calls, calls, ({ reached }) => reached ?? 'not known'),
    edgesOf('Methods looked up, no reflective call seen', '..', MOST.lookups, uncalled, reachedBy),
  ].filter(({ edges }) => edges.length > 0);
  const counts: Section[] =
    summary.events === 0
      ? [{ kind: 'notes', level: 'warning', texts: whyEmpty(summary) }]
      : [operationCounts(summary), packageCounts(summary)];
  const findings = [notInProgram(summary), brokenLines(summary)].filter(({ findings }) => findings.length > 0);
  return {
    layout: 'page',
    title: name + path,
    facts: factsOf(summary, home),
    sections: [...counts, ...edges, ...findings],
  };
}

function factsOf(summary: Summary, home: string | undefined): Fact[] {
  const { files = [], durationMs } = summary;
  const { count } = summary.processes;
  const events = [
    plural(summary.events, 'distinct event'),
    ...(durationMs === undefined ? [] : [`in ${duration(durationMs, 3)}`]),
    ...(count > 1 ? [`from ${count} processes`] : []),
  ];
  const file = (path: string | undefined) => (path === undefined ? undefined : homely(path, home));
  const facts: [string, string | undefined][] = [
    // Events that went into a pipe or a device were not counted. That none was read does not mean that there was none.
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
    ['observed', summary.observe?.split(',').join(', ')],
    // These files stand last, near what they decided. Another person's file may have switched observation off.
    ['go by', file(summary.decided?.go)],
    ['observed by', file(summary.decided?.observe)],
  ];
  return [
    ...facts.flatMap(([label, text]): Fact[] => (text === undefined ? [] : [{ label, text }])),
    { label: 'log', text: homely(summary.log, home), path: true },
    ...(files.length > 1 ? [{ label: '', text: `${files.length} files, one a process` }] : []),
  ];
}

function operationCounts(summary: Summary): Counts {
  const unknown = summary.groups.some((group) => group.origins.unknown > 0);
  const figures = ({ events, origins }: Pick<GroupCount, 'events' | 'origins'>) => [
    events,
    origins.main,
    origins.dependency,
    origins.standard,
    ...(unknown ? [origins.unknown] : []),
  ];
  return {
    kind: 'counts',
    title: 'Operations, and whose code called them',
    columns: ['events', 'main', 'deps', 'std', ...(unknown ? ['unknown'] : [])],
    parts: summary.groups
      .filter((group) => group.events > 0)
      .map((group) => ({
        sum: { name: group.group, figures: figures(group) },
        rows: group.operations.map((one) => ({ name: one.operation, figures: figures(one) })),
        ...{ what: 'operations', most: MOST.operations },
      })),
    notes: unsafeNotes(summary),
  };
}

/** What the group unsafe observes, where it was asked for. Without this, a group without events reads as all clear. */
function unsafeNotes({ observe, groups }: Summary): CountsNote[] {
  if (!(observe ?? '').split(',').includes('unsafe')) return [];
  const none = groups.some(({ group, events }) => group === 'unsafe' && events === 0);
  return [{ text: `unsafe${none ? ' (no events)' : ''}: ${UNSAFE}` }];
}

const ORIGIN_TITLES = [
  ['main', 'main module'],
  ['dependency', 'dependencies'],
  ['standard', 'standard library'],
  ['unknown', 'unknown'],
] as const;

function packageCounts(summary: Summary): Counts {
  // A group that nothing called has no column.
  const groups = summary.groups
    .map(({ group }) => group)
    .filter((group) => summary.packages.some((one) => (one.groups[group] ?? 0) > 0));
  const figures = (one: Pick<PackageCount, 'events' | 'groups'>) => [
    one.events,
    ...groups.map((group) => one.groups[group] ?? 0),
  ];
  const parts = ORIGIN_TITLES.flatMap(([origin, title]) => {
    const own = summary.packages.filter((one) => one.origin === origin);
    if (own.length === 0) return [];
    const all = own.map(figures);
    const total = all[0]?.map((_, i) => all.reduce((sum, one) => sum + (one[i] ?? 0), 0)) ?? [];
    return {
      sum: { name: title, figures: total },
      rows: own.map((one) => ({ name: packageName(one), figures: figures(one) })),
      ...{ what: 'packages', most: MOST.packages },
    };
  });
  const silent = summary.silent.map((module) => `${module.path} ${module.version}`.trim()).sort(compare);
  const notes = silent.length > 0 ? [{ text: 'no events from', names: silent, most: MOST.silent }] : [];
  return { kind: 'counts', title: 'Calling packages', columns: ['events', ...groups], parts, notes };
}

/** "gopkg.in/yaml.v3 v3.0.1", "example.com/view v0.0.0 => ./view". */
function packageName({ package: path, module, origin }: PackageCount): string {
  if (module === undefined || origin === 'main') return path;
  const replaced = module.replacedBy === undefined ? '' : ` => ${module.replacedBy.path} ${module.replacedBy.version}`;
  return `${path} ${module.version}${replaced}`.replace(/ \(devel\)$/, '').trim();
}

const edgesOf = <T extends ReflectiveCall | Lookup>(
  title: string,
  arrow: string,
  most: number,
  calls: readonly T[],
  to: (call: T) => string,
): Edges => ({
  ...{ kind: 'edges', title, arrow, most },
  edges: calls.map((call) => ({ from: call.function, place: { file: call.file, line: call.line }, to: to(call) })),
});

const notInProgram = ({ notFound }: Summary): Findings => ({
  kind: 'findings',
  title: 'Asked for, and not in this program',
  level: 'warning',
  findings: notFound.map(({ asked, reason }) => ({ id: 'not-in-program', subject: asked, why: reason })),
});

const brokenLines = ({ problems, log }: Summary): Findings => ({
  kind: 'findings',
  title: 'Lines of the log that could not be taken as they are',
  level: 'warning',
  findings: problems.first.map(({ at, reason, excerpt }) => ({
    id: 'broken-line',
    subject: `line ${at}`,
    why: reason,
    place: { file: log, line: at },
    excerpt,
  })),
  count: problems.count,
  most: MOST.problems,
});

function homely(path: string, home: string | undefined): string {
  return home !== undefined && home.length > 1 && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** A path that ends in a slash is shown whole. */
const nameOf = (path: string): string => baseName(path) || path;
