// For which system a file of machine code was built, in Go's words, by its first bytes. Pure.

export interface System {
  /** "linux", "windows", …; undefined where the format does not say it. */
  os: string | undefined;
  /** "amd64", …; undefined for a processor that Go does not know. */
  arch: string | undefined;
}

/** @param head the first 4096 bytes, or all of a shorter file. Undefined for what is no machine code */
export function builtFor(head: Buffer): System | undefined {
  if (head.length < 20) return undefined;
  if (head.readUInt32BE(0) === ELF_MAGIC) return elfSystem(head);
  if (head.toString('latin1', 0, 2) === 'MZ') return peSystem(head);
  if (head.readUInt32BE(0) === WASM_MAGIC) return { os: 'js or wasip1', arch: 'wasm' };
  const order = MACH_O[head.readUInt32BE(0).toString(16)];
  if (order === undefined) return undefined;
  if (order === 'several') return { os: 'darwin', arch: undefined };
  return { os: 'darwin', arch: MACH_O_ARCH[order === 'big' ? head.readUInt32BE(4) : head.readUInt32LE(4)] };
}

const ELF_MAGIC = 0x7f454c46;
const WASM_MAGIC = 0x0061736d;
const MACH_O: Readonly<Record<string, 'big' | 'little' | 'several'>> = {
  feedface: 'big',
  feedfacf: 'big',
  cefaedfe: 'little',
  cffaedfe: 'little',
  cafebabe: 'several',
};
const MACH_O_ARCH: Readonly<Record<number, string>> = { 7: '386', 12: 'arm', 16777223: 'amd64', 16777228: 'arm64' };

// e_machine; where one stands for several of Go's, the order of bytes and the width of a word tell them apart.
const ELF_ARCH: Readonly<Record<number, string>> = {
  3: '386',
  22: 's390x',
  40: 'arm',
  62: 'amd64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};
const ELF_OS: Readonly<Record<number, string>> = { 2: 'netbsd', 6: 'solaris', 9: 'freebsd', 12: 'openbsd' };

function elfSystem(head: Buffer): System {
  const little = head[5] === 1;
  const machine = little ? head.readUInt16LE(18) : head.readUInt16BE(18);
  const end = little ? 'le' : '';
  const mips = `mips${head[4] === 2 ? '64' : ''}${end}`;
  const arch = machine === 8 ? mips : machine === 21 ? `ppc64${end}` : ELF_ARCH[machine];
  return { os: ELF_OS[head[7] ?? 0] ?? 'linux', arch };
}

const PE_ARCH: Readonly<Record<number, string>> = { 332: '386', 452: 'arm', 34404: 'amd64', 43620: 'arm64' };

function peSystem(head: Buffer): System {
  const at = head.length >= 64 ? head.readUInt32LE(60) : head.length;
  const machine = at + 6 <= head.length ? head.readUInt16LE(at + 4) : 0;
  return { os: 'windows', arch: PE_ARCH[machine] };
}
