// What kind of file holds a Go program, by its first bytes.

export type Format = 'ELF' | 'Mach-O' | 'PE' | 'WebAssembly' | 'archive';

const MAGIC: readonly (readonly [hex: string, Format])[] = [
  ['7f454c46', 'ELF'],
  ['feedface', 'Mach-O'],
  ['feedfacf', 'Mach-O'],
  ['cefaedfe', 'Mach-O'],
  ['cffaedfe', 'Mach-O'],
  ['cafebabe', 'Mach-O'],
  ['cafebabf', 'Mach-O'],
  ['4d5a', 'PE'],
  ['0061736d', 'WebAssembly'],
  ['213c617263683e0a', 'archive'],
];

/** Undefined for what no Go linker writes. `archive` is what -buildmode=c-archive makes, and compiled packages. */
export function formatOf(head: Buffer): Format | undefined {
  const hex = head.toString('hex', 0, 8);
  return MAGIC.find(([magic]) => hex.startsWith(magic))?.[1];
}
