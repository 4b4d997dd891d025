// Checks of where programs write their event log.
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { messageOf } from '../errors.ts';
import { type Environment, LOG_VARIABLE } from '../observe/environment.ts';
import type { Settings } from '../observe/gocommand.ts';
import { logFault } from '../observe/logtarget.ts';
import { ignoredSettings } from '../observe/variables.ts';
import { statOf } from '../stat.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

/** Makes nothing. */
export function checkLogPath(env: Environment, cwd: string): Finding {
  const path = env[LOG_VARIABLE];
  if (!path) return ok(LOG_VARIABLE, 'not set: programs write no log but under rto run and --log');
  // %p is the process's number.
  const file = resolve(cwd, path.replaceAll('%p', '0'));
  try {
    const found = logFault(file, env);
    if (found !== undefined) return fault(LOG_VARIABLE, `${path} cannot be written: ${found.why}`, found.try);
    const there = statOf(file);
    if (there === undefined && !statSync(dirname(file)).isDirectory()) throw new Error('it is not in a folder');
    accessSync(there === undefined ? dirname(file) : file, constants.W_OK);
  } catch (error) {
    return fault(LOG_VARIABLE, `${path} cannot be written: ${messageOf(error)}`, `set ${LOG_VARIABLE} to another file`);
  }
  if (isAbsolute(path)) return ok(LOG_VARIABLE, path);
  const text = `${path} is relative: each program writes below the folder it is started in`;
  return warning(LOG_VARIABLE, text, `export ${LOG_VARIABLE}="$PWD/${path}"`);
}

/** Variables with values that programs ignore. */
export const checkSettings = (env: Environment): Finding[] =>
  ignoredSettings(env).map(({ name, text }) => warning(name, text, `unset ${name}`));

/** go test answers from its cache without running anything. */
export function checkTestCache(env: Environment, settings: Settings): Finding[] {
  if (!env[LOG_VARIABLE] || /-count[= ]/.test(settings('GOFLAGS')?.value ?? '')) return [];
  return [ok('go test', 'a cached result is shown without running, and leaves no log', 'go test -count=1 …')];
}
