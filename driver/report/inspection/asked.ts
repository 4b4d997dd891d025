// Which words of a selection observe nothing in a binary, and why. Pure.
import type { Manifest } from '../../binary/records.ts';
import { isWithin, means, parseWord, plainMethod, type Word } from '../../operations/words.ts';
import { compare } from '../../text/order.ts';
import { UNSAFE } from '../unsafe.ts';
import type { Linked } from './linked.ts';

/** Name of a group -> its operations, as wrappers/operations lists them. */
export type GroupPackages = ReadonlyMap<
  string,
  readonly { package: string; name: string; since?: string | undefined }[]
>;

/** A word of a selection that observes nothing, or not all that it names. */
export interface Asked {
  /** The word as it was written: a group, a function, a pattern. */
  asked: string;
  /** For a group, the packages or operations that are missing. For another word, empty. */
  missing: readonly string[];
  /** The reason in words. The missing names belong behind it. */
  reason: string;
}

/**
 * Finds the words that observe nothing, or not all of what they name.
 * @param words those of the selection; a leading `-` excludes, and such a word is never reported
 * @param packages the packages of which a hooked function is linked
 * @param linked all linked functions; undefined where the program's table of them cannot be read
 * @returns in the order of the words; a group may come several times, once for each reason
 */
export function askedInVain(
  words: readonly string[],
  packages: readonly Manifest[],
  groups: GroupPackages,
  linked?: Linked,
): readonly Asked[] {
  const there: There = {
    linked,
    packages: new Map(packages.map((one) => [one.package, one])),
    operations: new Set(packages.flatMap((one) => [...one.hooked.map(plainMethod), ...one.sites.keys()])),
  };
  const parsed = words.map((written) => ({ written, word: parseWord(written, groups.keys()) }));
  const excluded = parsed.flatMap(({ word }) => (word?.minus ? [word] : []));
  return parsed.flatMap(({ written, word }) => {
    if (word?.minus || written.startsWith('-')) return [];
    const group = groups
      .get(written)
      ?.filter((it) => !excluded.some((one) => means(one, it, (name) => groups.get(name))));
    if (group !== undefined) return missingOfGroup(written, group, there);
    return word === undefined ? missingGroup(written) : missingName(written, word, there);
  });
}

interface There {
  linked: Linked | undefined;
  packages: ReadonlyMap<string, Manifest>;
  operations: ReadonlySet<string>;
}

// A package has a record only where one of its hooked functions is linked.
const UNREACHED = 'not linked into this binary, or none of the functions to be observed is';
const UNLINKED = 'not linked into this binary';
const UNUSED = 'linked, but none of the functions to be observed is';

/** A group that this rto does not have. Another version has it, so nothing can be said of its packages. */
const missingGroup = (asked: string): Asked[] => [
  { asked, missing: [], reason: 'a group that this rto does not know' },
];

function missingOfGroup(word: string, group: readonly { package: string; name: string }[], there: There): Asked[] {
  // Builtins have no package of their own. They are hooked at call sites in other packages.
  const builtins = group.filter((it) => it.package === 'unsafe').map((it) => `unsafe.${it.name}`);
  const unused = builtins.filter((name) => !there.operations.has(name));
  const own = new Set(group.filter((it) => it.package !== 'unsafe').map((it) => it.package));
  const absent = [...own].filter((path) => !there.packages.has(path)).sort(compare);
  const asked: Asked[] = [];
  const add = (missing: readonly string[], reason: string) => {
    if (missing.length > 0) asked.push({ asked: word, missing, reason });
  };
  const { linked } = there;
  if (linked === undefined) add(absent, UNREACHED);
  else {
    add(
      absent.filter((path) => !linked.has(path)),
      UNLINKED,
    );
    add(
      absent.filter((path) => linked.has(path)),
      UNUSED,
    );
  }
  add(unused, `${UNSAFE}; this binary has no call of`);
  return asked;
}

