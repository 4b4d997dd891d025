// Finds the go of a command line and the settings that it would read. No go is run: a stock go may fetch another first.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type About, readAbout } from '../about.ts';
import { isExecutable } from '../programs.ts';
import type { Environment } from './environment.ts';

/** A go command on PATH. */
export interface GoCommand {
  /** The path that PATH leads to. */
  path: string;
  /** The tree that it belongs to, with links followed. For a script this is not a GOROOT. */
  goroot: string;
  /** Undefined for stock Go. */
  about: About | undefined;
}

/** All go commands on PATH, in its order. Relative entries of PATH start at `cwd`. */
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
  /** The source, for messages: "the environment", or the file of `go env -w`. */
  from: string;
}

/** A setting of cmd/go by the environment or by `go env -w`; undefined where neither sets it. */
export type Settings = (name: string) => Setting | undefined;

/**
 * The settings as cmd/go reads them. A variable that is set and not empty wins. The file that GOENV names, or the
 * user's own file, comes next.
 */
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
  // Go's os.UserConfigDir takes a relative XDG_CONFIG_HOME for an error. Then there is no file.
  const folder = xdg ? (isAbsolute(xdg) ? xdg : undefined) : home ? join(home, habit) : undefined;
  return folder === undefined ? undefined : join(folder, 'go', 'env');
}

/** Name -> value of a file of `go env -w`. The first line of a name counts, as in cmd/go. */
export function parseSettings(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trimEnd()) ?? [];
    if (name !== undefined && !found.has(name)) found.set(name, value);
  }
  return found;
}
