// Nix store paths of trees that refer to no other store path, computed without Nix.
// Formula: the Nix manual, "Store path specification" (type `source`), checked against `nix-store --add` in tests/store.
import { createHash } from 'node:crypto';
import { RtoError } from '../errors.ts';
import { nixBase32 } from './base32.ts';

/** The store folder that is hashed into every path, wherever the embedded store keeps its trees. */
const NIX_STORE = '/nix/store';

// What Nix allows in a name; it keeps a name inside its folder, too.
const NAME = /^[0-9A-Za-z+\-_?=][0-9A-Za-z+\-._?=]{0,210}$/;
const BASE = /^([0-9a-df-np-sv-z]{32})-(.+)$/;

export const isName = (text: string): boolean => NAME.test(text);

/** `name` itself; throws RTO_STORE_NAME for a text that Nix would not take as the name of a store path. */
export function checkName(name: string): string {
  if (isName(name)) return name;
  throw new RtoError('RTO_STORE_NAME', `not a name for a toolchain in the store: ${JSON.stringify(name)}`, {
    try: 'rto list, which prints the names there are',
  });
}

/**
 * `<32 digits>-<name>`: the base name of a tree in any store that calls itself `storeDir`.
 * @param narDigest the 32 bytes of the SHA-256 of the tree's NAR
 */
export function storeBaseName(narDigest: Uint8Array, name: string, storeDir: string = NIX_STORE): string {
  const fingerprint = `source:sha256:${Buffer.from(narDigest).toString('hex')}:${storeDir}:${checkName(name)}`;
  return `${nixBase32(fold(createHash('sha256').update(fingerprint).digest(), 20))}-${name}`;
}

/** The whole path under `storeDir`. */
export function storePath(narDigest: Uint8Array, name: string, storeDir: string = NIX_STORE): string {
  return `${storeDir}/${storeBaseName(narDigest, name, storeDir)}`;
}

/** The name in a base name, or undefined where `base` does not have the form of one. */
export function nameOfBase(base: string): string | undefined {
  const name = BASE.exec(base)?.[2];
  return name !== undefined && isName(name) ? name : undefined;
}

/** A toolchain's name from either form of naming it: `rto-go-…` or `<32 digits>-rto-go-…`. */
export const nameOf = (toolchain: string): string => nameOfBase(toolchain) ?? checkName(toolchain);

// Nix shortens a hash by folding it onto itself with xor, not by cutting it.
function fold(bytes: Uint8Array, size: number): Uint8Array {
  const folded = new Uint8Array(size);
  for (const [index, byte] of bytes.entries()) folded[index % size] = (folded[index % size] ?? 0) ^ byte;
  return folded;
}
