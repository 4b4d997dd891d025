// Where the code of a build lies, as the go command says it: what tells whose code a file is.
import { dirname, join } from 'node:path';
import type { Folders } from '../names/files.ts';
import { runChild } from '../process/process.ts';

/**
 * Asks go for the folders of a build in `folder`. Without a folder, files are told by their names alone.
 * @param env that of the build, with GOROOT
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
    // Of a workspace all; without modules go fails.
    ask('list', '-m', '-f', '{{.Path}}\t{{.Dir}}'),
  ]);
  return readFolders(settings, modules);
}

const SETTINGS = ['GOROOT', 'GOMODCACHE', 'GOPATH', 'GOMOD', 'GOWORK'] as const;

/**
 * @param settings JSON of `go env`, or nothing
 * @param modules lines of a module's path, a tab and its folder
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
  // "off" of a variable that was set so; go env of Go 1.19 says so itself.
  const place = [work, mod].find((file) => file !== undefined && file !== 'off' && file !== '/dev/null');
  return {
    goroot,
    modules: cache,
    gopath: gopath?.split(':'),
    worked,
    base: place === undefined ? undefined : dirname(place),
  };
}
