// Where the repository lies. Works from bench/ (tests) and from build/bench/ (`npm run bench`).
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = find(import.meta.dirname);

function find(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
  return find(parent);
}
