// Which import paths are the standard library's where nothing but the path can tell. Pure.

/**
 * The folders of GOROOT/src of all releases from Go 1.19 on. cmd/go keeps names without a dot for the standard library,
 * but a GOPATH and a module of one's own may have them, too.
 */
const ROOTS: ReadonlySet<string> = new Set(
  (
    'archive arena bufio builtin bytes cmd cmp compress container context crypto database debug embed encoding errors ' +
    'expvar flag fmt go hash html image index internal io iter log maps math mime net os path plugin reflect regexp ' +
    'runtime simd slices sort strconv strings structs sync syscall testing text time unicode unique unsafe uuid vendor weak'
  ).split(' '),
);

export function isStandardPath(path: string): boolean {
  return ROOTS.has(path.split('/', 1)[0] ?? '');
}
