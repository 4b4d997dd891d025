// The linked functions of a program by package, named as selections name them. Pure.
import { parseSymbol, withoutTypeArguments } from '../../names/symbols.ts';

/** Import path -> "os/exec.(*Cmd).Start", …; packages of which nothing is linked are not in it. */
export type Linked = ReadonlyMap<string, ReadonlySet<string>>;

/** @param main package path of main, whose symbols say "main" */
export async function linkedByPackage(names: AsyncIterable<string>, main: string | undefined): Promise<Linked> {
  const packages = new Map<string, Set<string>>();
  for await (const full of names) {
    const symbol = parseSymbol(full);
    const path = symbol.package === 'main' ? (main ?? 'main') : symbol.package;
    if (path === '' || path.includes(':')) continue;
    // Each instance of a generic function is one: "Map[go.shape.int]", "Map[go.shape.[]uint8]".
    const name = withoutTypeArguments(symbol.function);
    if (isMade(name)) continue;
    const functions = packages.get(path) ?? new Set();
    packages.set(path, functions);
    functions.add(`${path}.${name}`);
  }
  return packages;
}

/** Closures, wrappers, initialisers: what nobody can ask for by name. */
const isMade = (name: string): boolean =>
  /(?:\.|^)(?:func|gowrap|deferwrap)\d|-fm$|-range\d|^glob\.|^init(?:\.|$)|^map\.init/.test(name);
