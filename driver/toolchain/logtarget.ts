// Where an observed program will open its log: the rules of the hub (wrappers/runtime/common/rto_log_unix.go), asked before it
// runs, because it could say so to nobody but its own standard error.
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Environment } from './environment.ts';

/** "true" takes whatever the path leads to. */
const FOLLOW_VARIABLE = 'INSTRUMENTATION_LOG_FOLLOW';

/** Why a program of this user will not write there; undefined where it will, as far as the file itself tells. */
export function logFault(file: string, env: Environment): string | undefined {
  const all = env[FOLLOW_VARIABLE] === 'true';
  if (!all && lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink())
    return `it is a symbolic link; ${FOLLOW_VARIABLE}=true follows it`;
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory()) return 'it is a folder';
  if (all) return undefined;
  if (isOfKernel(there === undefined ? dirname(file) : file)) return "it is one of the kernel's own files";
  if (there === undefined || there.isCharacterDevice()) return undefined;
  if (!there.isFile() && !there.isFIFO()) return 'it is no file, FIFO or terminal';
  const me = process.geteuid?.();
  if (me === undefined || there.uid === me) return undefined;
  return `it belongs to user ${there.uid}; ${FOLLOW_VARIABLE}=true takes it`;
}

/** A write there is a command to the kernel. */
function isOfKernel(path: string): boolean {
  try {
    return /^\/(?:proc|sys)(?:\/|$)/.test(realpathSync(path));
  } catch {
    return false; // it is not there, and whoever opens it says so
  }
}
