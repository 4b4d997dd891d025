// Which words of a selection found nothing to observe in a binary, and why. Pure.
import type { Manifest } from '../binary/records.ts';
import type { GroupPackages } from './inspection.ts';

export interface Asked {
  /** The word: a group, a function, a pattern. */
  asked: string;
  /** The packages or operations of a group that are not there; empty for a name. */
  missing: readonly string[];
  reason: string;
}

/** @param words the selection's; those with a leading `-` exclude */
export function askedInVain(
  words: readonly string[],
  packages: readonly Manifest[],
  groups: GroupPackages,
): readonly Asked[] {
  const there: There = {
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

const UNREACHED = 'not part of this binary, or nothing that reaches it is';

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
  if (absent.length > 0) asked.push({ asked: word, missing: absent, reason: UNREACHED });
  if (unused.length > 0)
    asked.push({ asked: word, missing: unused, reason: 'no call site in what rto may hook of this binary' });
  return asked;
}

function missingName(word: string, there: There): Asked[] {
  if (word.endsWith('/...')) {
    const root = word.slice(0, -4);
    const within = [...there.packages.keys()].some((path) => path === root || path.startsWith(`${root}/`));
    return within ? [] : [{ asked: word, missing: [], reason: `its packages are ${UNREACHED}` }];
  }
  const path =
    word.endsWith('.*') && there.packages.has(word.slice(0, -2)) ? word.slice(0, -2) : packageOf(word, there.packages);
  const manifest = there.packages.get(path);
  if (word.startsWith('unsafe.')) {
    const isUsed = [...there.operations].some(
      (name) => name === word || (word === 'unsafe.*' && name.startsWith('unsafe.')),
    );
    return isUsed ? [] : [{ asked: word, missing: [], reason: 'no hooked call site' }];
  }
  if (manifest === undefined) return [{ asked: word, missing: [], reason: `package ${path} is ${UNREACHED}` }];
  if (manifest.unobserved !== undefined)
    return [{ asked: word, missing: [], reason: `package ${path} is not observed: ${manifest.unobserved}` }];
  const meant = plain(word);
  const isThere = (name: string) => (meant.endsWith('.*') ? name.startsWith(meant.slice(0, -1)) : name === meant);
  if ([...there.operations].some(isThere)) return [];
  const skip = manifest.skipped.find(({ name }) => plain(name) === plain(word));
  return [
    { asked: word, missing: [], reason: skip?.reason ?? `package ${path} was built without a hook of that name` },
  ];
}

/** "net/http" of "net/http.(*Client).Do" and of "net/http.Client.Do"; dots of a path are told by the packages there are. */
function packageOf(word: string, packages: There['packages']): string {
  const last = word.lastIndexOf('/') + 1;
  const dots = [...word.matchAll(/\./g)].map(({ index }) => index).filter((index) => index > last);
  const known = dots.map((dot) => word.slice(0, dot)).findLast((path) => packages.has(path));
  // Else the shortest, but gopkg.in/yaml.v3.Unmarshal is not of gopkg.in/yaml.
  const guess = word.slice(last).replace(/^([^.]*(?:\.v\d+)?)\..*/s, '$1');
  return known ?? word.slice(0, last) + guess;
}
