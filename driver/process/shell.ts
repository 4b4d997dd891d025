// Plans the start of the user's own shell. Its own start-up files run, and instrumented go is still first on PATH.
// Static files beside this one (driver/process/shell/) do it. RTO_SHELL_* variables tell them what they need.
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import type { Changes, Environment } from '../observe/environment.ts';
import { packageRoot } from '../package.ts';

/** The start of a shell. */
export interface ShellPlan {
  command: string;
  args: string[];
  /** Changes of the environment, besides those of goEnvironment. */
  changes: Changes;
  /** A sentence for the user where rto cannot follow this shell's start-up files. */
  notice: string | undefined;
}

interface Start {
  goroot: string;
  env: Environment;
  folder: string;
}

type Planner = (start: Start) => { args: string[]; changes: Changes };

/** The folder of the start-up files. It is shipped as it is, because dist/ holds compiled files only. */
function startFolder(): string {
  return join(packageRoot(), 'driver', 'process', 'shell');
}

/** Path of the shell to start: $SHELL, else the shell in the user's passwd entry, else /bin/sh. */
export function userShell(env: Environment, passwd: () => string | null = passwdShell): string {
  const shell = env['SHELL'] || passwd() || '/bin/sh';
  // System accounts have these in place of a shell.
  return ['nologin', 'false', 'true'].includes(basename(shell)) ? '/bin/sh' : shell;
}

function passwdShell(): string | null {
  try {
    return userInfo().shell;
  } catch {
    return null; // A user id without a passwd entry, as in many containers.
  }
}

/**
 * Plans the start of a shell.
 * @param shell a path
 * @param interactive whether standard input is a terminal; if not, the shell reads no start-up files
 */
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

// A shell expands the value of ENV as a double-quoted word before it reads the file.
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
