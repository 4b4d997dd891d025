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
  return field(packageJson(), 'version');
}

/** The versions of Node that rto runs on: ">=20.18". */
export function nodeRange(): string {
  const { engines } = packageJson();
  return field(typeof engines === 'object' && engines !== null ? { ...engines } : {}, 'node');
}

function packageJson(): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

function field(object: Readonly<Record<string, unknown>>, name: string): string {
  const value = object[name];
  if (typeof value === 'string') return value;
  throw new Error(`package.json of rto in ${packageRoot()} has no ${name}`);
}
