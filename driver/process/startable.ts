// Checks whether the system itself would start a file. Node starts programs by execvp, which hands a file that the
// system refuses to /bin/sh. The shell would run the bytes of a program for another system as commands. So rto looks
// first.
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { builtFor, type System } from '../binary/builtfor.ts';
import { RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { isExecutable } from '../programs.ts';
import { hostPlatform } from '../version/platform.ts';

/** The exit status that shells give for a command that cannot be executed. */
export const NOT_EXECUTABLE = 126;

/**
 * Refuses a command that exists and that the system would not start.
 * @param command a path, or a name that is looked up on PATH of `env`
 * @throws RTO_PROGRAM_FOREIGN or RTO_PROGRAM_FORMAT (exit 126)
 */
export function refuseUnstartable(command: string, env: Environment, cwd: string): void {
  const file = findCommand(command, env, cwd);
  const refusal = file === undefined ? undefined : refusalOf(file);
  if (refusal === undefined) return;
  const message = `cannot start ${command}: ${refusal.why}`;
  if (refusal.builtFor !== undefined) throw foreignProgram(message);
  throw new RtoError('RTO_PROGRAM_FORMAT', message, {
    facts: command.includes('/') ? {} : { file: file ?? '' },
    try: 'name the program that reads it, as in: sh FILE',
    exit: NOT_EXECUTABLE,
  });
}

/** The error for a program of another system. */
export const foreignProgram = (message: string): RtoError =>
  new RtoError('RTO_PROGRAM_FOREIGN', message, {
    try: 'a program that runs it here, such as qemu or Wine; for rto run: -exec PROGRAM, as with go run',
    exit: NOT_EXECUTABLE,
  });

/** The reason why a file cannot be started. */
interface Refusal {
  why: string;
  /** The system that the file was built for, where that is the reason. */
  builtFor?: System;
}

// execvp searches these folders where PATH is not set.
const UNSET_PATH = '/bin:/usr/bin';

/** Path of the file that a command means, as execvp finds it. undefined where no such file may be executed. */
export function findCommand(command: string, env: Environment, cwd: string): string | undefined {
  if (command === '' || command.includes('\0')) return undefined;
  const folders = command.includes('/') ? [''] : (env['PATH'] ?? UNSET_PATH).split(':');
  return folders.map((folder) => resolve(cwd, folder, command)).find(isExecutable);
}

// Linux follows at most as many interpreters in a row, where each is a script itself.
const DEPTH = 5;

/**
 * The reason why the system does not start a file. undefined where it starts the file, and where it refuses the file in
 * a way that brings no shell.
 * @param depth how many more interpreters that are scripts are followed
 */
export function refusalOf(file: string, depth: number = DEPTH): Refusal | undefined {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    // A program may be executable and not readable. A shell cannot read it either.
    return undefined;
  }
  try {
    const { size } = fstatSync(handle);
    const read = (at: number, length: number): Buffer => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
      return bytes.subarray(0, bytes.length === 0 ? 0 : readSync(handle, bytes, 0, bytes.length, at));
    };
    const head = read(0, 4096);
    if (head.length === 0) return { why: 'it is empty' };
    if (head.toString('latin1', 0, 2) === '#!') return interpreterRefusal(head, depth);
    if (isHandled(file, head)) return undefined;
    return codeRefusal(head, size, read);
  } finally {
    closeSync(handle);
  }
}

function interpreterRefusal(head: Buffer, depth: number): Refusal | undefined {
  const [, interpreter] = /^#![ \t]*([^ \t\n\0]+)/.exec(head.toString('latin1')) ?? [];
  if (interpreter === undefined) return { why: 'its first line names no interpreter' };
  const refusal = depth > 0 && isExecutable(interpreter) ? refusalOf(interpreter, depth - 1) : undefined;
  return refusal && { ...refusal, why: `its interpreter ${interpreter} cannot be started: ${refusal.why}` };
}

type Read = (at: number, length: number) => Buffer;

