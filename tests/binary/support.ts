// Binaries with records of the test's making.
import type { Stamp } from '../../driver/binary/records.ts';

export const STAMP: Stamp = {
  rto: '0.1.0',
  target: 'linux/amd64',
  toolchain: {
    go: '1.24.13',
    name: 'rto-go-1.24.13-0123456789ab',
    platform: 'linux-amd64',
    recipe: '0123456789ab'.padEnd(64, '0'),
  },
  observe: 'crypto,reflect',
};

/** A file that begins with `head` and holds each value as JSON between marks. */
export function binary(stamps: unknown[], packages: unknown[], head: Buffer = Buffer.from('\x7fELF')): Buffer {
  const record = (kind: string) => (value: unknown) =>
    Buffer.from(`\xffrto:${kind}:1\xff${JSON.stringify(value)}\xff`, 'latin1');
  return Buffer.concat([head, Buffer.alloc(16), ...stamps.map(record('stamp')), ...packages.map(record('package'))]);
}
