// The modules that a Go binary was built from, read from what `go version -m BINARY` prints. Pure.

export interface Module {
  path: string;
  /** "v1.2.3", "(devel)", or "" where the binary does not say. */
  version: string;
  /** What the go.mod put in its place; the code that ran is that. */
  replacedBy?: { path: string; version: string };
}

export interface ModuleInfo {
  /** Go version that built the binary: "go1.24.9". */
  go: string;
  /** Package path of main: "example.com/ledger/cmd/ledger", "command-line-arguments" for a list of files. */
  path: string;
  /** The main module; a list of files and a build without modules have no main module. */
  main: Module | undefined;
  deps: Module[];
}

/**
 * Reads the plain text of `go version -m` for one binary. (`-json` came with Go 1.25 only, so every version is read this way.)
 * The format is that of runtime/debug.BuildInfo: a line "NAME: VERSION", then tab-separated lines path, mod, dep and =>.
 *
 * @returns undefined where the text holds no build information: it is no Go binary, or one stripped of it
 */
export function parseModules(text: string): ModuleInfo | undefined {
  const lines = text.split(/\r?\n/);
  let go: string | undefined;
  let path: string | undefined;
  let main: Module | undefined;
  const deps: Module[] = [];
  let last: Module | undefined;
  for (const line of lines) {
    const [first = '', key, name = '', version = ''] = line.split('\t');
    if (first !== '') go ??= /.*: (.+)$/.exec(first)?.[1];
    else if (key === 'path') path ??= name;
    else if (key === 'mod' && name !== '') {
      main = { path: name, version };
      last = main;
    } else if (key === 'dep' && name !== '') {
      last = { path: name, version };
      deps.push(last);
    } else if (key === '=>' && last !== undefined) last.replacedBy = { path: name, version };
  }
  return go === undefined || path === undefined ? undefined : { go, path, main, deps };
}

/** The module that an import path lies in, as the longest module path decides; the external tests of p are p_test. */
export function moduleOf(path: string, longestFirst: readonly Module[]): Module | undefined {
  const subject = path.replace(/_test$/, '');
  return longestFirst.find((one) => [path, subject].some((text) => isWithin(text, one.path)));
}

export const isWithin = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/** All modules of a binary, longest path first, so that a module inside another one's path is found before that one. */
export function longestFirst(build: ModuleInfo | undefined): Module[] {
  const all = build === undefined ? [] : [...(build.main === undefined ? [] : [build.main]), ...build.deps];
  return all.sort((a, b) => b.path.length - a.path.length);
}
