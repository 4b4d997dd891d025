// What a toolchain is called, and what its tree says of itself: `rto-go-VERSION-RECIPE` and rto.json. Imports nothing of rto's.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** rto.json of an instrumented GOROOT; wrappers/install writes it. */
export interface About {
  /** "1.24.13". */
  go: string;
  /** "linux-amd64". */
  platform: string;
  /** 64 hex digits. */
  recipe: string;
}

/** `rto-go-1.23.12-<12 hex digits>`; `version` is Go's own name of it. */
export const toolchainName = (version: string, recipe: string): string => `rto-go-${version}-${recipe.slice(0, 12)}`;

/** Undefined for what is not the name of a toolchain. `recipe` has 12 digits. */
export function parseToolchainName(name: string): { version: string; recipe: string } | undefined {
  const [, version, recipe] = /^rto-go-(1\.\d+[0-9a-z.]*)-([0-9a-f]{12})$/.exec(name) ?? [];
  return version === undefined || recipe === undefined ? undefined : { version, recipe };
}

/** Whether a GOROOT calls itself instrumented, soundly or not. */
export const saysInstrumented = (goroot: string): boolean => existsSync(join(goroot, FILE));

/** What an instrumented tree says of itself; undefined for any other tree, and where it cannot be read. */
export function readAbout(goroot: string): About | undefined {
  if (!saysInstrumented(goroot)) return undefined;
  const about = parse(readFileSync(join(goroot, FILE), 'utf8'));
  if (typeof about !== 'object' || about === null) return undefined;
  const { go, platform, recipe }: { go?: unknown; platform?: unknown; recipe?: unknown } = about;
  if (typeof go !== 'string' || typeof platform !== 'string' || typeof recipe !== 'string') return undefined;
  return /^[0-9a-f]{64}$/.test(recipe) ? { go, platform, recipe } : undefined;
}

const FILE = 'rto.json';

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
