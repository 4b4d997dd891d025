// What of the repository is shipped, as package.json lists it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

/** Files and folders relative to the root; package.json, README and LICENSE are shipped besides. */
export function shippedPaths(): string[] {
  const { files }: { files: string[] } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return files.filter((path) => !path.startsWith('!'));
}
