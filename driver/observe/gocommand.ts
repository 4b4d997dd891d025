// Which go a command line finds, and the settings it would read, without running it: a stock go may fetch another first.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type About, readAbout } from '../about.ts';
import { isExecutable } from '../programs.ts';
import type { Environment } from './environment.ts';

export interface GoCommand {
  /** As PATH leads to it. */
  path: string;
  /** The tree it belongs to, links followed; that of a script is not known. */
  goroot: string;
  /** Undefined for stock Go. */
  about: About | undefined;
}

/** All go commands on PATH, the first one first. */
export function goCommands(env: Environment, cwd: string): GoCommand[] {
  const folders = (env['PATH'] ?? '').split(':').map((entry) => resolve(cwd, entry));
  const paths = [...new Set(folders)].map((folder) => join(folder, 'go')).filter(isExecutable);
  return paths.map((path) => {
    const goroot = dirname(dirname(realpathSync(path)));
    return { path, goroot, about: readAbout(goroot) };
  });
}

interface Setting {
  value: string;
  /** "the environment", or the file of `go env -w`. */
  from: string;
}

/** A setting of cmd/go, as the environment or `go env -w` makes it; undefined where neither does. */
export type Settings = (name: string) => Setting | undefined;

/** As cmd/go: a variable that is set and not empty wins, then the file that GOENV names or the user's own. */
export function goSettings(env: Environment, platform: NodeJS.Platform = process.platform): Settings {
  const file = settingsFile(env, platform);
  const written =
    file === undefined || !existsSync(file) ? new Map<string, string>() : parseSettings(readFileSync(file, 'utf8'));
  return (name) => {
    const value = env[name];
    if (value) return { value, from: 'the environment' };
    const left = written.get(name);
    return left ? { value: left, from: `go env -w, in ${file}` } : undefined;
  };
}

function settingsFile(env: Environment, platform: NodeJS.Platform): string | undefined {
  const named = env['GOENV'];
  if (named === 'off') return undefined;
  if (named) return named;
  const home = env['HOME'];
  const habit = platform === 'darwin' ? 'Library/Application Support' : '.config';
  const xdg = platform === 'darwin' ? undefined : env['XDG_CONFIG_HOME'];
  // As os.UserConfigDir of Go: a relative XDG_CONFIG_HOME is an error, and then there is no file.
  const folder = xdg ? (isAbsolute(xdg) ? xdg : undefined) : home ? join(home, habit) : undefined;
  return folder === undefined ? undefined : join(folder, 'go', 'env');
}

/** The first line of a name counts, as in cmd/go. */
export function parseSettings(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trimEnd()) ?? [];
    if (name !== undefined && !found.has(name)) found.set(name, value);
  }
  return found;
}
