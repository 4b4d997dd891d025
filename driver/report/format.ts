// A summary as lines for a person, none wider than the terminal. Pure: the words say everything, colour only sets off.
import { fill, pad, share, shorten, width, wrapWords } from '../text/columns.ts';
import { compare } from '../text/order.ts';
import { reachedBy, type Site } from './calls.ts';
import { emptyLines, headerLines, notFoundLines, problemLines, type Room } from './heading.ts';
import type { GroupCount, PackageCount, Summary } from './summary.ts';
import { capped, figureTable, type Paint, type Row, TABLE } from './table.ts';
import { UNSAFE } from './unsafe.ts';

export interface FormatOptions {
  /** Columns of the terminal; 80 unless told, never taken as fewer than 40. */
  width?: number;
  /** Names are written whole, be lines wider: for a file or a pipe, whose reader looks for them. */
  whole?: boolean;
  /** All rows of every list. */
  all?: boolean;
  /** Sets off titles and the like; plain text unless told. */
  paint?: Paint;
  /** The user's home folder, shown as ~ in the path of the log. */
  home?: string | undefined;
}

/** Rows that a person is shown of each list; --all and --json have them all. */
const MOST = { operations: 10, packages: 10, calls: 20, lookups: 10, silent: 2 };
type Most = Record<keyof typeof MOST, number>;
const ALL: Most = { operations: Infinity, packages: Infinity, calls: Infinity, lookups: Infinity, silent: Infinity };

/** Columns of a name that is written whole. The hub writes at most 640 bytes; a hostile log may hold any name. */
const WHOLE = 1000;

/** The summary as text of several lines, without a last newline. Safe for a terminal but for what `paint` adds. */
export function formatSummary(summary: Summary, options: FormatOptions = {}): string {
  const columns = Math.max(40, options.width ?? 80);
  const room = { columns, names: options.whole === true ? Math.max(columns, WHOLE) : columns };
  const most = options.all === true ? ALL : MOST;
  const paint: Paint = options.paint ?? ((_, text) => text);
  const sections = [headerLines(summary, room, paint, options.home)];
  if (summary.events === 0) sections.push(emptyLines(summary, columns, paint));
  else sections.push(operationLines(summary, most, room, paint), packageLines(summary, most, room, paint));
  if (summary.calls.length > 0) {
    const calls = summary.calls.map((call): [Site, string] => [call, call.reached ?? 'not known']);
    sections.push(siteLines('Reflective calls', calls, '->', most.calls, room, paint));
  }
  if (summary.uncalled.length > 0) {
    const lookups = summary.uncalled.map((lookup): [Site, string] => [lookup, reachedBy(lookup)]);
    sections.push(siteLines('Methods looked up, no reflective call seen', lookups, '..', most.lookups, room, paint));
  }
  if (summary.notFound.length > 0) sections.push(notFoundLines(summary, columns, paint));
  if (summary.problems.count > 0) sections.push(problemLines(summary, room.names, paint));
  return sections.map((lines) => lines.join('\n')).join('\n\n');
}

function operationLines(summary: Summary, most: Most, room: Room, paint: Paint): string[] {
  const unknown = summary.groups.some((group) => group.origins.unknown > 0);
  const figures = ({ events, origins }: Pick<GroupCount, 'events' | 'origins'>) => [
    events,
    origins.main,
    origins.dependency,
    origins.standard,
    ...(unknown ? [origins.unknown] : []),
  ];
  const rows = summary.groups
    .filter((group) => group.events > 0)
    .flatMap((group): Row[] => [
      { name: group.group, figures: figures(group), style: 'strong' },
      ...capped(
        group.operations.map((one) => ({ name: `  ${one.operation}`, figures: figures(one) })),
        most.operations,
        'operations',
      ),
    ]);
  const columns = ['events', 'main', 'deps', 'std', ...(unknown ? ['unknown'] : [])];
  const lines = figureTable('Operations, and whose code called them', columns, rows, room.names, paint);
  return [...lines, ...unsafeLines(summary, room.columns, paint)];
}