function codeRefusal(head: Buffer, size: number, read: Read): Refusal | undefined {
  const system = builtFor(head);
  if (system === undefined) return { why: 'it is neither a program for this system nor a script with a #! line' };
  const [hostOs = '', hostArch = ''] = hostPlatform().split('-');
  const here = `this is ${hostOs}/${hostArch}`;
  const foreign: Refusal = { why: `it was built for ${shown(system)}, and ${here}`, builtFor: system };
  if (system.os !== hostOs) return foreign;
  // Apple's system starts programs for its other processors itself, or it says that it cannot.
  if (hostOs === 'darwin') return undefined;
  // Linux on amd64 runs programs of 32 bits if it was built for that. It then has this setting.
  const is386 = system.arch === '386' && hostArch === 'amd64' && existsSync('/proc/sys/abi/vsyscall32');
  if (system.arch !== hostArch && !is386) return foreign;
  return isSoundElf(head, size, read) ? undefined : { why: 'it is damaged: its header does not describe a program' };
}

const shown = ({ os, arch }: System): string => (arch === undefined ? (os ?? '?') : `${os}/${arch}`);

/** Offsets and sizes in the header of a program, in bytes. All hosts of rto are little-endian. */
const WIDE = { header: 64, table: 32, entry: 54, count: 56, size: 56, from: 8, length: 32 };
const NARROW = { header: 52, table: 28, entry: 42, count: 44, size: 32, from: 4, length: 16 };
const INTERPRETER = 3;

/** The checks that Linux makes before it takes a file for a program (fs/binfmt_elf.c). Later ones bring no shell. */
function isSoundElf(head: Buffer, size: number, read: Read): boolean {
  const wide = head[4] === 2;
  const form = wide ? WIDE : NARROW;
  const word = (bytes: Buffer, at: number) => (wide ? Number(bytes.readBigUInt64LE(at)) : bytes.readUInt32LE(at));
  if (head.length < form.header || head[5] !== 1 || ![2, 3].includes(head.readUInt16LE(16))) return false;
  const at = word(head, form.table);
  const length = head.readUInt16LE(form.count) * form.size;
  if (head.readUInt16LE(form.entry) !== form.size || length === 0 || length > 65536 || at + length > size) return false;
  const segments = read(at, length);
  for (let segment = 0; segment < segments.length; segment += form.size) {
    if (segments.readUInt32LE(segment) !== INTERPRETER) continue;
    const named = word(segments, segment + form.length);
    const name = named >= 2 && named <= 4096 ? read(word(segments, segment + form.from), named) : undefined;
    if (name?.length !== named || name[named - 1] !== 0) return false;
  }
  return true;
}

const HANDLERS = '/proc/sys/fs/binfmt_misc';

/** Whether the system knows a program that starts such files, such as qemu or Wine. */
function isHandled(file: string, head: Buffer): boolean {
  try {
    const names = readdirSync(HANDLERS).filter((name) => name !== 'register' && name !== 'status');
    if (names.length === 0 || readFileSync(join(HANDLERS, 'status'), 'utf8').trim() !== 'enabled') return false;
    return names.some((name) => handles(readFileSync(join(HANDLERS, name), 'utf8'), file, head));
  } catch {
    return false; // It is another system, or one that does not tell.
  }
}

/**
 * Whether an entry of binfmt_misc fits a file.
 * @param entry text of the entry (Documentation/admin-guide/binfmt-misc.rst of Linux)
 * @param file path of the file
 * @param head its first bytes
 */
export function handles(entry: string, file: string, head: Buffer): boolean {
  const lines = entry.split('\n');
  const value = (name: string) =>
    lines
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1)
      .trim();
  if (lines[0] !== 'enabled') return false;
  const extension = value('extension');
  if (extension !== undefined) return file.endsWith(extension) && /\.[^./]+$/.exec(file)?.[0] === extension;
  const magic = Buffer.from(value('magic') ?? '', 'hex');
  const mask = Buffer.from(value('mask') ?? '', 'hex');
  const offset = Number(value('offset') ?? 0);
  if (magic.length === 0 || offset + magic.length > head.length) return false;
  return magic.every(
    (byte, at) => (((head[offset + at] ?? 0) ^ byte) & (mask.length === 0 ? 0xff : (mask[at] ?? 0xff))) === 0,
  );
}
