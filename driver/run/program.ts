// What `rto run` builds: the words of its command line as one go command whose result is a single executable.
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EXIT, RtoError } from '../errors.ts';
import type { Changes } from '../observe/environment.ts';
import { statOf } from '../stat.ts';

export interface ProgramPlan {
  /** Where go is run, and where the project's go.mod is looked for; absolute. */
  folder: string;
  /** The folder of the Go files, where the program is a list of files; absolute. */
  files?: string;
  /** What of go's arguments depends on the folder the executable is to be put into. */
  go(output: string): { args: string[]; changes: Changes };
}

/**
 * A folder (of this module or another), Go files, an import path, or path@version, as `go run` takes them; the
 * current folder where there is no word.
 * @param flags of go build
 */
export function planProgram(words: readonly string[], cwd: string, flags: readonly string[] = []): ProgramPlan {
  const [first = '.'] = words;
  if (words.length > 0 && words.every((word) => word.endsWith('.go')))
    return { ...build(cwd, flags, words), files: dirname(resolve(cwd, first)) };
  const folder = resolve(cwd, first);
  if (isFolder(folder)) return build(folder, flags, ['.']);
  // go build does not take path@version; go install does, outside of any module.
  if (first.includes('@'))
    return {
      folder: cwd,
      go: (output) => ({ args: ['install', ...flags, first], changes: { GOBIN: output } }),
    };
  return build(cwd, flags, [first]);
}

function build(folder: string, flags: readonly string[], packages: readonly string[]): ProgramPlan {
  // The slash at the end lets go choose the name, as it does for `go build` alone.
  return {
    folder,
    go: (output) => ({ args: ['build', ...flags, '-o', `${output}/`, ...packages], changes: { PWD: folder } }),
  };
}

// -buildmode of what can be started.
const STARTABLE = ['exe', 'pie', 'default'];

/**
 * What flags of go build say of whether there is something to run.
 * @param of the last value of a flag; undefined where it is not given
 * @throws RTO_NO_EXECUTABLE where what they make is no program, or nothing is made
 */
export function checkMakesProgram(of: (flag: string) => string | undefined): void {
  const mode = of('buildmode');
  const refuse = (message: string, flag: string) =>
    new RtoError('RTO_NO_EXECUTABLE', message, {
      try: `rto build ${flag} PACKAGE, which runs nothing`,
      exit: EXIT.usage,
    });
  if (mode !== undefined && !STARTABLE.includes(mode))
    throw refuse(`what -buildmode=${mode} makes is no program`, `-buildmode=${mode}`);
  const dry = of('n');
  if (dry !== undefined && !/^(?:0|f|false)$/i.test(dry))
    throw refuse('nothing would be built to run: -n prints commands and runs none', '-n');
}

/** The executable that go has put into `output`. Throws RTO_NOT_A_PROGRAM unless there is exactly one. */
export function builtProgram(output: string): string {
  const names = readdirSync(output).sort();
  const [only] = names;
  if (only !== undefined && names.length === 1) return join(output, only);
  throw new RtoError('RTO_NOT_A_PROGRAM', 'that is not one program', {
    facts: { built: names.length > 0 ? names.join(', ') : 'nothing: there is no package main' },
    try: 'rto run ./cmd/NAME',
  });
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}
