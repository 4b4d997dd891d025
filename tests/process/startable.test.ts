import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capture } from '../../driver/process/command.ts';
import { runChild } from '../../driver/process/process.ts';
import { findCommand, handles, refusalOf } from '../../driver/process/startable.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('startable');

// What a shell that read it would do.
const READ = '\necho > read-by-a-shell\n';

function file(name: string, bytes: string | Buffer, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  chmodSync(path, mode);
  return path;
}

/** A header of machine code, and then commands. */
function code(name: string, head: Buffer): string {
  return file(name, Buffer.concat([head, Buffer.from(READ)]));
}

function elf({ machine = 62, os = 0, type = 2, at = 64, entry = 56, count = 1 } = {}): Buffer {
  const head = Buffer.alloc(64 + 56);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head[7] = os;
  head.writeUInt16LE(type, 16);
  head.writeUInt16LE(machine, 18);
  head.writeBigUInt64LE(BigInt(at), 32);
  head.writeUInt16LE(entry, 54);
  head.writeUInt16LE(count, 56);
  return head;
}

function pe(machine: number): Buffer {
  const head = Buffer.alloc(128);
  head.write('MZ');
  head.writeUInt32LE(64, 60);
  head.writeUInt16LE(machine, 68);
  return head;
}

const macho = Buffer.from('cffaedfe0c000001000000000000000000000000', 'hex');
const damaged = 'it is damaged: its header does not describe a program';
const other = 'it is neither a program for this system nor a script with a #! line';

// The header of a program that this machine runs decides what is sound.
const onLinux = describe.runIf(process.platform === 'linux' && process.arch === 'x64');
onLinux('what the system does not start is refused, and no shell reads it', () => {
  const foreign = (system: string) => `it was built for ${system}, and this is linux/amd64`;
  it.each<[name: string, path: string, why: string, code: string]>([
    ['a program for arm64', code('a', elf({ machine: 183 })), foreign('linux/arm64'), 'RTO_PROGRAM_FOREIGN'],
    ['a program for FreeBSD', code('b', elf({ os: 9 })), foreign('freebsd/amd64'), 'RTO_PROGRAM_FOREIGN'],
    ['a program for Windows', code('c', pe(0x8664)), foreign('windows/amd64'), 'RTO_PROGRAM_FOREIGN'],
    ['a program for macOS', code('d', macho), foreign('darwin/arm64'), 'RTO_PROGRAM_FOREIGN'],
    [
      'WebAssembly',
      code('e', Buffer.from('0061736d01000000'.padEnd(48, '0'), 'hex')),
      foreign('js or wasip1/wasm'),
      'RTO_PROGRAM_FOREIGN',
    ],
    ['a relocatable object', code('f', elf({ type: 1 })), damaged, 'RTO_PROGRAM_FORMAT'],
    ['no segments', code('g', elf({ count: 0 })), damaged, 'RTO_PROGRAM_FORMAT'],
    ['segments of another size', code('h', elf({ entry: 32 })), damaged, 'RTO_PROGRAM_FORMAT'],
    ['segments beyond the end', code('i', elf({ at: 4096 })), damaged, 'RTO_PROGRAM_FORMAT'],
    ['text without #!', file('j', `echo${READ}`), other, 'RTO_PROGRAM_FORMAT'],
    ['nothing', file('k', ''), 'it is empty', 'RTO_PROGRAM_FORMAT'],
    ['a script of nothing', file('l', `#!${READ}`), 'its first line names no interpreter', 'RTO_PROGRAM_FORMAT'],
    [
      'a script whose interpreter is none',
      file('m', `#! ${join(folder, 'j')}${READ}`),
      `its interpreter ${join(folder, 'j')} cannot be started: ${other}`,
      'RTO_PROGRAM_FORMAT',
    ],
  ])('%s', async (_name, path, why, code) => {
    expect(refusalOf(path)?.why).toBe(why);
    const options = { env: { PATH: folder }, cwd: folder };
    const want = expect.objectContaining({ code, exit: 126, message: `cannot start ${path}: ${why}` });
    await expect(runChild(path, [], { ...options, stdio: 'ignore' })).rejects.toEqual(want);
    await expect(capture(path, [], options)).rejects.toEqual(want);
    // By PATH, too.
    const name = path.slice(folder.length + 1);
    await expect(runChild(name, [], { ...options, stdio: 'ignore' })).rejects.toMatchObject({ code });
    expect(findCommand('read-by-a-shell', { PATH: folder }, folder)).toBeUndefined();
  });

  it('a cut copy of a real program', () => {
    const whole = readFileSync(process.execPath).subarray(0, 100);
    expect(refusalOf(file('cut', whole))?.why).toBe(damaged);
  });
});

describe('what the system starts is not refused', () => {
  it.each([process.execPath, '/bin/sh', file('script', '#!/bin/sh\n'), file('lost', '#!/no/such/interpreter\n')])(
    '%s',
    (path) => {
      expect(refusalOf(path)).toBeUndefined();
    },
  );
  it('a copy of a program by any name', async () => {
    copyFileSync('/bin/true', join(folder, 'copy.exe'));
    expect(await runChild(join(folder, 'copy.exe'), [], { env: {}, stdio: 'ignore' })).toBe(0);
  });
});

it('finds a command as execvp does', () => {
  mkdirSync(join(folder, 'one/tool'), { recursive: true });
  mkdirSync(join(folder, 'two'));
  mkdirSync(join(folder, 'three'));
  file('two/tool', '#!/bin/sh\n', 0o644);
  const tool = file('three/tool', '#!/bin/sh\n');
  expect(findCommand('tool', { PATH: 'one:two:three' }, folder)).toBe(tool);
  expect(findCommand('./three/tool', { PATH: '' }, folder)).toBe(tool);
  expect(findCommand('tool', { PATH: '' }, join(folder, 'three'))).toBe(tool);
  expect(findCommand('sh', {}, folder)).toMatch(/\/sh$/);
  expect(findCommand('', { PATH: 'three' }, folder)).toBeUndefined();
});

describe('what the system was told of (binfmt_misc)', () => {
  const arm64 = elf({ machine: 183 });
  const magic = '7f454c460201010000000000000000000200b700';
  const mask = 'ffffffffffffff00fffffffffffffffffeffffff';
  it.each<[entry: string, want: boolean, why: string]>([
    [`enabled\ninterpreter /usr/bin/qemu\nflags: F\noffset 0\nmagic ${magic}\nmask ${mask}\n`, true, 'qemu’s entry'],
    [
      `disabled\ninterpreter /usr/bin/qemu\nflags: F\noffset 0\nmagic ${magic}\nmask ${mask}\n`,
      false,
      'one that is off',
    ],
    [`enabled\ninterpreter x\nflags: \noffset 0\nmagic 4d5a\n`, false, 'Wine’s'],
    [`enabled\ninterpreter x\nflags: \noffset 1\nmagic 454c46\n`, true, 'further on'],
    [`enabled\ninterpreter x\nflags: \nextension .arm\n`, true, 'by the file’s name'],
    [`enabled\ninterpreter x\nflags: \nextension .rm\n`, false, 'by another name'],
  ])('%j: %s (%s)', (entry, want) => {
    expect(handles(entry, '/x/app.arm', arm64)).toBe(want);
  });
});