/** What the group unsafe stands for, where it was observed: that it has no events reads as all clear. */
function unsafeLines({ observe, groups }: Summary, room: number, paint: Paint): string[] {
  if (!(observe ?? '').split(',').includes('unsafe')) return [];
  const none = groups.some(({ group, events }) => group === 'unsafe' && events === 0);
  const text = `unsafe${none ? ' (no events)' : ''}: ${UNSAFE}`;
  return wrapWords(text, Math.min(room, TABLE) - 4).map((line, i) =>
    paint('faint', `${i === 0 ? '  ' : '    '}${line}`),
  );
}

const ORIGIN_TITLES = [
  ['main', 'main module'],
  ['dependency', 'dependencies'],
  ['standard', 'standard library'],
  ['unknown', 'unknown'],
] as const;

function packageLines(summary: Summary, most: Most, room: Room, paint: Paint): string[] {
  // A group that nothing called has no column.
  const groups = summary.groups
    .map(({ group }) => group)
    .filter((group) => summary.packages.some((one) => (one.groups[group] ?? 0) > 0));
  const figures = (one: Pick<PackageCount, 'events' | 'groups'>) => [
    one.events,
    ...groups.map((group) => one.groups[group] ?? 0),
  ];
  const rows = ORIGIN_TITLES.flatMap(([origin, title]): Row[] => {
    const own = summary.packages.filter((one) => one.origin === origin);
    if (own.length === 0) return [];
    const all = own.map(figures);
    const total = all[0]?.map((_, i) => all.reduce((sum, one) => sum + (one[i] ?? 0), 0)) ?? [];
    return [
      { name: title, figures: total, style: 'strong' },
      ...capped(
        own.map((one) => ({ name: `  ${packageName(one)}`, figures: figures(one) })),
        most.packages,
        'packages',
      ),
    ];
  });
  const lines = figureTable('Calling packages', ['events', ...groups], rows, room.names, paint);
  if (summary.silent.length > 0) {
    const names = summary.silent.map((module) => `${module.path} ${module.version}`.trim()).sort(compare);
    const shown = names.length <= most.silent + 1 ? names : names.slice(0, most.silent);
    const more = shown.length < names.length ? ` and ${names.length - shown.length} more` : '';
    const items = shown.map((name, i) => shorten(name + (i < shown.length - 1 ? ',' : more), room.names - 4));
    const filled = fill(items, Math.min(room.columns, TABLE), {
      head: '  no events from ',
      indent: '    ',
      long: 'whole',
    });
    lines.push(...filled.map((line) => paint('faint', line)));
  }
  return lines;
}

/** "gopkg.in/yaml.v3 v3.0.1", "example.com/view v0.0.0 => ./view". */
function packageName({ package: path, module, origin }: PackageCount): string {
  if (module === undefined || origin === 'main') return path;
  const replaced = module.replacedBy === undefined ? '' : ` => ${module.replacedBy.path} ${module.replacedBy.version}`;
  return `${path} ${module.version}${replaced}`.replace(/ \(devel\)$/, '').trim();
}

/** Rows of "file:line  caller  -> what it reached", the columns as wide as they need to be. */
function siteLines(
  title: string,
  rows: readonly [Site, string][],
  arrow: string,
  most: number,
  { names: room }: Room,
  paint: Paint,
): string[] {
  const shown = rows.length <= most + 1 ? rows : rows.slice(0, most);
  const cells = shown.map(
    ([site, reached]) => [`${baseName(site.file)}:${site.line}`, site.function, reached] as const,
  );
  const wanted = [0, 1, 2].map((column) => Math.max(...cells.map((row) => width(shorten(row[column] ?? '', room)))));
  const [place = 0, caller = 0, target = 0] = share(wanted, room - '  '.length * 3 - arrow.length - 1);
  return [
    paint('title', shorten(`${title} (${rows.length})`, room)),
    ...cells.map(
      ([where, who, reached]) => `  ${pad(where, place)}  ${pad(who, caller)}  ${arrow} ${shorten(reached, target)}`,
    ),
    ...(shown.length < rows.length ? [paint('faint', `  and ${rows.length - shown.length} more`)] : []),
  ];
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}
