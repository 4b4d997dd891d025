// Whose code a caller is: the main module's, a dependency's, the standard library's. Pure.
import { createFileReader, FILES, type Folders, isOfProgram, type Owner } from './files.ts';
import { longestFirst, type Module, type ModuleInfo, moduleOf } from './modules.ts';
import { isStandardPath } from './standard.ts';
import { type FunctionName, lastElement, parseSymbol, shortSymbol } from './symbols.ts';

export const ORIGINS = ['main', 'dependency', 'standard', 'unknown'] as const;
export type Origin = (typeof ORIGINS)[number];

export interface Place {
  origin: Origin;
  /** The module of a package of the main module or of a dependency, where the binary's modules are known. */
  module: Module | undefined;
  /** Import path; for the package of the program its real one where that is known, else "main". */
  package: string;
  symbol: FunctionName;
  /**
   * The function as people are told of it: "main.step.run", "yaml.v3.(*decoder).scalar"; with the package that the code is of,
   * where the symbol is named after what it was inlined into: "evil (main.init.func1.Hook.1)".
   */
  caller: string;
}

/**
 * The file decides where its name can, as the compiler names a closure after the function that it was inlined into, be that of
 * another module; else the symbol does.
 *
 * @param build of the binary; without it, dependencies can be told from the standard library but not all be named
 * @param folders of the build
 */
export function createClassifier(
  build: ModuleInfo | undefined,
  folders: Folders = {},
): (caller: string, file: string) => Place {
  const all = longestFirst(build);
  const dotted = all.map((module) => module.path).filter((path) => lastElement(path).includes('.'));
  const ownerOf = createFileReader(build, folders);
  const places = new Map<string, Place>();

  const classify = (caller: string, file: string): Place => {
    const owner = ownerOf(file);
    const paths = owner === undefined ? dotted : [owner.package, `${owner.package}_test`, ...dotted];
    const symbol = parseSymbol(caller, paths);
    const place = owner === undefined ? bySymbol(symbol, build, all) : byFile(symbol, file, owner, build, all);
    return { ...place, symbol, caller: callerName(symbol, place.package, build) };
  };
  return (caller, file) => {
    const key = `${caller}\n${file}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    const place = classify(caller, file);
    if (places.size >= MOST_KNOWN) places.clear();
    if (key.length <= LONGEST_KNOWN) places.set(key, place);
    return place;
  };
}

/** A program has thousands of callers; a hostile log may name any number. */
const MOST_KNOWN = 100_000;
const LONGEST_KNOWN = 4096;

type Found = Omit<Place, 'symbol' | 'caller'>;

function byFile(
  symbol: FunctionName,
  file: string,
  owner: Owner,
  build: ModuleInfo | undefined,
  all: readonly Module[],
): Found {
  const path = packageOf(symbol, file, owner, build, all);
  const place = { module: owner.module, package: path };
  switch (owner.kind) {
    case 'standard':
      // Go's own commands.
      return { ...place, origin: isProgram(symbol) && path === build?.path ? 'main' : 'standard' };
    case 'files':
      return { ...place, origin: 'main' };
    case 'gopath':
      return { ...place, origin: isOfProgram(path, build?.path) ? 'main' : 'dependency' };
    case 'module':
      return { ...place, origin: isWorkedOn(owner.module, build) ? 'main' : 'dependency' };
  }
}

/** Without a build to ask, a module without a version is one that is worked on. */
const isWorkedOn = (module: Module | undefined, build: ModuleInfo | undefined): boolean =>
  module !== undefined && (build === undefined ? module.version === '(devel)' : module === build.main);

/** The package of the file's folder, but for what a folder does not show. */
function packageOf(
  symbol: FunctionName,
  file: string,
  owner: Owner,
  build: ModuleInfo | undefined,
  all: readonly Module[],
): string {
  if (symbol.package === `${owner.package}_test`) return symbol.package;
  // A file that a //line directive named may be said to lie anywhere in its module.
  if (!file.endsWith('.go') && owner.kind === 'module') {
    const stated = isProgram(symbol) ? (build?.path ?? symbol.package) : symbol.package;
    if (moduleOf(stated, all) === owner.module) return stated;
  }
  return owner.package;
}

const isProgram = ({ package: path }: FunctionName): boolean => path === 'main' || path === FILES;

function bySymbol(symbol: FunctionName, build: ModuleInfo | undefined, all: readonly Module[]): Found {
  const path = symbol.package;
  if (isProgram(symbol)) return { origin: 'main', module: build?.main, package: build?.path ?? path };
  const module = moduleOf(path, all);
  if (module !== undefined) return { origin: module === build?.main ? 'main' : 'dependency', module, package: path };
  const place = { module: undefined, package: path };
  if (path === '' || path.includes(':')) return { ...place, origin: 'unknown', package: path || '(unknown)' };
  // Beside modules, names without a dot are the standard library's alone.
  const isDotless = !(path.split('/', 1)[0] ?? '').includes('.');
  if (isDotless && (build?.main !== undefined || isStandardPath(path))) return { ...place, origin: 'standard' };
  if (build === undefined || build.main !== undefined) {
    // With the modules known this is a contradiction, without them a dependency or the main module.
    return { ...place, origin: build === undefined ? 'dependency' : 'unknown' };
  }
  return {
    ...place,
    origin: isOfProgram(path, build.path) ? 'main' : isDotless || build.deps.length === 0 ? 'dependency' : 'unknown',
  };
}

function callerName(symbol: FunctionName, path: string, build: ModuleInfo | undefined): string {
  const name = shortSymbol(symbol);
  const isOwn = symbol.package === path || symbol.package === '';
  return isOwn || (isProgram(symbol) && [build?.path ?? symbol.package, FILES].includes(path))
    ? name
    : `${lastElement(path)} (${name})`;
}
