// Which words of a selection found nothing to observe in a binary, and why. Pure.
import type { Manifest } from '../binary/records.ts';
import type { GroupPackages } from './inspection.ts';
import type { Linked } from './linked.ts';
import { UNSAFE } from './unsafe.ts';

export interface Asked {
  /** The word: a group, a function, a pattern. */
  asked: string;
  /** The packages or operations of a group that are not there; empty for a name. */
  missing: readonly string[];
  reason: string;
}

/**
 * @param words the selection's; those with a leading `-` exclude
 * @param packages those of which a hooked function is linked
 * @param linked all linked functions, where the program's table of them could be read
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
    operations: new Set(packages.flatMap((one) => [...one.hooked.map(plain), ...one.sites.keys()])),
  };
  const excluded = words.flatMap((word) => (word.startsWith('-') ? [word.slice(1)] : []));
  return words.flatMap((word) => {
    if (word.startsWith('-')) return [];
    const group = groups.get(word)?.filter((it) => !excluded.some((one) => covers(one, it, groups)));
    if (group !== undefined) return missingOfGroup(word, group, there);
    return isNamed(word) ? missingName(word, there) : missingGroup(word);
  });
}

interface There {
  linked: Linked | undefined;
  packages: ReadonlyMap<string, Manifest>;
  operations: ReadonlySet<string>;
}

/** Whether a word of a selection means an operation. */
function covers(word: string, operation: { package: string; name: string }, groups: GroupPackages): boolean {
  const { package: path, name } = operation;
  if (word.endsWith('/...')) return path === word.slice(0, -4) || path.startsWith(word.slice(0, -3));
  if (word.endsWith('.*')) return path === word.slice(0, -2) || `${path}.${name}`.startsWith(plain(word.slice(0, -1)));
  const group = groups.get(word);
  return group === undefined
    ? plain(word) === `${path}.${name}`
    : group.some((it) => it.package === path && it.name === name);
}

// A package has a record only where a function of it with a hook is linked.
const UNREACHED = 'not linked into this binary, or none of the functions to be observed is';
const UNLINKED = 'not linked into this binary';
const UNUSED = 'linked, but none of the functions to be observed is';

/** "net/http.(*Client).Do" -> "net/http.Client.Do". */
const plain = (name: string): string => name.replace(/\(\*?([^()]*)\)/, '$1');

const isNamed = (word: string): boolean => /[./]/.test(word);

/** A group that this rto does not have: of another version, so nothing can be said of its packages. */
const missingGroup = (word: string): Asked[] => [
  { asked: word, missing: [], reason: 'a group that this rto does not know' },
];

