// The linked functions of a program by package, named as selections name them. Pure.
import { parseSymbol, withoutTypeArguments } from '../../names/symbols.ts';

/** Import path -> names of linked functions, such as "os/exec.(*Cmd).Start". A package without any has no entry. */
export type Linked = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Sorts symbols by package, and leaves out those that nobody can ask for by name.
 * @param names symbols, as the runtime's table has them
 * @param main import path of package main, whose symbols say "main"; undefined where the program does not say it
 */
export async function linkedByPackage(names: AsyncIterable<string>, main: string | undefined): Promise<Linked> {
  const packages = new Map<string, Set<string>>();
  for await (const full of names) {
    const symbol = parseSymbol(full);
    const path = symbol.package === 'main' ? (main ?? 'main') : symbol.package;
    if (path === '' || path.includes(':')) continue;
    // Each instance of a generic function has a symbol of its own: "Map[go.shape.int]", "Map[go.shape.[]uint8]".
    const name = withoutTypeArguments(symbol.function);
    if (isMade(name)) continue;
    const functions = packages.get(path) ?? new Set();
    packages.set(path, functions);
    functions.add(`${path}.${name}`);
  }
  return packages;
}

/** Whether the compiler made the function: closures, wrappers, initialisers. Nobody can ask for these by name. */
const isMade = (name: string): boolean =>
  /(?:\.|^)(?:func|gowrap|deferwrap)\d|-fm$|-range\d|^glob\.|^init(?:\.|$)|^map\.init/.test(name);
