// The Go tests of wrappers/, run by an instrumented toolchain: rto needs no Go of the host's.
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { type Result, rto } from './rto.ts';

const WRAPPERS = join(ROOT, 'wrappers');

// wrappers/runtime is left out: its files compile inside package runtime alone.
const PACKAGES = ['./compile', './install', './operations', './rewrite', './selection'];

/** Runs a command in wrappers/ with instrumented Go of that request, observing nothing. */
export const inWrappers = (request: string, command: readonly string[]): Promise<Result> =>
  rto(['exec', '--observe', 'none', request, '--', ...command], { cwd: WRAPPERS });

/** Runs the tests of the stand-in, the installer and their libraries. */
export const goTests = (request: string): Promise<Result> => inWrappers(request, ['go', 'test', ...PACKAGES]);

/** Runs go vet on them. */
export const goVet = (request: string): Promise<Result> => inWrappers(request, ['go', 'vet', ...PACKAGES]);
