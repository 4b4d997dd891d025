// Names and base names: what is taken for one, and what must never become a path.
import { describe, expect, it } from 'vitest';
import { nixBase32 } from '../../driver/store/base32.ts';
import { checkName, nameOf, nameOfBase, storeBaseName, storePath } from '../../driver/store/storepath.ts';

describe('nixBase32', () => {
  it.each([
    [[], '', 'nothing'],
    [[0], '00', 'two digits a byte, padded at the front'],
    [[0xff], '7z', 'the high bits come first'],
    [[1, 0, 0, 0, 0], '00000001', 'the first byte is the last digit'],
    [[0, 0, 0, 0, 0x80], 'h0000000', 'five bytes are eight digits'],
  ])('%j -> %s (%s)', (bytes, text) => {
    expect(nixBase32(Uint8Array.from(bytes))).toBe(text);
  });
});

describe('checkName', () => {
  it.each(['rto-go-1.23.12-0123456789ab', 'a', 'A+b-c_d?e=f.g', 'x'.repeat(211)])('takes %s', (name) => {
    expect(checkName(name)).toBe(name);
  });
  it.each([
    ['', 'empty'],
    ['.hidden', 'a leading dot'],
    ['..', 'the folder above'],
    ['a/b', 'a path'],
    ['../../etc/passwd', 'out of the store'],
    ['a b', 'a space'],
    ['a\n', 'a line end'],
    ['é', 'not ASCII'],
    ['x'.repeat(212), 'longer than Nix allows'],
  ])('refuses %j (%s)', (name) => {
    expect(() => checkName(name)).toThrow(expect.objectContaining({ code: 'RTO_STORE_NAME' }));
  });
});

describe('base names', () => {
  const digest = Buffer.alloc(32, 7);
  const base = storeBaseName(digest, 'rto-go-1.20-0123456789ab');

  it('hangs on the tree, the name and the store folder', () => {
    expect(storeBaseName(Buffer.alloc(32, 8), 'rto-go-1.20-0123456789ab')).not.toBe(base);
    expect(storeBaseName(digest, 'rto-go-1.20-0123456789ac').slice(0, 32)).not.toBe(base.slice(0, 32));
    expect(storePath(digest, 'rto-go-1.20-0123456789ab', '/other/store')).not.toContain(base);
    expect(storePath(digest, 'rto-go-1.20-0123456789ab')).toBe(`/nix/store/${base}`);
  });

  it('gives its name back', () => {
    expect(nameOfBase(base)).toBe('rto-go-1.20-0123456789ab');
    expect(nameOf(base)).toBe('rto-go-1.20-0123456789ab');
    expect(nameOf('rto-go-1.20-0123456789ab')).toBe('rto-go-1.20-0123456789ab');
  });

  it.each([
    ['rto-go-1.20-0123456789ab', 'no hash'],
    [`${base}/bin`, 'a path in it'],
    [`../${base}`, 'out of the store'],
    [base.replace(/^./, 'e'), 'no such digit'],
    [base.slice(0, 33), 'no name'],
  ])('does not take %s for one (%s)', (text) => {
    expect(nameOfBase(text)).toBeUndefined();
  });
});
