// Probes of the kernel on functions of a binary, by bpftrace: what one uses to watch a program that was not built for it.
import { spawn, spawnSync } from 'node:child_process';
import { NotRun } from '../core/notrun.ts';

/** Milliseconds until its probes must be in place. */
const PATIENCE = 30_000;

export interface Probes {
  /** Takes the probes away and says how often they were hit. */
  end(): Promise<number>;
}

/** The program for bpftrace: each hit is counted by where it came from. Paths with quotes are not to be had. */
export function probesProgram(binary: string, symbols: readonly string[]): string {
  const probes = symbols.map((symbol) => `uprobe:${binary}:"${symbol}"`);
  return `BEGIN { printf("ready\\n"); } ${probes.join(', ')} { @hits[probe, ustack(2)] = count(); @all = count(); } END { clear(@hits); }`;
}

/** Hits of all probes, from what bpftrace prints at its end. */
export function parseHits(printed: string): number {
  const found = /^@all: (\d+)$/m.exec(printed)?.[1];
  return found === undefined ? 0 : Number(found);
}

/** Throws NotRun, with what was seen, where there is no bpftrace or the kernel does not let it. */
export async function startProbes(binary: string, symbols: readonly string[]): Promise<Probes> {
  if (bpftraceVersion() === undefined) throw new NotRun('bpftrace is not installed');
  const child = spawn('bpftrace', ['-e', probesProgram(binary, symbols)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const ended = new Promise<string>((done) =>
    child.on('close', (status, signal) => done(`it ended with ${signal ?? status}`)),
  );
  const ready = new Promise<undefined>((done) =>
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (/^ready$/m.test(printed)) done(undefined);
    }),
  );
  const late = new Promise<string>((done) => setTimeout(done, PATIENCE, 'it was not ready in time').unref());
  const failure = await Promise.race([ready, ended, late]);
  const end = async () => {
    child.kill('SIGINT'); // at which it prints what it counted
    await ended;
    return parseHits(printed);
  };
  if (failure === undefined) return { end };
  child.kill('SIGKILL');
  throw new NotRun(`bpftrace did not place its probes: ${failure}: ${said.trim().replaceAll('\n', '; ')}`);
}

/** 'v0.17.0', or undefined where it is not installed. */
export function bpftraceVersion(): string | undefined {
  const { status, stdout } = spawnSync('bpftrace', ['--version'], { encoding: 'utf8' });
  return status === 0 ? (/v[\d.]+/.exec(stdout)?.[0] ?? stdout.trim()) : undefined;
}
