// What a program that was built says of itself: what it observes, and what it was to observe and does not hold.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withFunctions } from '../binary/functions.ts';
import { readBinary } from '../binary/read.ts';
import { type OperationGroup, readGroups } from '../operations/groups.ts';
import type { Asked } from '../report/inspection/asked.ts';
import { type Inspection, inspectRecords } from '../report/inspection/inspection.ts';
import { type Linked, linkedByPackage } from '../report/inspection/linked.ts';
import type { Built } from '../report/run/summary.ts';
import { statOf } from '../stat.ts';
import { compare } from '../text/order.ts';

export interface ProgramRecords {
  built: Built;
  /** Names that it was to observe and does not hold. Of a group, no program holds all. */
  notFound: Asked[];
}

/** Throws as readBinary does. */
export async function recordsOf(program: string): Promise<ProgramRecords> {
  const groups = readGroups();
  const { instrumented, stamp, notFound } = await inspectNames(program, groups);
  return {
    built: { instrumented, observe: stamp?.observe },
    notFound: notFound.filter(({ asked }) => !isGroup(asked, groups)),
  };
}

const isGroup = (word: string, groups: readonly OperationGroup[]): boolean => groups.some(({ name }) => name === word);

/** An inspection for what it says of names: the table of functions, which tells why one is not there, is only read for names. */
async function inspectNames(program: string, groups: readonly OperationGroup[]): Promise<Inspection> {
  const records = await readBinary(program);
  const isName = (word: string): boolean => word !== '' && !word.startsWith('-') && !isGroup(word, groups);
  const [stamp, ...others] = records.stamps;
  // Of several programs in one file, their functions cannot be told apart.
  const names = others.length === 0 && stamp?.observe.split(',').some(isName) === true;
  return inspectRecords(program, records, groups, names ? await linkedIn(program) : undefined);
}

/** The linked functions of a program; undefined where its table of them is not found. Throws RTO_BINARY_READ. */
export const linkedIn = async (program: string): Promise<Linked | undefined> =>
  await withFunctions(program, async (functions) =>
    functions === undefined ? undefined : await linkedByPackage(functions.names, functions.main),
  );

/**
 * The instrumented programs in a file or a folder, and what was asked for by name in one of them and is in none.
 * Throws as readBinary does.
 */
export async function namesNowhere(path: string): Promise<{ programs: string[]; missing: Asked[] }> {
  const groups = readGroups();
  const missing = new Map<string, Asked>();
  const found = new Set<string>();
  const programs: string[] = [];
  for (const file of filesIn(path)) {
    const { instrumented, stamp, programs: several, notFound } = await inspectNames(file, groups);
    if (!instrumented) continue;
    programs.push(file);
    const stamps = stamp === null ? several : [stamp];
    const here = new Map(notFound.map((one) => [one.asked, one]));
    for (const word of stamps.flatMap(({ observe }) => observe.split(','))) {
      const one = here.get(word);
      if (one === undefined) found.add(word);
      else if (!isGroup(word, groups)) missing.set(word, one);
    }
  }
  return { programs, missing: [...missing.values()].filter(({ asked }) => !found.has(asked)) };
}

/** All files at or below a path, links left aside. */
function filesIn(path: string): string[] {
  if (!statOf(path)?.isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => compare(a.name, b.name))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      return entry.isDirectory() ? filesIn(inner) : entry.isFile() ? [inner] : [];
    });
}

/**
 * The programs that a go build left: the file that it was to write, or what is new in that folder.
 * @param output absolute
 * @param since milliseconds since the epoch
 */
export function builtPrograms(output: string, since: number): string[] {
  const stat = statOf(output);
  if (stat?.isFile()) return [output];
  if (!stat?.isDirectory()) return [];
  const isNew = (path: string): boolean => {
    const { mode, mtimeMs } = statOf(path) ?? { mode: 0, mtimeMs: 0 };
    return (mode & 0o111) !== 0 && mtimeMs >= since;
  };
  return readdirSync(output, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [join(output, entry.name)] : []))
    .filter(isNew)
    .sort();
}
