// The linked functions of a program by package, named as selections name them. Pure.
import { parseSymbol } from '../names/symbols.ts';

/** Import path -> "os/exec.(*Cmd).Start", …; packages of which nothing is linked are not in it. */
export type Linked = ReadonlyMap<string, ReadonlySet<string>>;

/** @param main package path of main, whose symbols say "main" */
export async function linkedByPackage(names: AsyncIterable<string>, main: string | undefined): Promise<Linked> {
  const packages = new Map<string, Set<string>>();
  for await (const name of names) {
    const symbol = parseSymbol(name);
    const path = symbol.package === 'main' ? (main ?? 'main') : symbol.package;
    if (path === '' || path.includes(':') || isMade(symbol.function)) continue;
    const functions = packages.get(path) ?? new Set();
    packages.set(path, functions);
    functions.add(`${path}.${symbol.function.replaceAll('[...]', '')}`);
  }
  return packages;
}

/** Closures, wrappers, initialisers: what nobody can ask for by name. */
const isMade = (name: string): boolean =>
  /(?:\.|^)(?:func|gowrap|deferwrap)\d|-fm$|-range\d|^glob\.|^init(?:\.|$)|^map\.init/.test(name);
