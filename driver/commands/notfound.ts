// Names that a build was to observe and that a program of it does not hold.
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBinary } from '../binary/read.ts';
import type { Asked } from '../report/asked.ts';
import { inspectRecords } from '../report/inspection.ts';
import { groupPackages } from '../toolchain/operations.ts';

/** Of a group, no program holds all. Throws as readBinary does. */
export async function namesNotIn(program: string): Promise<Asked[]> {
  const groups = groupPackages();
  const { notFound } = inspectRecords(program, await readBinary(program), groups);
  return notFound.filter(({ asked }) => !groups.has(asked));
}

/**
 * The programs that a go build left: what its -o names, else what is new in the folder that it was run in.
 * @param words go's, behind `build`
 * @param folder where go was run
 * @param since milliseconds since the epoch
 */
export function builtPrograms(words: readonly string[], folder: string, since: number): string[] {
  const output = outputOf(words);
  const place = resolve(folder, output ?? '.');
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat?.isFile()) return [place];
  if (!stat?.isDirectory()) return [];
  const isNew = (path: string): boolean => {
    const { mode, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mode: 0, mtimeMs: 0 };
    return (mode & 0o111) !== 0 && mtimeMs >= since;
  };
  return readdirSync(place, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [join(place, entry.name)] : []))
    .filter(isNew)
    .sort();
}

function outputOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^--?o(?:=|$)/.test(word));
  const match = /^--?o(?:=(.*))?$/s.exec(words[at] ?? '');
  return match === null ? undefined : (match[1] ?? words[at + 1]);
}
