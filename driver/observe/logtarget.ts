// Checks the path of a log by the rules of the hub (wrappers/runtime/common/rto_log_unix.go) before a program runs. The
// program itself could tell its own standard error only.
import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { statOf } from '../stat.ts';
import type { Environment } from './environment.ts';

/** The variable that, with the value "true", allows whatever the path leads to. */
const FOLLOW_VARIABLE = 'INSTRUMENTATION_LOG_FOLLOW';

const OTHER = 'name another file';

/**
 * The reason why a program of this user will not write to a file, and a remedy. undefined where it will, as far as the
 * file itself tells.
 * @param env the environment of the program
 */
export function logFault(file: string, env: Environment): { why: string; try: string } | undefined {
  const all = env[FOLLOW_VARIABLE] === 'true';
  if (!all && lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink())
    return { why: 'it is a symbolic link', try: `name what it leads to, or set ${FOLLOW_VARIABLE}=true` };
  const there = statOf(file);
  if (there?.isDirectory()) return { why: 'it is a folder', try: `name a file in it: ${join(file, 'events.jsonl')}` };
  if (all) return undefined;
  if (isOfKernel(there === undefined ? dirname(file) : file))
    return { why: "it is one of the kernel's own files", try: OTHER };
  if (there === undefined || there.isCharacterDevice()) return undefined;
  if (!there.isFile() && !there.isFIFO()) return { why: 'it is no file, FIFO or terminal', try: OTHER };
  const me = process.geteuid?.();
  if (me === undefined || there.uid === me) return undefined;
  return {
    why: `it belongs to user ${there.uid}`,
    try: `name a file of your own, or one that is not there yet; ${FOLLOW_VARIABLE}=true takes this one`,
  };
}

/** Whether a path is the kernel's. A write to such a file is a command to the kernel. */
function isOfKernel(path: string): boolean {
  try {
    return /^\/(?:proc|sys)(?:\/|$)/.test(realpathSync(path));
  } catch {
    return false; // It does not exist. The code that opens it says so.
  }
}
