// Checks, before a toolchain is made, whether there is anything to build. It refuses only what go would refuse.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { goSettings } from '../observe/gocommand.ts';
import { statOf } from '../stat.ts';
import { compare } from '../text/order.ts';
import { findProject } from '../version/gomod.ts';

export interface Wanted {
  /** Go files, folders, import paths. An empty list means the current folder. */
  packages: readonly string[];
  /** Flags of go that stand before the packages. */
  flags: readonly string[];
  /** The folder in which go is run, absolute. */
  cwd: string;
  env: Environment;
  /** Whether the packages are those of `rto run`: one package, or files. A folder then needs no ./ in front. */
  one?: boolean;
}

/**
 * Refuses packages that cannot be built.
 * @throws RTO_FILE_MISSING for a Go file or a folder that does not exist, RTO_NO_GO_FILES for a folder without any,
 *   RTO_NO_MODULE for one that no go.mod governs, RTO_NO_VERSION for an import path where there is no module
 */
export function checkPackages({ packages, flags, cwd, env, one = false }: Wanted): void {
  const settings = goSettings(env);
  // An overlay may bring files that do not exist. GOPATH needs no go.mod.
  const given = [...flags, ...(settings('GOFLAGS')?.value.split(/\s+/) ?? [])];
  if (given.some((flag) => /^['"]?--?overlay/.test(flag))) return;
  const needsModule = !['off', 'auto'].includes(settings('GO111MODULE')?.value ?? '');
  for (const word of packages.length > 0 ? packages : ['.']) {
    if (word.endsWith('.go')) checkFile(word, cwd);
    else if (isLocal(word) || (one && isFolder(resolve(cwd, word))))
      checkFolder(word, cwd, needsModule ? env : undefined);
    else if (one && needsModule) checkImport(word, cwd, env);
  }
}

/** Whether a word is a path on this disk, not an import path. */
const isLocal = (word: string): boolean => /^(?:\.{0,2}\/|\.{1,2}$)/.test(word);

const isFolder = (path: string): boolean => statOf(path)?.isDirectory() ?? false;

function checkFile(word: string, cwd: string): void {
  const file = resolve(cwd, word);
  if (!existsSync(file)) throw missing(file, cwd, 'file');
}

/** @param env tells GOWORK; undefined where no module is needed */
function checkFolder(word: string, cwd: string, env: Environment | undefined): void {
  // "./..." and "./cmd/..." mean what is below a folder, and go knows more of that.
  const tree = word.indexOf('...');
  const folder = resolve(cwd, tree < 0 ? word : word.slice(0, word.lastIndexOf('/', tree) + 1));
  if (!existsSync(folder)) throw missing(folder, cwd, 'folder');
  if (tree < 0 && isFolder(folder) && !readdirSync(folder).some((name) => name.endsWith('.go'))) {
    throw new RtoError('RTO_NO_GO_FILES', `there are no Go files in ${folder}`, {
      facts: near(folder, cwd),
      try: 'name the folder of a package main, as in: rto run ./cmd/NAME',
    });
  }
  if (env !== undefined && findProject(folder, { ...env }) === undefined) {
    throw new RtoError('RTO_NO_MODULE', `neither ${folder} nor a folder above it has a go.mod`, {
      facts: { 'without one': 'Go files can be built by their names: rto run main.go' },
      try: 'go mod init NAME, or name a folder of a module',
    });
  }
}

/** Checks a word that is not a path. It is path@version, an import path, or a slip. */
function checkImport(word: string, cwd: string, env: Environment): void {
  if (word.includes('@')) return;
  const [first = ''] = word.split('/');
  const project = findProject(cwd, { ...env });
  if (first.includes('.')) {
    if (project !== undefined) return;
    throw new RtoError('RTO_NO_VERSION', `${word} is of no module here, and has no version`, {
      try: `rto run ${word}@latest`,
    });
  }
  // The first element has no dot. If a go.mod or a go.work names it, go knows better.
  const named = new RegExp(`(?:^|[\\s"(])${first.replace(/[^\w-]/g, '\\$&')}(?:[/\\s")]|$)`, 'm');
  if (project !== undefined && named.test(readFileSync(project, 'utf8'))) return;
  // The standard library has programs such as cmd/gofmt. All of them are below cmd.
  const path = resolve(cwd, word);
  const beside = isFolder(dirname(path)) ? readdirSync(dirname(path)) : [];
  if (!word.startsWith('cmd/') || beside.some((name) => differences(name, basename(path)) <= 2))
    throw missing(path, cwd, 'folder');
}

/** The number of letters to change, add or drop to turn one name into the other (Levenshtein). */
function differences(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= b.length; at++) {
      const same = letter === b[at - 1] ? 0 : 1;
      next.push(Math.min((next[at - 1] ?? 0) + 1, (row[at] ?? 0) + 1, (row[at - 1] ?? 0) + same));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function missing(path: string, cwd: string, what: 'file' | 'folder'): RtoError {
  return new RtoError('RTO_FILE_MISSING', `there is no ${what} ${path}`, {
    facts: near(path, cwd),
    try: 'look at the name: nothing was installed or built',
  });
}

const SHOWN = 8;

/** A fact with names: those beside a path that does not exist, or those in a folder without Go files. */
function near(path: string, cwd: string): Record<string, string> {
  const folder = existsSync(path) ? path : dirname(path);
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() || entry.name.endsWith('.go')) && !/^[._]/.test(entry.name))
    .map(({ name }) => name)
    .sort((a, b) => differences(a, basename(path)) - differences(b, basename(path)) || compare(a, b))
    .slice(0, SHOWN);
  return names.length === 0 ? {} : { [`in ${relative(cwd, folder) || '.'}`]: names.join(', ') };
}

/**
 * The packages among the words of go build or go test.
 * @param takesNext whether a flag takes the next word as its value; undefined for an unknown flag
 * @returns undefined where an unknown flag hides where the packages begin
 */
export function packagesAmong(
  words: readonly string[],
  takesNext: (flag: string) => boolean | undefined,
): string[] | undefined {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (!/^-./.test(word)) break;
    const takes = takesNext(word);
    // The flag is unknown. The next word may be its value.
    if (takes === undefined) return undefined;
    at += takes ? 2 : 1;
  }
  const rest = words.slice(at);
  const end = rest.findIndex((word) => word.startsWith('-'));
  return end < 0 ? rest : rest.slice(0, end);
}
