// The built store in a temp folder, so that real Node processes of any user can be started on it.
import { chmodSync, cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BIN, ROOT } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp.ts';

/** Gives the folder with `store/embedded.js`. */
export function copyStore(): string {
  const folder = tempFolder('store');
  // The repository may lie where another user cannot go.
  chmodSync(folder, 0o755);
  cpSync(dirname(BIN), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
