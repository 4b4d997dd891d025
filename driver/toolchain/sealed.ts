// Whether the programs of a toolchain are as they were when it was finished: all that a warm run looks at.
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const toolFolders = (goroot: string): string[] => {
  const tools = join(goroot, 'pkg', 'tool');
  return existsSync(tools) ? readdirSync(tools).map((name) => join(tools, name)) : [];
};

/** As every file of a store is dated: one second after the epoch. */
const SEALED = 1000;

/** The programs of a toolchain that were written to since it was finished. A few dozen looks, no reading. */
export function touchedTools(goroot: string): string[] {
  const folders = [join(goroot, 'bin'), ...toolFolders(goroot)].filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return files.filter((file) => lstatSync(file, { throwIfNoEntry: false })?.mtimeMs !== SEALED);
}