function missingOfGroup(word: string, group: readonly { package: string; name: string }[], there: There): Asked[] {
  // Builtins have call sites in other packages and no package of their own.
  const builtins = group.filter((it) => it.package === 'unsafe').map((it) => `unsafe.${it.name}`);
  const unused = builtins.filter((name) => !there.operations.has(name));
  const own = new Set(group.filter((it) => it.package !== 'unsafe').map((it) => it.package));
  const absent = [...own].filter((path) => !there.packages.has(path)).sort();
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

function missingName(word: string, there: There): Asked[] {
  const missing = (reason: string): Asked[] => [{ asked: word, missing: [], reason }];
  if (word.endsWith('/...')) {
    const root = word.slice(0, -4);
    const isWithin = (path: string) => path === root || path.startsWith(`${root}/`);
    if ([...there.packages.keys()].some(isWithin)) return [];
    return missing(`its packages are ${there.linked === undefined ? UNREACHED : among(there.linked, isWithin)}`);
  }
  if (word.startsWith('unsafe.')) {
    const isUsed = [...there.operations].some(
      (name) => name === word || (word === 'unsafe.*' && name.startsWith('unsafe.')),
    );
    return isUsed ? [] : missing('no hooked call site');
  }
  const path = pathOf(word, there);
  const manifest = there.packages.get(path);
  const functions = there.linked?.get(path);
  if (manifest === undefined) {
    // Where the program does not say the path of its package main, that may be the one that was asked for.
    const isMain = functions === undefined && there.linked?.has('main') === true;
    if (there.linked === undefined || isMain) return missing(`package ${path} is ${UNREACHED}`);
    if (functions === undefined) return missing(`no function of package ${path} is linked into this binary`);
    return missing(unlinked(word, path, functions));
  }
  if (manifest.unobserved !== undefined) return missing(`package ${path} is not observed: ${manifest.unobserved}`);
  const meant = plain(word);
  const isMeant = (name: string) =>
    meant.endsWith('.*') ? plain(name).startsWith(meant.slice(0, -1)) : plain(name) === meant;
  // The record lists all hooks of the package, also those of functions that the linker left out.
  if ([...there.operations].some(isMeant))
    return functions === undefined || meant.endsWith('.*') || [...functions].some(isMeant)
      ? []
      : missing(unlinked(word, path, functions));
  const skip = manifest.skipped.find(({ name }) => plain(name) === plain(word));
  return missing(skip?.reason ?? `package ${path} was built without a hook of that name`);
}

const among = (linked: Linked, isWithin: (path: string) => boolean): string =>
  [...linked.keys()].some(isWithin) ? UNUSED : UNLINKED;

/** Functions of the package that are named in the place of one that is not linked. */
const SHOWN = 6;

/** Why a function of a package is not there, with those that are: the program may do the same by another one. */
function unlinked(word: string, path: string, functions: ReadonlySet<string>): string {
  const isOne = !word.endsWith('.*');
  if (isOne && [...functions].some((name) => plain(name) === plain(word)))
    return 'it is linked, but was built without a hook';
  // Of a method of values the compiler makes one of pointers, too.
  const isMade = (name: string): boolean => functions.has(plain(name)) && plain(name) !== name;
  const like = /[^.]*$/.exec(plain(word))?.[0].toLowerCase() ?? '';
  const others = [...functions]
    .filter((name) => !isMade(name))
    .map((name) => name.slice(path.length + 1))
    .sort((a, b) => rankOf(a, like) - rankOf(b, like) || (a < b ? -1 : a > b ? 1 : 0));
  const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : '';
  const what = isOne ? 'this function is' : 'no such function is';
  return `${what} ${isOne ? 'not ' : ''}linked into this binary; of package ${path} these are: ${others.slice(0, SHOWN).join(', ')}${more}`;
}

/** Those with the name that was asked for first, then exported ones: "(*Cmd).Start" before "(*Cmd).argv". */
function rankOf(name: string, like: string): number {
  const [, receiver = 'T', own = ''] = /^(?:\(?\*?([^().]*)\)?\.)?(.*)$/.exec(name) ?? [];
  const isExported = [receiver, own].every((part) => /^\p{Lu}/u.test(part));
  return (isExported ? 0 : 2) + (like.length > 1 && own.toLowerCase().includes(like) ? 0 : 1);
}

/** The package of a word, as the packages that there are tell it. */
function pathOf(word: string, there: There): string {
  const whole = word.slice(0, -2);
  const isPackage = there.packages.has(whole) || there.linked?.has(whole) === true;
  return word.endsWith('.*') && isPackage ? whole : packageOf(word, there);
}

/** "net/http" of "net/http.(*Client).Do" and of "net/http.Client.Do"; dots of a path are told by the packages there are. */
function packageOf(word: string, { packages, linked }: There): string {
  const last = word.lastIndexOf('/') + 1;
  const dots = [...word.matchAll(/\./g)].map(({ index }) => index).filter((index) => index > last);
  const known = dots
    .map((dot) => word.slice(0, dot))
    .findLast((path) => packages.has(path) || linked?.has(path) === true);
  // Else the shortest, but gopkg.in/yaml.v3.Unmarshal is not of gopkg.in/yaml.
  const guess = word.slice(last).replace(/^([^.]*(?:\.v\d+)?)\..*/s, '$1');
  return known ?? word.slice(0, last) + guess;
}
