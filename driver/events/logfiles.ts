// The files that the path of a log stands for: itself, or where it holds %p one for each process.
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { statOf } from '../stat.ts';
import type { LogItem } from './event.ts';
import { readLog } from './log.ts';

/** What the hub replaces by the number of its process. */
const PROCESS = '%p';

/** The file that the process of that number writes. */
export const logOf = (path: string, pid: number): string => path.replaceAll(PROCESS, String(pid));

/** Why a log that was written cannot be read again; undefined if it can, or if there is no log. */
export function whyUnreadable(path: string): string | undefined {
  const there = statOf(path);
  if (there === undefined || there.isFile()) return undefined;
  if (there.isFIFO()) return 'a pipe';
  if (there.isSocket()) return 'a socket';
  return there.isDirectory() ? 'a folder' : 'a device';
}

/** The files that are there, by their process's number, with their sizes. */
export function logFiles(path: string): ReadonlyMap<string, number> {
  const files = path.includes(PROCESS) ? filesOfProcesses(path) : [path];
  return new Map(
    files.flatMap((file): [string, number][] => {
      const there = statOf(file);
      return there?.isFile() ? [[file, there.size]] : [];
    }),
  );
}

function filesOfProcesses(path: string): string[] {
  // The hub makes no folders, so a number in the name of one finds only what was there before.
  const folder = dirname(path);
  const form = formOf(basename(path));
  if (folder.includes(PROCESS) || statOf(folder)?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .flatMap((name): [number, string][] => {
      const number = form.exec(name)?.[1];
      return number === undefined ? [] : [[Number(number), join(folder, name)]];
    })
    .sort(([a], [b]) => a - b)
    .map(([, file]) => file);
}

/** "a.%p.%p" -> /^a\.([0-9]+)\.(?:\1)$/: a digit may follow. */
function formOf(name: string): RegExp {
  const [first = '', second = '', ...more] = name.split(PROCESS).map(literal);
  return new RegExp(`^${[`${first}([0-9]+)${second}`, ...more].join('(?:\\1)')}$`, 'u');
}

/** Escaped only where it has to be: with the flag u, no other sign may be escaped. */
const literal = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&');

/** What a run has added to the logs of a path. */
export interface Added {
  files: readonly string[];
  items: AsyncIterable<LogItem>;
}

/** @param before what logFiles said when the run began */
export function addedSince(path: string, before: ReadonlyMap<string, number>): Added {
  // A file that is shorter than before was begun anew.
  const startOf = (file: string, size: number): number => {
    const start = before.get(file) ?? 0;
    return start <= size ? start : 0;
  };
  const grown = [...logFiles(path)].filter(([file, size]) => size > startOf(file, size));
  async function* items(): AsyncGenerator<LogItem, void, void> {
    for (const [file, size] of grown) yield* readLog(file, { start: startOf(file, size) });
  }
  return { files: grown.map(([file]) => file), items: items() };
}
