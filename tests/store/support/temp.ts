// A temp folder for one test, deleted afterwards with whatever read-only things were made in it.
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { removeTree } from '../../../driver/store/files.ts';

export function tempFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rto-store-')));
  onTestFinished(() => removeTree(folder));
  return folder;
}
