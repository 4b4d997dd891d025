// By what program `rto run` starts a program that it has built: none, that of -exec, or go_GOOS_GOARCH_exec, as go run does.
import { basename } from 'node:path';
import { splitFlagValue } from '../cli/goflags.ts';
import { EXIT, RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { findCommand, foreignProgram, refusalOf } from '../process/startable.ts';
import { hostPlatform } from '../version/platform.ts';

/** The words of -exec; none where it was not given. Throws RTO_EXEC. */
export function readExec(value: string | undefined): string[] {
  if (value === undefined) return [];
  const words = splitFlagValue(value);
  if (words !== undefined && words.length > 0) return words;
  throw new RtoError('RTO_EXEC', `-exec ${JSON.stringify(value)} names no program`, {
    try: "rto run -exec 'qemu-aarch64 -cpu max' PACKAGE",
    exit: EXIT.usage,
  });
}

export interface Built {
  /** The program's file. */
  program: string;
  /** What `go version -m` says of it; nothing of WebAssembly. */
  about: string;
}

/**
 * The words that come before the program's own.
 * @param env that of the build
 * @throws RTO_PROGRAM_FOREIGN where it was built for another system and nothing runs it
 */
export function startedBy(
  { program, about }: Built,
  env: Environment,
  through: readonly string[],
  cwd: string,
): readonly string[] {
  if (through.length > 0) return through;
  const [os, arch] = ['GOOS', 'GOARCH'].map(
    (name) => new RegExp(`^\\tbuild\\t${name}=(.+)$`, 'm').exec(about)?.[1] ?? env[name],
  );
  const here = hostPlatform().replace('-', '/');
  if (os === undefined || arch === undefined || `${os}/${arch}` === here) return [];
  const known = `go_${os}_${arch}_exec`;
  if (findCommand(known, env, cwd) !== undefined) return [known];
  // A processor may run the programs of another: amd64 those of 386.
  if (here.startsWith(`${os}/`) && refusalOf(program) === undefined) return [];
  throw foreignProgram(`cannot start ${basename(program)}: it was built for ${os}/${arch}, and this is ${here}`);
}
