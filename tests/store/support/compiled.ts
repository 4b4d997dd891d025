// The store as plain JavaScript in a temp folder, so that real Node processes can be started on it.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Compiles driver/store and what it imports. Gives the folder with `store/embedded.js`; call it in a describe or file. */
export function compileStore(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rto-compiled-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  // Processes of another user are to run it, too.
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { noEmit: false, outDir: folder, rootDir: join(ROOT, 'driver') },
      include: [],
      files: [join(ROOT, 'driver/store/embedded.ts')],
    }),
  );
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'inherit' });
  return folder;
}
