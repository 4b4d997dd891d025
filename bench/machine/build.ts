// Builds the Go programs of bench/programs, one binary for each toolchain and list of what is observed.
import { join } from 'node:path';
import { capture } from '../../driver/process/command.ts';
import type { Toolchain } from '../core/subject.ts';
import { ROOT } from './root.ts';

export const PROGRAMS = join(ROOT, 'bench', 'programs');

/**
 * Builds ./<program> of bench/programs as `output`. Throws what the compiler said.
 * @param observe the list of what is observed, or 'none'
 */
export async function buildProgram(
  program: string,
  output: string,
  toolchain: Toolchain,
  observe: string,
): Promise<void> {
  await capture(join(toolchain.goroot, 'bin', 'go'), ['build', '-o', output, `./${program}`], {
    cwd: PROGRAMS,
    env: { ...toolchain.env, GO_INSTRUMENT: observe },
  });
}
