// What a program that was built says of itself: what it observes, and what it was to observe and does not hold.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readBinary } from '../binary/read.ts';
import type { Asked } from '../report/asked.ts';
import { inspectRecords } from '../report/inspection.ts';
import type { Built } from '../report/summary.ts';
import { groupPackages } from '../toolchain/operations.ts';

export interface ProgramRecords {
  built: Built;
  /** Names that it was to observe and does not hold. Of a group, no program holds all. */
  notFound: Asked[];
}

/** Throws as readBinary does. */
export async function recordsOf(program: string): Promise<ProgramRecords> {
  const groups = groupPackages();
  const { instrumented, stamp, notFound } = inspectRecords(program, await readBinary(program), groups);
  return {
    built: { instrumented, observe: stamp?.observe },
    notFound: notFound.filter(({ asked }) => !groups.has(asked)),
  };
}

/**
 * The programs that a go build left: the file that it was to write, or what is new in that folder.
 * @param output absolute
 * @param since milliseconds since the epoch
 */
export function builtPrograms(output: string, since: number): string[] {
  const stat = statSync(output, { throwIfNoEntry: false });
  if (stat?.isFile()) return [output];
  if (!stat?.isDirectory()) return [];
  const isNew = (path: string): boolean => {
    const { mode, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mode: 0, mtimeMs: 0 };
    return (mode & 0o111) !== 0 && mtimeMs >= since;
  };
  return readdirSync(output, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [join(output, entry.name)] : []))
    .filter(isNew)
    .sort();
}
