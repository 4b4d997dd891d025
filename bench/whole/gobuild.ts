// One go build, timed from outside: by the clock, and in processor time of all that it started.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { CommandError } from '../../driver/process/command.ts';
import type { Toolchain } from '../core/subject.ts';
import { type Compiled, parseActions } from './actions.ts';
import { childrenTime } from './proc.ts';

export interface GoBuild {
  toolchain: Toolchain;
  /** What is observed, or 'none'. */
  observe: string;
  folder: string;
  package: string;
  output: string;
  /** GOCACHE. */
  cache: string;
  /** A file of -overlay. */
  overlay?: string;
}

export interface Built extends Compiled {
  /** Seconds by the clock, from the start of go to its end. */
  wall: number;
  /** Seconds of processor time, user and system, of go and all it ran; counted in steps of 10 ms. */
  cpu: number;
}

/** Builds without cgo, whose C compiler would be most of the noise and none of the difference. Throws RTO_COMMAND. */
export async function goBuild(build: GoBuild): Promise<Built> {
  const { toolchain, observe, folder, output, cache, overlay } = build;
  const graph = `${output}.actions.json`;
  const args = ['build', `-debug-actiongraph=${graph}`, ...(overlay ? [`-overlay=${overlay}`] : []), '-o', output];
  // A result that is already there would save the linking.
  rmSync(output, { force: true });
  const timed = await runTimed(`${toolchain.goroot}/bin/go`, [...args, build.package], {
    cwd: folder,
    env: { ...toolchain.env, CGO_ENABLED: '0', GOCACHE: cache, GO_INSTRUMENT: observe },
  });
  const compiled = parseActions(readFileSync(graph, 'utf8'));
  rmSync(graph);
  return { ...timed, ...compiled };
}

interface Timed {
  wall: number;
  cpu: number;
}

/** Runs a command to its end; no other child of this process may end meanwhile. Throws RTO_COMMAND where it fails. */
export async function runTimed(
  command: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string>> },
): Promise<Timed> {
  const cpu = childrenTime();
  const wall = performance.now();
  let said = '';
  const [status, ended] = await new Promise<[number | NodeJS.Signals | null, number]>((done, fail) => {
    const child = spawn(command, args, { cwd, env: { ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    let end = Number.NaN;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
    });
    child.on('error', fail);
    child.on('exit', () => {
      end = performance.now();
    });
    child.on('close', (code, signal) => done([signal ?? code, end]));
  });
  if (status === 0) return { wall: (ended - wall) / 1000, cpu: (childrenTime() - cpu) / 1e9 };
  const facts = { in: cwd, command: [command, ...args].join(' ') };
  throw new CommandError(command, args, { status: status ?? 'unknown', stdout: '', stderr: said }, facts);
}
