// A real pseudo-terminal for tests, by script(1) of util-linux: type when something is shown, read what comes back.
import { spawn } from 'node:child_process';

export interface Typed {
  /** Wait until the output since the last step has this. */
  when: string | RegExp;
  type: string;
  /** And so long after that (ms), where what is shown comes before the program waits for what is typed. */
  after?: number;
}

export interface Talk {
  status: number | null;
  /** All that was shown, without escape sequences, with \n for line ends. */
  output: string;
}

const LIMIT_MS = 30_000;

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
  let typing = false;
  const steps = [...options.steps];
  const proceed = () => {
    const step = steps[0];
    if (step === undefined || typing) return;
    const fresh = plain(output).slice(seen);
    const found = typeof step.when === 'string' ? fresh.includes(step.when) : step.when.test(fresh);
    if (!found) return;
    typing = true;
    setTimeout(() => {
      typing = false;
      seen = plain(output).length;
      steps.shift();
      child.stdin.write(step.type);
    }, step.after ?? 0);
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      proceed();
    });
  }
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(new Error(`stuck before ${JSON.stringify(steps[0])}; shown so far:\n${plain(output)}`));
    }, LIMIT_MS);
    child.once('error', fail);
    child.once('close', (status) => {
      clearTimeout(timer);
      done({ status, output: plain(output) });
    });
  });
}

/** A word for sh. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>])/g;
const plain = (text: string): string => text.replace(ESCAPES, '').replaceAll('\r\n', '\n').replaceAll('\r', '');
