// The seed's place inside the standard library: copies of a few files of a stock Go in which the functions that the seed observes
// first call a hook. They are given to go build by -overlay, so nothing is written into the Go that is compared with.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beginnings of functions, as they stand in every Go that has Go 1.24's reflect, and what the hook is told of the call. */
const HOOKS: Readonly<Record<string, readonly [head: string, operation: string, argument: string, name: string][]>> = {
  reflect: [
    ['func ValueOf(i any) Value {', 'reflect.ValueOf', '(*[2]uintptr)(unsafe.Pointer(&i))[1]', '""'],
    ['func TypeOf(i any) Type {', 'reflect.TypeOf', '(*[2]uintptr)(unsafe.Pointer(&i))[1]', '""'],
    ['func New(typ Type) Value {', 'reflect.New', '0', '""'],
    ['func MakeMap(typ Type) Value {', 'reflect.MakeMap', '0', '""'],
    ['func (v Value) Call(in []Value) []Value {', 'reflect.Value.Call', 'uintptr(v.ptr)', '""'],
    ['func (v Value) Method(i int) Value {', 'reflect.Value.Method', 'uintptr(v.ptr)', '""'],
    ['func (v Value) MethodByName(name string) Value {', 'reflect.Value.MethodByName', 'uintptr(v.ptr)', 'name'],
    ['func (v Value) Set(x Value) {', 'reflect.Value.Set', 'uintptr(v.ptr)', '""'],
  ],
  'crypto/sha256': [['func Sum256(data []byte) [Size]byte {', 'crypto/sha256.Sum256', 'uintptr(len(data))', '""']],
};

/**
 * Writes the copies into `folder` and returns the file for -overlay. Throws Error where a function is not found: a hook that is
 * missing would make the seed look cheaper than it is.
 */
export function writeOverlay(goroot: string, folder: string): string {
  const replace: Record<string, string> = {};
  for (const [path, hooks] of Object.entries(HOOKS)) {
    const source = join(goroot, 'src', path);
    const copies = join(folder, path.replaceAll('/', '-'));
    mkdirSync(copies, { recursive: true });
    const missing = new Set(hooks.map(([head]) => head));
    for (const file of readdirSync(source).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'))) {
      const text = readFileSync(join(source, file), 'utf8');
      const { hooked, found } = insertHooks(text, hooks);
      if (found.length === 0) continue;
      for (const head of found) missing.delete(head);
      replace[join(source, file)] = write(join(copies, file), hooked);
    }
    if (missing.size > 0) throw new Error(`${source} has no line ${[...missing].join(' nor ')}`);
    replace[join(source, 'bench_hook.go')] = write(join(copies, 'bench_hook.go'), declaration(path));
  }
  return write(join(folder, 'overlay.json'), JSON.stringify({ Replace: replace }));
}

/** Calls of the hook behind the heads of functions: no line moves. */
export function insertHooks(
  text: string,
  hooks: readonly (readonly [head: string, operation: string, argument: string, name: string])[],
): { hooked: string; found: string[] } {
  const found: string[] = [];
  const hooked = text
    .split('\n')
    .map((line) => {
      const hook = hooks.find(([head]) => head === line);
      if (hook === undefined) return line;
      const [head, operation, argument, name] = hook;
      found.push(head);
      return `${head} if benchHook != nil { benchHook(${JSON.stringify(operation)}, ${argument}, ${name}) };`;
    })
    .join('\n');
  return { hooked, found };
}

const declaration = (path: string): string => `package ${path.split('/').at(-1)}

import _ "unsafe"

//go:linkname benchHook
var benchHook func(operation string, argument uintptr, name string)
`;

function write(path: string, text: string): string {
  writeFileSync(path, text);
  return path;
}
