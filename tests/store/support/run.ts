// Starts child.mjs and reads what it says.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Said {
  stopped?: string;
  result?: { base: string; goroot: string; [field: string]: unknown };
  error?: { code: string; message: string; facts: Record<string, string>; try: string };
  events: { kind: string; [field: string]: unknown }[];
  calls: number;
}

export interface Run {
  child: ChildProcess;
  /** The first line the child prints; undefined when it ended without one. */
  said: Promise<Said | undefined>;
  ended: Promise<NodeJS.Signals | number | null>;
}

export const CHILD = join(import.meta.dirname, 'child.mjs');

export function run(task: object, uid?: number): Run {
  const identity = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(process.execPath, [CHILD, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...identity,
  });
  const ended = new Promise<NodeJS.Signals | number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', (status, signal) => done(signal ?? status));
  });
  const said = new Promise<Said | undefined>((done) => {
    const lines = createInterface({ input: child.stdout });
    lines.once('line', (line) => done(JSON.parse(line) as Said));
    lines.once('close', () => done(undefined));
  });
  return { child, said, ended };
}
