// Whose code a caller is: the main module's, a dependency's, the standard library's. Pure.
import type { Module, ModuleInfo } from './modules.ts';
import { type FunctionName, parseSymbol } from './symbols.ts';

export const ORIGINS = ['main', 'dependency', 'standard', 'unknown'] as const;
export type Origin = (typeof ORIGINS)[number];

export interface Place {
  origin: Origin;
  /** The module of a package of the main module or of a dependency, where the binary's modules are known. */
  module: Module | undefined;
  /** Import path; for the package of the program its real one where that is known, else "main". */
  package: string;
  symbol: FunctionName;
}

/** @param modules of the binary; without them, dependencies can be told from the standard library but not named */
export function createClassifier(modules: ModuleInfo | undefined): (caller: string) => Place {
  const all = modules === undefined ? [] : [...(modules.main === undefined ? [] : [modules.main]), ...modules.deps];
  // Longest first, so that a module inside another one's path is found before that one.
  all.sort((a, b) => b.path.length - a.path.length);
  const dotted = all.map((module) => module.path).filter((path) => path.slice(path.lastIndexOf('/') + 1).includes('.'));
  const known = new Map<string, Place>();

  return (caller) => {
    let place = known.get(caller);
    if (place === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      place = classify(parseSymbol(caller, dotted), modules, all);
      known.set(caller, place);
    }
    return place;
  };
}

/** A program has thousands of callers; a hostile log may name any number. */
const MOST_KNOWN = 100_000;

function classify(symbol: FunctionName, modules: ModuleInfo | undefined, all: readonly Module[]): Place {
  const path = symbol.package;
  if (path === 'main' || path === 'command-line-arguments') {
    return { origin: 'main', module: modules?.main, package: modules?.path ?? path, symbol };
  }
  // The external tests of package p are package p_test.
  const subject = path.replace(/_test$/, '');
  const module = all.find((one) =>
    [path, subject].some((text) => text === one.path || text.startsWith(`${one.path}/`)),
  );
  if (module !== undefined) {
    return { origin: module === modules?.main ? 'main' : 'dependency', module, package: path, symbol };
  }
  if (path === '' || path.includes(':'))
    return { origin: 'unknown', module: undefined, package: path || '(unknown)', symbol };
  const first = path.split('/', 1)[0] ?? '';
  if (!first.includes('.')) return { origin: 'standard', module: undefined, package: path, symbol };
  // With the modules known this is a contradiction, without them a dependency or the main module.
  return { origin: modules === undefined ? 'dependency' : 'unknown', module: undefined, package: path, symbol };
}
