// A real pseudo-terminal for tests, by script(1) of util-linux: type when something is shown, read what comes back.
import { spawn } from 'node:child_process';

export interface Typed {
  /** Wait until the output since the last step has this. */
  when: string | RegExp;
  type: string;
  /** Typed again until the next step or the end: a program that has shown something may not read yet. */
  again?: boolean;
}

export interface Talk {
  status: number | null;
  /** All that was shown, without escape sequences, with \n for line ends. */
  output: string;
}

const LIMIT_MS = 60_000;
const AGAIN_MS = 250;

/** Runs a command line (for sh) in a pseudo-terminal; its status is the command's. */
export async function inTerminal(
  command: string,
  options: { env: Record<string, string>; cwd: string; steps: readonly Typed[] },
): Promise<Talk> {
  // script runs $SHELL -c: dash keeps the test's own start-up files out of it. `exec` leaves no shell in between.
  const env = { TERM: 'xterm', ...options.env, SHELL: '/bin/sh' };
  const child = spawn('script', ['-qefc', `exec ${command}`, '/dev/null'], { env, cwd: options.cwd });
  let output = '';
  let seen = 0;
  let retype: NodeJS.Timeout | undefined;
  const steps = [...options.steps];
  const proceed = () => {
    const step = steps[0];
    if (step === undefined) return;
    const fresh = plain(output).slice(seen);
    const found = typeof step.when === 'string' ? fresh.includes(step.when) : step.when.test(fresh);
    if (!found) return;
    clearInterval(retype);
    seen = plain(output).length;
    steps.shift();
    child.stdin.write(step.type);
    if (step.again) retype = setInterval(() => child.stdin.write(step.type), AGAIN_MS);
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      proceed();
    });
  }
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      clearInterval(retype);
      child.kill('SIGKILL');
      fail(new Error(`stuck before ${JSON.stringify(steps[0])}; shown so far:\n${plain(output)}`));
    }, LIMIT_MS);
    child.once('error', fail);
    child.once('close', (status) => {
      clearTimeout(timer);
      clearInterval(retype);
      done({ status, output: plain(output) });
    });
  });
}

/** A word for sh. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>])/g;
const plain = (text: string): string => text.replace(ESCAPES, '').replaceAll('\r\n', '\n').replaceAll('\r', '');