function missingName(asked: string, word: Word, there: There): Asked[] {
  const missing = (reason: string): Asked[] => [{ asked, missing: [], reason }];
  if (word.shape === 'tree') {
    const isIn = (path: string) => isWithin(word, path);
    if ([...there.packages.keys()].some(isIn)) return [];
    return missing(`its packages are ${there.linked === undefined ? UNREACHED : among(there.linked, isIn)}`);
  }
  if (asked.startsWith('unsafe.')) {
    const isUsed = [...there.operations].some(
      (name) => name === asked || (asked === 'unsafe.*' && name.startsWith('unsafe.')),
    );
    return isUsed ? [] : missing('no hooked call site');
  }
  const path = pathOf(word, there);
  const manifest = there.packages.get(path);
  const functions = there.linked?.get(path);
  if (manifest === undefined) {
    // A program may not say the path of its package main. That package may then be the one that was asked for.
    const isMain = functions === undefined && there.linked?.has('main') === true;
    if (there.linked === undefined || isMain) return missing(`package ${path} is ${UNREACHED}`);
    if (functions === undefined) return missing(`no function of package ${path} is linked into this binary`);
    return missing(unlinked(word, path, functions));
  }
  if (manifest.unobserved !== undefined) return missing(`package ${path} is not observed: ${manifest.unobserved}`);
  const isMeant = (name: string) =>
    word.shape === 'all' ? plainMethod(name).startsWith(`${word.text}.`) : plainMethod(name) === word.text;
  // The record lists all hooks of the package. Some may be of functions that the linker left out.
  if ([...there.operations].some(isMeant))
    return functions === undefined || word.shape === 'all' || [...functions].some(isMeant)
      ? []
      : missing(unlinked(word, path, functions));
  const skip = manifest.skipped.find(({ name }) => plainMethod(name) === word.text);
  return missing(skip?.reason ?? `package ${path} was built without a hook of that name`);
}

const among = (linked: Linked, isWithin: (path: string) => boolean): string =>
  [...linked.keys()].some(isWithin) ? UNUSED : UNLINKED;

/** How many functions of the package are named instead of one that is not linked. */
const SHOWN = 6;

/** Why a function is missing, and which of its package are linked: the program may use one of those instead. */
function unlinked({ shape, text }: Word, path: string, functions: ReadonlySet<string>): string {
  const isOne = shape === 'function';
  if (isOne && [...functions].some((name) => plainMethod(name) === text))
    return 'it is linked, but was built without a hook';
  // For each method of a value the compiler makes a method of the pointer too.
  const isMade = (name: string): boolean => functions.has(plainMethod(name)) && plainMethod(name) !== name;
  const like = isOne ? (/[^.]*$/.exec(text)?.[0].toLowerCase() ?? '') : '';
  const others = [...functions]
    .filter((name) => !isMade(name))
    .map((name) => name.slice(path.length + 1))
    .sort((a, b) => rankOf(a, like) - rankOf(b, like) || compare(a, b));
  const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : '';
  const what = isOne ? 'this function is' : 'no such function is';
  return `${what} ${isOne ? 'not ' : ''}linked into this binary; of package ${path} these are: ${others.slice(0, SHOWN).join(', ')}${more}`;
}

/** Exported functions come first, and among equals those that hold the name that was asked for. Lower is earlier. */
function rankOf(name: string, like: string): number {
  const [, receiver = 'T', own = ''] = /^(?:\(?\*?([^().]*)\)?\.)?(.*)$/.exec(name) ?? [];
  const isExported = [receiver, own].every((part) => /^\p{Lu}/u.test(part));
  return (isExported ? 0 : 2) + (like.length > 1 && own.toLowerCase().includes(like) ? 0 : 1);
}

/** The package of a word. The packages of the program decide where its path ends. */
function pathOf({ shape, text }: Word, there: There): string {
  const isPackage = there.packages.has(text) || there.linked?.has(text) === true;
  return shape === 'all' && isPackage ? text : packageOf(shape === 'all' ? `${text}.*` : text, there);
}

/** "net/http" of "net/http.Client.Do". A path may hold dots, so the packages of the program decide where it ends. */
function packageOf(word: string, { packages, linked }: There): string {
  const last = word.lastIndexOf('/') + 1;
  const dots = [...word.matchAll(/\./g)].map(({ index }) => index).filter((index) => index > last);
  const known = dots
    .map((dot) => word.slice(0, dot))
    .findLast((path) => packages.has(path) || linked?.has(path) === true);
  // Otherwise the shortest path is taken. But gopkg.in/yaml.v3.Unmarshal is not in gopkg.in/yaml.
  const guess = word.slice(last).replace(/^([^.]*(?:\.v\d+)?)\..*/s, '$1');
  return known ?? word.slice(0, last) + guess;
}
