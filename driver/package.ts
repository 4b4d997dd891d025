// Where the installed package lies and which version it is. Works from driver/ (tests) and from dist/ (installed).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the folder that holds package.json; both driver/ and dist/ lie directly in it. */
export function packageRoot(): string {
  return fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
}

/** The version of package.json. */
export function version(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed && typeof parsed.version === 'string') {
    return parsed.version;
  }
  throw new Error(`package.json of rto in ${packageRoot()} names no version`);
}
