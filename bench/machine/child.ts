// A Go process that lives through all rounds and answers one line to each line (bench/programs/child).
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { messageOf, RtoError } from '../../driver/errors.ts';

export interface Child {
  /** The words of its answer. Throws RTO_BENCH_CHILD where it has none. One request at a time. */
  ask(request: string): Promise<string[]>;
  /** Ends its input and waits for it. */
  close(): Promise<void>;
}

/** A batch of operations, times in nanoseconds. */
export interface Batch {
  operations: number;
  wall: number;
  cpu: number;
}

export const childFailed = (message: string, facts: Record<string, string> = {}): RtoError =>
  new RtoError('RTO_BENCH_CHILD', message, { facts });

export function startChild(command: readonly string[], env: Readonly<Record<string, string>>): Child {
  const [program = '', ...args] = command;
  // In a group of its own: ^C is for the harness, which then ends its input.
  const child = spawn(program, args, { env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let said = '';
  let waiting: { done: (line: string) => void; fail: (error: Error) => void; request: string } | undefined;
  const failed = (why: string) => {
    waiting?.fail(
      childFailed(`${program} gave no answer to "${waiting.request}"`, {
        ...{ command: command.join(' '), why },
        ...(said !== '' && { said: said.trimEnd() }),
      }),
    );
    waiting = undefined;
  };
  const ended = new Promise<void>((done) => {
    child.on('error', (error) => {
      failed(messageOf(error));
      done();
    });
    child.on('close', (status, signal) => {
      failed(`it ended with ${signal ?? status}`);
      done();
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  child.stdin.on('error', () => {}); // it ended: `close` says so
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answered = waiting;
    waiting = undefined;
    answered?.done(line);
  });
  return {
    async ask(request) {
      if (child.exitCode !== null || child.signalCode !== null) throw childFailed(`${program} has ended`);
      const line = await new Promise<string>((done, fail) => {
        waiting = { done, fail, request };
        child.stdin.write(`${request}\n`);
      });
      if (!line.startsWith('error ')) return line.split(' ');
      throw childFailed(`${program}: ${line.slice('error '.length)}`, { request });
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Asks for a batch: `time LOOP ARG MS` or `run LOOP ARG N`. */
export async function askBatch(child: Child, request: string): Promise<Batch> {
  const [operations = Number.NaN, wall = Number.NaN, cpu = Number.NaN] = (await child.ask(request)).map(Number);
  return { operations, wall, cpu };
}
