// Go's version names, and their order by way of semver.
import compare from 'semver/functions/compare.js';
import type { Platform } from './platform.ts';

export interface GoVersion {
  minor: number;
  kind: 'beta' | 'rc' | 'release';
  /** Patch number of a release, else the number of the beta or release candidate. */
  number: number;
  /** "1.23" */
  series: string;
  /** Go's own name: "1.20" (the first of 1.20), "1.21.0" (the first of 1.21), "1.23.4", "1.23rc1". */
  name: string;
  /** False where only a series was written: "1.23". */
  explicit: boolean;
}

const FORM = /^(?:go)?1\.(0|[1-9]\d{0,5})(?:\.(0|[1-9]\d{0,5})|(beta|rc)([1-9]\d{0,5}))?$/;

/** Reads "1.23", "1.23.4", "1.23rc1", each with or without "go" before it; undefined for anything else. */
export function parseGoVersion(text: string): GoVersion | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, minorText, patch, pre, preNumber] = match;
  const minor = Number(minorText);
  const series = `1.${minor}`;
  const kind = pre === 'beta' || pre === 'rc' ? pre : 'release';
  const number = Number(patch ?? preNumber ?? 0);
  return { minor, kind, number, series, name: nameOf(series, kind, number), explicit: (patch ?? pre) !== undefined };
}

/**
 * Reads a name that stands for one release and never for a series: a catalog key, a VERSION file.
 * There "1.20" is the first release of 1.20, and "1.21" is nothing: that release is called "1.21.0".
 */
export function parseReleaseName(text: string): GoVersion | undefined {
  const version = parseGoVersion(text);
  return version?.name === text.replace(/^go/, '') ? { ...version, explicit: true } : undefined;
}

/** The release with this number: release(20, 0) is "1.20", release(21, 0) is "1.21.0". */
export function goVersion(minor: number, kind: GoVersion['kind'], number: number): GoVersion {
  const series = `1.${minor}`;
  return { minor, kind, number, series, name: nameOf(series, kind, number), explicit: true };
}

/** The minor as a whole: goSeries(23) is what "1.23" reads as. */
export function goSeries(minor: number): GoVersion {
  return { ...goVersion(minor, 'release', 0), explicit: false };
}

function nameOf(series: string, kind: GoVersion['kind'], number: number): string {
  if (kind !== 'release') return `${series}${kind}${number}`;
  // Until 1.20 a first release had no third number (https://go.dev/doc/toolchain#version).
  return number === 0 && Number(series.slice(2)) <= 20 ? series : `${series}.${number}`;
}

/** "1.23.4", or "1.23.0-rc.1": the dot makes semver compare the 1 as a number, so that rc2 < rc10. */
export function toSemver(version: GoVersion): string {
  return version.kind === 'release'
    ? `${version.series}.${version.number}`
    : `${version.series}.0-${version.kind}.${version.number}`;
}

/** Negative, 0 or positive, for sort(). A series counts as its first release. */
export function compareGoVersions(a: GoVersion, b: GoVersion): number {
  return compare(toSemver(a), toSemver(b));
}

/** Version of the module golang.org/toolchain that holds this release: "v0.0.1-go1.23.12.linux-amd64". */
export function moduleVersion(name: string, platform: Platform): string {
  return `v0.0.1-go${name}.${platform}`;
}
