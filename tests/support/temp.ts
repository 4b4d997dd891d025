// Temp folders for tests, removed with whatever read-only things were made in them.
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished, TestRunner } from 'vitest';
import { removeTree } from '../../driver/store/files.ts';

const ofFile: string[] = [];
// Said while the test file is loaded: a hook that beforeAll says is not heard.
afterAll(() => Promise.all(ofFile.splice(0).map(removeTree)));

/**
 * A new temp folder by its real path. One made in a test or in beforeEach is removed after that test, any other after the
 * tests of the file.
 * @param name what stands before the random letters, behind "rto-"
 */
export function tempFolder(name = 'test'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `rto-${name}-`)));
  if (TestRunner.getCurrentTest() === undefined) ofFile.push(folder);
  else onTestFinished(() => removeTree(folder));
  return folder;
}
