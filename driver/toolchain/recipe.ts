// The recipe digest: everything that decides the bits of a toolchain, as overlays/recipe.nix computes it too.
// Only names and contents count: modes, times, links and empty folders differ between git, npm, zip and Nix.
import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { compare } from '../text/order.ts';

/** A value that Nix's builtins.toJSON and `canonicalJson` write alike. */
export type RecipeValue = string | number | boolean | readonly RecipeValue[] | { readonly [key: string]: RecipeValue };

/**
 * SHA-256, in hex, of what `install` and the compiler stand-in are built from: lines `<sha256>  <path>\n`, sorted by
 * whole path. Throws RTO_WRAPPERS where the folder cannot be read or holds no sources.
 */
export function wrappersDigest(folder: string): string {
  return sha256(
    readWrappers(folder)
      .map(([path, contents]) => `${sha256(contents)}  ${path}\n`)
      .join(''),
  );
}

/**
 * SHA-256, in hex, of the whole recipe.
 * @param sourceNar SRI of the NAR of the normalised stock tree
 * @param wrappers what `wrappersDigest` gave
 * @param family the family's configuration for this patch, overrides merged in
 */
export function recipeDigest(sourceNar: string, wrappers: string, family: RecipeValue): string {
  return sha256(`rto-recipe-1\n${sourceNar}\n${wrappers}\n${canonicalJson(family)}\n`);
}

/**
 * builtins.toJSON of Nix: keys sorted bytewise, no spaces. Throws RTO_RECIPE_VALUE for what the two, or two versions of
 * Nix, write differently: fractions, control characters, null.
 */
export function canonicalJson(value: RecipeValue): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && /^[^\0-\x1f\p{Surrogate}]*$/u.test(value)) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .sort(([a], [b]) => compare(a, b))
      .map(([key, inner]) => `${canonicalJson(key)}:${canonicalJson(inner)}`)
      .join(',')}}`;
  throw new RtoError('RTO_RECIPE_VALUE', `a family's configuration cannot hold ${describe(value)}`, {
    facts: { allowed: 'strings without control characters, integers, booleans, lists and tables' },
  });
}

// Array.isArray does not narrow a readonly array.
const isList = (value: RecipeValue): value is readonly RecipeValue[] => Array.isArray(value);

const describe = (value: unknown): string =>
  typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

// An allow-list, so that leftovers of a build, an editor or a system cannot change the digest.
const ENDINGS = ['.go', '.s', '.h', '.toml', '.json'];
const counts = (name: string): boolean =>
  !name.startsWith('.') &&
  !name.endsWith('_test.go') &&
  (name === 'go.mod' || ENDINGS.some((end) => name.endsWith(end)));
const entered = (name: string): boolean => !/^[._]/.test(name) && name !== 'testdata' && name !== 'node_modules';

/** The files that count, as paths under `folder` with their contents, sorted bytewise by whole path. Throws RTO_WRAPPERS. */
export function readWrappers(folder: string): [path: string, contents: Buffer][] {
  const found = [...walk(folder, '')].sort(([a], [b]) => compare(a, b));
  if (found.length > 0) return found;
  throw unreadable(folder, 'it holds no sources');
}

function* walk(root: string, prefix: string): Iterable<[string, Buffer]> {
  for (const entry of readFolder(join(root, prefix))) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory() && entered(entry.name)) yield* walk(root, `${path}/`);
    else if (entry.isFile() && counts(entry.name)) yield [path, readFileSync(join(root, path))];
  }
}

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder, messageOf(error), error);
  }
}

function unreadable(folder: string, why: string, cause?: unknown): RtoError {
  return new RtoError('RTO_WRAPPERS', "rto's own Go sources cannot be read", {
    facts: { folder, why },
    try: 'install rto again',
    cause,
  });
}
