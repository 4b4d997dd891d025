// Nix's base 32: digits without e, o, t and u, the last bits of the hash first.
// Format: nix/src/libutil/hash.cc (printHash32), checked against `nix-hash --type sha256 --base32` in tests/store.

const DIGITS = '0123456789abcdfghijklmnpqrsvwxyz';

/** `bytes` as Nix writes them: ceil(8n / 5) digits, 52 for a SHA-256, 32 for the 20 bytes of a store path. */
export function nixBase32(bytes: Uint8Array): string {
  let text = '';
  for (let digit = Math.ceil((bytes.length * 8) / 5) - 1; digit >= 0; digit--) {
    const byte = (digit * 5) >> 3;
    const shift = (digit * 5) & 7;
    const pair = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8);
    text += DIGITS[(pair >> shift) & 31];
  }
  return text;
}
