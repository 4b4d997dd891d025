// Where a program is that rto itself starts. Imports nothing of rto's.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Absolute path of a program on PATH; undefined if PATH has no such program. By the absolute elements alone: an empty or
 * a relative one means the folder that rto happens to be in, where anybody may have put a program of that name.
 */
export function findProgram(name: string, env: Env): string | undefined {
  return absoluteFolders(env)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** PATH for such a program, which may start others. */
export const absolutePath = (env: Env): string => absoluteFolders(env).join(delimiter);

const absoluteFolders = (env: Env): string[] =>
  (env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
