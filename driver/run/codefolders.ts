// Asks the go command for the folders of a build. They tell whose code a file is.
import { dirname, join } from 'node:path';
import type { Folders } from '../names/files.ts';
import { runChild } from '../process/process.ts';

/**
 * Asks go for the folders of a build. A folder that go does not name is undefined in the answer; files are then told by
 * their names alone.
 * @param env the environment of the build, with GOROOT
 * @param folder where go is run
 * @throws what runChild throws
 */
export async function codeFolders(env: Readonly<Record<string, string>>, folder: string): Promise<Folders> {
  const ask = async (...args: string[]): Promise<string> => {
    let text = '';
    const status = await runChild(join(env['GOROOT'] ?? '', 'bin', 'go'), args, {
      env,
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
      onOutput: (more) => (text += more),
    });
    return status === 0 ? text : '';
  };
  const [settings, modules] = await Promise.all([
    ask('env', '-json', ...SETTINGS),
    // In a workspace go lists all its modules. Without modules go fails.
    ask('list', '-m', '-f', '{{.Path}}\t{{.Dir}}'),
  ]);
  return readFolders(settings, modules);
}

const SETTINGS = ['GOROOT', 'GOMODCACHE', 'GOPATH', 'GOMOD', 'GOWORK'] as const;

/**
 * Reads the answers of go.
 * @param settings JSON of `go env`, or the empty text
 * @param modules lines; each is a module's path, a tab and its folder
 */
export function readFolders(settings: string, modules: string): Folders {
  const said: Partial<Record<string, unknown>> = settings === '' ? {} : JSON.parse(settings);
  const [goroot, cache, gopath, mod, work] = SETTINGS.map((name) => {
    const value = said[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  });
  const worked = modules.split(/\r?\n/).flatMap((line) => {
    const [path = '', folder = ''] = line.split('\t');
    return folder === '' ? [] : [{ path, folder }];
  });
  // A variable may have been set to "off". go env of Go 1.19 prints "off" itself.
  const place = [work, mod].find((file) => file !== undefined && file !== 'off' && file !== '/dev/null');
  return {
    goroot,
    modules: cache,
    gopath: gopath?.split(':'),
    worked,
    base: place === undefined ? undefined : dirname(place),
  };
}
