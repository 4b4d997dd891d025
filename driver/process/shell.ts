// How the user's own shell is started so that its own start-up files run and instrumented go is still first on PATH.
// Static files beside this one (driver/process/shell/) do it; they learn what they need from RTO_SHELL_* variables.
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import type { Changes, Environment } from '../observe/environment.ts';
import { packageRoot } from '../package.ts';

export interface ShellPlan {
  command: string;
  args: string[];
  /** Beside those of goEnvironment. */
  changes: Changes;
  /** What the user should know: this shell's start-up files cannot be followed. */
  notice: string | undefined;
}

interface Start {
  goroot: string;
  env: Environment;
  folder: string;
}

type Planner = (start: Start) => { args: string[]; changes: Changes };

/** The folder of the start-up files; shipped as it is, because dist/ holds compiled files only. */
function startFolder(): string {
  return join(packageRoot(), 'driver', 'process', 'shell');
}

/** The shell to start: $SHELL, else the one of the user's passwd entry, else /bin/sh. */
export function userShell(env: Environment, passwd: () => string | null = passwdShell): string {
  const shell = env['SHELL'] || passwd() || '/bin/sh';
  // What system accounts have in place of a shell.
  return ['nologin', 'false', 'true'].includes(basename(shell)) ? '/bin/sh' : shell;
}

function passwdShell(): string | null {
  try {
    return userInfo().shell;
  } catch {
    return null; // A user id without a passwd entry, as in many containers.
  }
}

/** @param interactive whether standard input is a terminal; else a shell reads commands from it, without start-up files */
export function planShell(shell: string, goroot: string, env: Environment, interactive: boolean): ShellPlan {
  // A login shell's name starts with a dash.
  const kind = basename(shell).replace(/^-/, '');
  const planner = PLANNERS[kind];
  const start = { goroot, env, folder: startFolder() };
  if (planner === undefined || (POSIX.includes(kind) && !interactive)) {
    const notice = `${kind} is not known to rto: if its start-up files put another go first on PATH, that one is used`;
    return { command: shell, args: [], changes: {}, notice: planner === undefined ? notice : undefined };
  }
  const { args, changes } = planner(start);
  return { command: shell, args, changes: { RTO_SHELL_GOROOT: goroot, ...changes }, notice: undefined };
}

const bash: Planner = ({ folder }) => ({ args: ['--rcfile', join(folder, 'bash.rc')], changes: {} });

const zsh: Planner = ({ folder, env }) => ({
  args: [],
  changes: { ZDOTDIR: join(folder, 'zsh'), RTO_SHELL_ZDOTDIR: env['ZDOTDIR'] },
});

const fish: Planner = ({ folder }) => ({
  args: ['-C', 'source "$RTO_SHELL_START"'],
  changes: { RTO_SHELL_START: join(folder, 'start.fish') },
});

// The value of ENV is expanded as a double-quoted word before it is read.
const posix: Planner = ({ folder, env }) => ({
  args: [],
  changes: { ENV: join(folder, 'sh.env').replace(/[\\$`"]/g, '\\$&'), RTO_SHELL_ENV: env['ENV'] },
});

const POSIX = ['sh', 'dash', 'ash', 'ksh', 'ksh93', 'mksh', 'oksh', 'pdksh'];

const PLANNERS: Readonly<Record<string, Planner | undefined>> = {
  bash,
  zsh,
  fish,
  ...Object.fromEntries(POSIX.map((name) => [name, posix])),
};
