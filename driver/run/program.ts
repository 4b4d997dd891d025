// Plans the build of `rto run`: one go command, made of the command line, whose result is a single executable.
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EXIT, RtoError } from '../errors.ts';
import type { Changes } from '../observe/environment.ts';
import { statOf } from '../stat.ts';

/** The build of a program. */
export interface ProgramPlan {
  /** The folder in which go is run, absolute. The project's go.mod is looked for from there. */
  folder: string;
  /** The folder of the Go files, absolute. undefined where the program is not a list of files. */
  files?: string;
  /**
   * The command for go.
   * @param output the folder for the executable, absolute
   * @returns its arguments and the changes of the environment
   */
  go(output: string): { args: string[]; changes: Changes };
}

/**
 * Plans the build of a program.
 * @param words as `go run` takes them: a folder (of this module or another), Go files, an import path, or path@version;
 *   without a word, the current folder
 * @param cwd absolute
 * @param flags flags of go build
 */
export function planProgram(words: readonly string[], cwd: string, flags: readonly string[] = []): ProgramPlan {
  const [first = '.'] = words;
  if (words.length > 0 && words.every((word) => word.endsWith('.go')))
    return { ...build(cwd, flags, words), files: dirname(resolve(cwd, first)) };
  const folder = resolve(cwd, first);
  if (isFolder(folder)) return build(folder, flags, ['.']);
  // go build does not take path@version. go install does, outside of any module.
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

// Values of -buildmode whose result can be started.
const STARTABLE = ['exe', 'pie', 'default'];

/**
 * Refuses flags of go build that leave nothing to run.
 * @param of gives the last value of a flag, named without dashes; undefined where the flag is not given
 * @throws RTO_NO_EXECUTABLE where the build makes something else than a program, or makes nothing
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

/**
 * Path of the executable that go has put into `output`.
 * @throws RTO_NOT_A_PROGRAM unless there is exactly one file
 */
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
