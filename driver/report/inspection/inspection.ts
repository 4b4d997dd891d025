// What a binary's records say: what was asked for, what is hooked, and what observes nothing. Pure.
import type { BinaryRecords } from '../../binary/read.ts';
import type { Manifest, Stamp } from '../../binary/records.ts';
import { groupNames, groupOf } from '../../operations/grouping.ts';
import type { OperationGroup } from '../../operations/groups.ts';
import { compare } from '../../text/order.ts';
import { type Asked, askedInVain, type GroupPackages } from './asked.ts';
import type { Linked } from './linked.ts';

/** The part of a package that belongs to one group. */
export interface HookedPackage {
  package: string;
  /** Names of hooked functions: "crypto/sha256.Sum256". */
  functions: readonly string[];
  /** Operation, such as "unsafe.Slice" -> number of hooked call sites. */
  sites: Readonly<Record<string, number>>;
}

/** A group, with the numbers of its hooked functions and call sites. */
export interface HookedGroup {
  group: string;
  functions: number;
  sites: number;
  packages: HookedPackage[];
}

/** The value of the report, as --json prints it. */
export interface Inspection {
  schema: 1;
  file: string;
  /** "ELF", …; null where the file is not a program. */
  format: string | null;
  instrumented: boolean;
  /** null where the file holds only compiled packages, or several programs. */
  stamp: Stamp | null;
  /** The stamps of a file that holds several programs, else empty. Their packages cannot be told apart. */
  programs: readonly Stamp[];
  hooked: HookedGroup[];
  /** The words of the selection that observe nothing in this binary, or not all that they name. */
  notFound: readonly Asked[];
  skipped: readonly { package: string; name: string; reason: string }[];
  /** Packages that were compiled without hooks though some were asked for. */
  unobserved: readonly { package: string; reason: string }[];
  /** Number of records that cannot be read. */
  damaged: number;
  /** Number of records that a newer rto wrote. */
  unknown: number;
}

/**
 * Makes the value of the report. Packages are in the order of their paths.
 * @param file path of the binary, as the user named it
 * @param groups those of this rto; another rto, whose groups differ a little, may have built the binary
 * @param linked the binary's functions; undefined where they cannot be read
 */
export function inspectRecords(
  file: string,
  records: BinaryRecords,
  groups: readonly OperationGroup[],
  linked?: Linked,
): Inspection {
  const packages = [...records.packages].sort((a, b) => compare(a.package, b.package));
  const [stamp, ...others] = records.stamps;
  const asked = [...new Set(records.stamps.flatMap(({ observe }) => observe.split(',')))].filter((word) => word !== '');
  return {
    schema: 1,
    file,
    format: records.format ?? null,
    instrumented: records.stamps.length + packages.length > 0,
    stamp: others.length === 0 ? (stamp ?? null) : null,
    programs: others.length === 0 ? [] : records.stamps,
    hooked: hookedGroups(packages, groups),
    notFound: askedInVain(asked, packages, ofGo(stamp?.toolchain.go, groups), linked),
    skipped: packages.flatMap((one) => one.skipped.map((skip) => ({ package: one.package, ...skip }))),
    unobserved: packages.flatMap((one) =>
      one.unobserved === undefined ? [] : [{ package: one.package, reason: one.unobserved }],
    ),
    damaged: records.damaged,
    unknown: records.unknown,
  };
}

/** The groups without the operations that a Go release does not have yet. */
function ofGo(go: string | undefined, groups: readonly OperationGroup[]): GroupPackages {
  const minor = minorOf(go ?? '');
  const has = ({ since }: { since?: string | undefined }) => since === undefined || !(minorOf(since) > minor);
  return new Map(groups.map(({ name, operations }) => [name, operations.filter(has)]));
}

/** 24 of "1.24.13"; NaN where the text is not a release. */
const minorOf = (version: string): number => Number(/^1\.(\d+)/.exec(version)?.[1]);

function hookedGroups(packages: readonly Manifest[], groups: readonly OperationGroup[]): HookedGroup[] {
  const hooked = groupNames(groups).map((group): HookedGroup => {
    const isOf = (name: string) => groupOf(name, groups) === group;
    const own = packages.flatMap((one) => partOf(one, isOf) ?? []);
    return {
      group,
      functions: own.reduce((sum, one) => sum + one.functions.length, 0),
      sites: own.reduce((sum, one) => sum + total(one), 0),
      packages: own,
    };
  });
  return hooked.filter(({ packages }) => packages.length > 0);
}

/** The part of a package that belongs to a group; undefined where it is empty. */
function partOf(manifest: Manifest, isOf: (name: string) => boolean): HookedPackage | undefined {
  const functions = manifest.hooked.filter(isOf);
  const sites = [...manifest.sites].filter(([name]) => isOf(name));
  if (functions.length + sites.length === 0) return undefined;
  return { package: manifest.package, functions, sites: Object.fromEntries(sites) };
}

const total = ({ sites }: HookedPackage): number => Object.values(sites).reduce((sum, count) => sum + count, 0);
