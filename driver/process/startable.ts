// Whether the system itself would start a file. Node starts programs by execvp, and that gives what the system refuses to
// /bin/sh: a program for another system would run as whatever commands a shell reads in its bytes. So rto looks first.
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { builtFor, type System } from '../binary/builtfor.ts';
import { RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { isExecutable } from '../programs.ts';
import { hostPlatform } from '../version/platform.ts';

/** As shells do for a command that cannot be executed. */
export const NOT_EXECUTABLE = 126;

/** Throws RTO_PROGRAM_FOREIGN or RTO_PROGRAM_FORMAT (exit 126) for a command that is there and that the system would not start. */
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

export const foreignProgram = (message: string): RtoError =>
  new RtoError('RTO_PROGRAM_FOREIGN', message, {
    try: 'a program that runs it here, such as qemu or Wine; for rto run: -exec PROGRAM, as with go run',
    exit: NOT_EXECUTABLE,
  });

/** Why a file cannot be started. */
interface Refusal {
  why: string;
  /** For which system it was built, where that is the reason. */
  builtFor?: System;
}

// What execvp searches where PATH is not set.
const UNSET_PATH = '/bin:/usr/bin';

/** The file that a command means, as execvp finds it; undefined if no such file may be executed. */
export function findCommand(command: string, env: Environment, cwd: string): string | undefined {
  if (command === '' || command.includes('\0')) return undefined;
  const folders = command.includes('/') ? [''] : (env['PATH'] ?? UNSET_PATH).split(':');
  return folders.map((folder) => resolve(cwd, folder, command)).find(isExecutable);
}

// Linux follows so many interpreters that are scripts themselves.
const DEPTH = 5;

/** Undefined where the system starts the file, or where what it says of it is no cause for a shell to read it. */
export function refusalOf(file: string, depth: number = DEPTH): Refusal | undefined {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    // A program may be executed and not read. A shell cannot read it either.
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
  // Apple's system starts programs for its other processors itself, or says that it does not.
  if (hostOs === 'darwin') return undefined;
  // Linux on amd64 runs programs of 32 bits where it was built to, and then has this setting.
  const is386 = system.arch === '386' && hostArch === 'amd64' && existsSync('/proc/sys/abi/vsyscall32');
  if (system.arch !== hostArch && !is386) return foreign;
  return isSoundElf(head, size, read) ? undefined : { why: 'it is damaged: its header does not describe a program' };
}

const shown = ({ os, arch }: System): string => (arch === undefined ? (os ?? '?') : `${os}/${arch}`);

/** Where the header of a program says what, in bytes; little-endian processors only, as all hosts of rto are. */
const WIDE = { header: 64, table: 32, entry: 54, count: 56, size: 56, from: 8, length: 32 };
const NARROW = { header: 52, table: 28, entry: 42, count: 44, size: 32, from: 4, length: 16 };
const INTERPRETER = 3;

/** What Linux asks of a program before it takes it for one (fs/binfmt_elf.c); what it asks later does not bring a shell. */
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

/** Whether the system was told of a program that starts such files, such as qemu or Wine. */
function isHandled(file: string, head: Buffer): boolean {
  try {
    const names = readdirSync(HANDLERS).filter((name) => name !== 'register' && name !== 'status');
    if (names.length === 0 || readFileSync(join(HANDLERS, 'status'), 'utf8').trim() !== 'enabled') return false;
    return names.some((name) => handles(readFileSync(join(HANDLERS, name), 'utf8'), file, head));
  } catch {
    return false; // Another system, or one that does not tell.
  }
}

/** @param entry a file of binfmt_misc (Documentation/admin-guide/binfmt-misc.rst of Linux) */
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
