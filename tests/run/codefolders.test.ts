// What go says of the folders of a build.
import { describe, expect, it } from 'vitest';
import { readFolders } from '../../driver/run/codefolders.ts';

const settings = (more: Record<string, string>) =>
  JSON.stringify({ GOROOT: '/opt/go', GOMODCACHE: '/c', GOPATH: '/a:/b', GOMOD: '', GOWORK: '', ...more });

describe('readFolders', () => {
  it.each<[Record<string, string>, string, string | undefined, string[][], why: string]>([
    [
      { GOMOD: '/src/app/go.mod' },
      'example.com/app\t/src/app\n',
      '/src/app',
      [['example.com/app', '/src/app']],
      'a module',
    ],
    [
      { GOMOD: '/src/app/go.mod', GOWORK: '/src/go.work' },
      'example.com/app\t/src/app\nexample.com/lib\t/src/lib\n',
      '/src',
      [
        ['example.com/app', '/src/app'],
        ['example.com/lib', '/src/lib'],
      ],
      'a workspace',
    ],
    [
      { GOMOD: '/src/app/go.mod', GOWORK: 'off' },
      'example.com/app\t/src/app\n',
      '/src/app',
      [['example.com/app', '/src/app']],
      'none, said',
    ],
    [{ GOMOD: '/dev/null' }, 'command-line-arguments\t\n', undefined, [], 'no module'],
    [{}, '', undefined, [], 'a GOPATH'],
  ])('%j and %j', (more, modules, base, worked) => {
    const folders = readFolders(settings(more), modules);
    expect(folders).toMatchObject({ goroot: '/opt/go', modules: '/c', gopath: ['/a', '/b'] });
    expect(folders.base).toBe(base);
    expect(folders.worked?.map(({ path, folder }) => [path, folder])).toEqual(worked);
  });

  it('says nothing where go said nothing', () => {
    expect(readFolders('', '')).toEqual({ worked: [] });
  });
});
