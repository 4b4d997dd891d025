// Finds the go.work or go.mod that governs a folder, and reads which Go it asks for.
import { isAbsolute, join } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { statOf } from '../stat.ts';
import { compareGoVersions, type GoVersion, goSeries, parseGoVersion } from './goversion.ts';
import { projectFolders, readSettings } from './settingsfile.ts';

export interface Line {
  /** From 1. */
  line: number;
  /** The line without its comment: "go 1.21". */
  text: string;
}

export interface ProjectFile {
  file: string;
  kind: 'go.mod' | 'go.work';
  go: (Line & { version: GoVersion }) | undefined;
  /** No version where the line says "default"; `suffix` is what was dropped from go1.21.9-acme. */
  toolchain: (Line & { version: GoVersion | undefined; suffix: string }) | undefined;
  /** The line that only newer Go can read at all, and from which series on. */
  needs: (Line & { version: GoVersion; what: string }) | undefined;
}

/**
 * The file that governs `folder`, as cmd/go finds it: GOWORK, else the nearest go.work upward (unless GOWORK=off),
 * else the nearest go.mod upward; not above the repository, nor in a folder of everybody's. Throws RTO_PROJECT where GOWORK is not an absolute path.
 */
export function findProject(folder: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const gowork = env['GOWORK'] ?? '';
  const named = gowork !== '' && gowork !== 'auto' && gowork !== 'off';
  if (named && !isAbsolute(gowork)) throw badProject('GOWORK', gowork, 'it is not an absolute path');
  // A file that GOWORK names and `go work init` has yet to make counts for nothing, as in cmd/go.
  if (named && isFile(gowork)) return gowork;
  const work = gowork === 'off' || named ? undefined : nearest('go.work', folder);
  return work ?? nearest('go.mod', folder);
}

function nearest(name: string, folder: string): string | undefined {
  for (const at of projectFolders(folder)) {
    const file = join(at, name);
    if (isFile(file)) return file;
  }
  return undefined;
}

const isFile = (path: string): boolean => statOf(path)?.isFile() ?? false;

/** Bytes; far above any go.mod. */
const LARGEST = 4_000_000;

/** Reads a go.mod or go.work (any name that ends in .work). Throws RTO_PROJECT, RTO_SETTINGS_FOREIGN. */
export function readProject(file: string): ProjectFile {
  let text: string;
  try {
    text = readSettings(file, LARGEST);
  } catch (cause) {
    if (cause instanceof RtoError) throw cause;
    throw badProject(file, undefined, messageOf(cause), cause);
  }
  return parseProject(text, file);
}

function badProject(file: string, entry: string | undefined, why: string, cause?: unknown): RtoError {
  return new RtoError('RTO_PROJECT', `cannot tell which Go ${file} asks for: ${why}`, {
    facts: entry === undefined ? {} : { entry },
    try: 'name a version, as in: rto shell stable',
    cause,
  });
}

// Main-module directives that an older Go refuses as unknown, whatever the go line says.
const SINCE: Readonly<Record<string, number>> = { toolchain: 21, godebug: 23, tool: 24, ignore: 25 };

/** Reads the text of a go.mod or go.work (https://go.dev/ref/mod#go-mod-file). Throws RTO_PROJECT naming file and line. */
export function parseProject(text: string, file: string): ProjectFile {
  const found: ProjectFile = {
    file,
    kind: file.endsWith('.work') ? 'go.work' : 'go.mod',
    go: undefined,
    toolchain: undefined,
    needs: undefined,
  };
  let inBlock = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const shown = raw.replace(/\/\/.*/, '').trim();
    const [verb = '', value = '', ...more] = shown.split(/[ \t\r(]+/);
    if (inBlock) {
      inBlock = shown !== ')';
      continue;
    }
    inBlock = shown.endsWith('(');
    const refuse = (why: string) => badProject(file, `line ${line}: ${shown}`, why);
    if (verb === 'go' || verb === 'toolchain') {
      if (found[verb]) throw refuse(`it has a second ${verb} line`);
      if (value === '' || more.length) throw refuse(`its ${verb} line does not name one version`);
    }
    if (verb === 'go') {
      const version = value.startsWith('go') ? undefined : parseGoVersion(value);
      if (!version) throw refuse('its go line is not a Go version, as 1.23 or 1.23.4');
      found.go = { line, text: shown, version };
      if (version.explicit) need(found, 21, { line, text: shown }, `a go line with more than two numbers`);
    } else if (verb === 'toolchain') {
      found.toolchain = { line, text: shown, ...toolchain(value, refuse) };
    }
    const since = Object.hasOwn(SINCE, verb) ? SINCE[verb] : undefined;
    if (since !== undefined) need(found, since, { line, text: shown }, `a ${verb} line`);
  }
  return found;
}

function toolchain(value: string, refuse: (why: string) => RtoError) {
  if (value === 'default') return { version: undefined, suffix: '' };
  // Vendors add a suffix to the Go they built from; rto makes its own from that same Go.
  const [name = '', suffix = ''] = value.split(/(-.*)/);
  const version = name.startsWith('go') ? parseGoVersion(name) : undefined;
  if (!version) throw refuse('its toolchain line is not a Go toolchain, as go1.23.4 or default');
  return { version, suffix };
}

function need(found: ProjectFile, minor: number, line: Line, what: string): void {
  const version = goSeries(minor);
  if (!found.needs || compareGoVersions(version, found.needs.version) > 0) found.needs = { ...line, version, what };
}
