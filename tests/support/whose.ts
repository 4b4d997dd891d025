// Whose code events are, told by the go command: where it found each package.
import { dirname } from 'node:path';
import { type LoggedEvent, readEvents } from './log.ts';
import { rto } from './rto.ts';

interface Listed {
  Dir?: string;
  ImportPath: string;
  Standard?: boolean;
  Module?: { Path: string };
}

/** Import path and module of each folder; the module is "" where there is none. */
export type Owners = ReadonlyMap<string, string>;

/** What `go list -deps` says of the packages of a program. */
export async function ownersOf(
  minor: string,
  words: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Owners> {
  const list = ['go', 'list', '-deps', '-json=Dir,ImportPath,Standard,Module', ...words];
  // -json with fields came with 1.19.
  const listed = await rto(['exec', minor, '--', ...list], { cwd, env });
  if (listed.status !== 0) throw new Error(`go list ended with ${listed.status}: ${listed.stderr}`);
  const packages = JSON.parse(`[${listed.stdout.replace(/^\}\n\{/gm, '},{')}]`) as Listed[];
  return new Map(
    packages.flatMap(({ Dir, ImportPath, Module }): [string, string][] =>
      Dir === undefined ? [] : [[Dir, `${ImportPath} of ${Module?.Path ?? ''}`]],
    ),
  );
}

/** Of a summary that `rto run --json` printed. */
export interface Counted {
  packages: { package: string; origin: string; module?: { path: string }; events: number }[];
  silent: { path: string }[];
  calls: { function: string; reached?: string; package: string }[];
}

/** Events of each package as the files of the log say. A file of no package counts under its name. */
export function byFiles(log: string, owners: Owners): Record<string, number> {
  return tally(readEvents(log), (event) => owners.get(dirname(event.file)) ?? event.file);
}

/** The same as the summary says. */
export function bySummary({ packages }: Counted): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of packages) {
    const key = `${one.package} of ${one.module?.path ?? ''}`;
    counts[key] = (counts[key] ?? 0) + one.events;
  }
  return counts;
}

function tally(events: readonly LoggedEvent[], keyOf: (event: LoggedEvent) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const event of events) counts[keyOf(event)] = (counts[keyOf(event)] ?? 0) + 1;
  return counts;
}
