// The seed's place inside the standard library: copies of a few files of a stock Go in which the functions of the group reflect, which
// are those that the seed observes there, and sha256.Sum256 first call a hook. They are given to go build by -overlay, so nothing is
// written into the Go that is compared with.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../machine/root.ts';

/** What is hooked, by package: `ValueOf`, `Value.Call`. */
export type Hooked = Readonly<Record<string, readonly string[]>>;

/** The names come from where rto has its own. */
export function hookedBySeed(): Hooked {
  const group: { operations: { package: string; name: string }[] } = JSON.parse(
    readFileSync(join(ROOT, 'wrappers', 'operations', 'reflect.json'), 'utf8'),
  );
  return { reflect: group.operations.map(({ name }) => name), 'crypto/sha256': ['Sum256'] };
}

/**
 * Writes the copies into `folder` and returns the file for -overlay. Throws Error where a function is not found: a hook that is
 * missing would make the seed look cheaper than it is.
 */
export function writeOverlay(goroot: string, folder: string, hooked: Hooked = hookedBySeed()): string {
  const replace: Record<string, string> = {};
  for (const [path, names] of Object.entries(hooked)) {
    const source = join(goroot, 'src', path);
    const copies = join(folder, path.replaceAll('/', '-'));
    mkdirSync(copies, { recursive: true });
    const missing = new Set(names);
    for (const file of readdirSync(source).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'))) {
      const { text, found } = insertHooks(readFileSync(join(source, file), 'utf8'), path, names);
      if (found.length === 0) continue;
      for (const name of found) missing.delete(name);
      replace[join(source, file)] = write(join(copies, file), text);
    }
    if (missing.size > 0) throw new Error(`${source} has no function ${[...missing].join(', ')}`);
    replace[join(source, 'bench_hook.go')] = write(join(copies, 'bench_hook.go'), declaration(path));
  }
  return write(join(folder, 'overlay.json'), JSON.stringify({ Replace: replace }));
}

// func (v Value) SetString(x string) {
const HEAD = /^func (?:\((?<self>\w+) (?<type>\w+)\) )?(?<name>\w+)\((?:(?<first>\w+) (?<kind>[^,)]+))?.*\{$/;

/** Calls of the hook behind the heads of functions, and which were found. No line moves. */
export function insertHooks(source: string, path: string, names: readonly string[]): { text: string; found: string[] } {
  const found: string[] = [];
  const text = source
    .split('\n')
    .map((line) => {
      const { self, type, name, first, kind } = HEAD.exec(line)?.groups ?? {};
      const full = type === undefined ? name : `${type}.${name}`;
      if (full === undefined || !names.includes(full)) return line;
      found.push(full);
      const texts = kind === 'string' && first ? first : '""';
      const operation = JSON.stringify(`${path}.${full}`);
      return `${line} if benchHook != nil { benchHook(${operation}, ${argumentOf(self, first, kind)}, ${texts}) };`;
    })
    .join('\n');
  return { text, found };
}

/** What tells the call from others: the receiver's pointer, an interface's, a length. */
function argumentOf(self: string | undefined, first: string | undefined, kind: string | undefined): string {
  if (self !== undefined) return `uintptr(${self}.ptr)`;
  if (kind === 'any') return `(*[2]uintptr)(unsafe.Pointer(&${first}))[1]`;
  return kind === '[]byte' ? `uintptr(len(${first}))` : '0';
}

const declaration = (path: string): string => `package ${path.split('/').at(-1)}

import _ "unsafe"

//go:linkname benchHook
var benchHook func(operation string, argument uintptr, text string)
`;

function write(path: string, text: string): string {
  writeFileSync(path, text);
  return path;
}
