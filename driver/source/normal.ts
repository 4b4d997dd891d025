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
  return { path: name === '_go.mod' ? `${path.slice(0, slash)}go.mod` : path, executable: isExecutable(path, name) };
}

function isExecutable(path: string, name: string): boolean {
  if (path.startsWith('bin/') || path.startsWith('pkg/tool/')) return true;
  return path.startsWith('lib/') && /^go_.+_.+_exec$/s.test(name);
}
