// Function names as the linker writes them, taken apart: "gopkg.in/yaml%2ev3.(*decoder).unmarshal". Pure.

export interface FunctionName {
  /** Import path, unescaped; "main" for the package of the program, whatever its path. "" if the symbol has no package. */
  package: string;
  /** What follows it: "(*decoder).unmarshal", "main.func1", "glob..func1", "Map[...]". */
  function: string;
}

/**
 * @param paths import paths known to exist, for names that were unescaped before they came here: without one,
 * "gopkg.in/yaml.v3.unmarshal" could as well be a method of package gopkg.in/yaml
 */
export function parseSymbol(name: string, paths: readonly string[] = []): FunctionName {
  // Type arguments and receivers may hold paths of their own, and a path may hold neither bracket.
  const end = name.search(/[([]/);
  const head = end < 0 ? name : name.slice(0, end);
  const known = name.includes('%') ? undefined : longest(paths, (path) => head.startsWith(`${path}.`));
  if (known !== undefined) return { package: known, function: decodeSymbol(name.slice(known.length + 1)) };
  const dot = head.indexOf('.', head.lastIndexOf('/') + 1);
  if (dot < 0) return { package: '', function: decodeSymbol(name) };
  return { package: decodeSymbol(name.slice(0, dot)), function: decodeSymbol(name.slice(dot + 1)) };
}

/**
 * Undoes the linker's escapes (cmd/internal/objabi.PathToPrefix): dots of a path's last element, quotes, percent signs and
 * bytes outside ASCII are written as % and two hexadecimal digits. Go 1.27 escapes the names of inlined closures twice.
 */
export function decodeSymbol(name: string): string {
  let text = name;
  for (let round = 0; round < 2 && text.includes('%'); round++) {
    text = text.replace(/(?:%[0-9a-fA-F]{2})+/g, (escapes) =>
      Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
    );
  }
  return text;
}

/** The name without its type arguments, which may hold brackets of their own: "(*S).Put" of "(*S[go.shape.[]int]).Put". */
export function withoutTypeArguments(name: string): string {
  let text = '';
  let depth = 0;
  // The tag of a field is quoted and may hold any bracket.
  for (const [part] of name.matchAll(/"(?:[^"\\]|\\.)*"|[\s\S]/gu)) {
    if (part === '[') depth++;
    if (depth === 0) text += part;
    if (part === ']') depth = Math.max(0, depth - 1);
  }
  return text;
}

/** The name as people say it: with the last element of the path alone, "yaml.v3.(*decoder).unmarshal". */
export function shortSymbol(symbol: FunctionName): string {
  if (symbol.package === '') return symbol.function;
  return `${lastElement(symbol.package)}.${symbol.function}`;
}

/** "yaml.v3" of "gopkg.in/yaml.v3". */
export const lastElement = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The longest of those that pass. */
function longest(texts: readonly string[], passes: (text: string) => boolean): string | undefined {
  let best: string | undefined;
  for (const text of texts) {
    if (text.length > (best?.length ?? -1) && passes(text)) best = text;
  }
  return best;
}
