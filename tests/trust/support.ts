// Another user of the machine, and files that say when they were run.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `nobody`: every system has that number, with an entry or without. */
export const NOBODY = 65534;

/** Only root can be two users. */
export const isRoot = process.geteuid?.() === 0;

/** Runs a line of sh as the other user, who is in no group of ours. */
export function asNobody(line: string, env: Record<string, string> = {}) {
  const args = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', 'sh', '-c', line];
  return spawnSync('setpriv', args, { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', ...env }, cwd: '/' });
}

/** Puts a program into a folder that leaves a mark when anybody runs it. Gives whether somebody did. */
export function plant(folder: string, name: string): () => boolean {
  const mark = join(folder, `${name}-was-run`);
  writeFileSync(join(folder, name), `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
  return () => existsSync(mark);
}
