// Signed notes: a text and the Ed25519 signatures below it. Format: golang.org/x/mod/sumdb/note.
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

export interface Verifier {
  /** Of the server: `sum.golang.org`. */
  name: string;
  /** `<name>+<hash>`: what of the key stands in file names and signatures. */
  id: string;
  hash: number;
  key: KeyObject;
}

/** Reads a verifier key, `<name>+<8 hex digits>+<base64>`; throws a plain error with the reason for any other text. */
export function parseVerifier(text: string): Verifier {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text);
  if (!match) throw new Error('it has not the form name+hash+key');
  const [, name = '', hex = '', base64 = ''] = match;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== 33 || bytes[0] !== 1) throw new Error('its key is not of the kind Ed25519');
  const hash = keyHash(name, bytes);
  if (hash !== Number.parseInt(hex, 16)) throw new Error('its hash does not fit its key');
  const x = bytes.subarray(1).toString('base64url');
  return {
    name,
    id: `${name}+${hex}`,
    hash,
    key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
  };
}

/** The first four bytes of SHA-256 over name, newline and key (with its leading algorithm byte). */
export function keyHash(name: string, key: Buffer): number {
  return createHash('sha256').update(`${name}\n`).update(key).digest().readUInt32BE(0);
}

const MAX_SIGNATURES = 100;

/**
 * The text of a note that carries a valid signature by `verifier`, with its final newline.
 * Throws a plain error with the reason when it is malformed, signed by others alone, or wrongly signed.
 */
export function openNote(message: string, verifier: Verifier): string {
  if (/[\u0000-\u0009\u000b-\u001f]/.test(message)) throw new Error('the note contains control characters');
  const split = message.lastIndexOf('\n\n');
  if (split < 0) throw new Error('the note has no signatures');
  const text = message.slice(0, split + 1);
  const block = message.slice(split + 2);
  if (!block.endsWith('\n')) throw new Error('the note is cut short');
  const lines = block.slice(0, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new Error('the note has too many signatures');
  let verified = false;
  for (const line of lines) {
    const [, name, base64 = ''] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    const signature = Buffer.from(base64, 'base64');
    if (name === undefined || signature.length < 5) throw new Error('the note has a malformed signature');
    if (name !== verifier.name || signature.readUInt32BE(0) !== verifier.hash) continue;
    if (!verify(null, Buffer.from(text), verifier.key, signature.subarray(4)))
      throw new Error(`the note is not signed by ${verifier.name}: the signature is wrong`);
    verified = true;
  }
  if (!verified) throw new Error(`the note is not signed by ${verifier.id}`);
  return text;
}
