// The normal form of a stock Go tree: what each file is called and whether it is executable, wherever the tree came from.

export interface NormalFile {
  /** Path below GOROOT, `/` between segments. */
  path: string;
  executable: boolean;
}

/**
 * A file of a distribution in normal form. Go's packager renames every `go.mod` to `_go.mod` (a module zip may hold only
 * one), and cmd/go renames them back; modes differ between servers that zip the same files, so they are ignored and the
 * executable bit follows cmd/go's own rule (`toolchain.maybeSwitch`, "chmod the tools").
 */
export function normalFile(path: string): NormalFile {
  const slash = path.lastIndexOf('/') + 1;
  const name = path.slice(slash);
  return {
    path: name === '_go.mod' ? `${path.slice(0, slash)}go.mod` : path,
    executable: getsExecutableBit(path, name),
  };
}

function getsExecutableBit(path: string, name: string): boolean {
  if (path.startsWith('bin/') || path.startsWith('pkg/tool/')) return true;
  return path.startsWith('lib/') && /^go_.+_.+_exec$/s.test(name);
}

/**
 * Whether the module zip holds this file of a release archive or GOROOT (given in normal form): all but api, doc, misc
 * and test, what a build or a user left below pkg, and hidden files at the top. With these left out, an untouched
 * release archive has the same contents as the module, to the bit.
 */
export function isDistributed(path: string): boolean {
  const [top = '', second = '', ...rest] = path.split('/');
  if (second === '') return TOP_FILES.has(top);
  if (top === 'pkg') return second === 'include' || second === 'tool' || (isPlatform(second) && rest.length > 0);
  if (top === 'bin') return rest.length === 0 && (second === 'go' || second === 'gofmt');
  return top === 'lib' || top === 'src';
}

const TOP_FILES = new Set([
  'CONTRIBUTING.md',
  'LICENSE',
  'PATENTS',
  'README.md',
  'SECURITY.md',
  'VERSION',
  'codereview.cfg',
  'go.env',
]);

/** Folders of compiled packages, which 1.19 brings along: `linux_amd64`, `linux_amd64_race`. */
const isPlatform = (name: string): boolean => /^(linux|darwin)_[a-z0-9]+(_race)?$/.test(name);
