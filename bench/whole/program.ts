// The programs that are built whole: cmd/go of each Go, and the large program of others in bench/programs/large.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Toolchain } from '../core/subject.ts';
import { PROGRAMS } from '../machine/build.ts';

export interface WholeProgram {
  /** 'cmd/go 1.24' */
  id: string;
  /** The request for the toolchains that build it. */
  go: string;
  about: string;
  /** Where go build runs, and what it builds. */
  folder(toolchain: Toolchain): string;
  package: string;
  /** Whether it needs modules that may have to be fetched. */
  modules: boolean;
  /** A file of package main, to which an edit is appended. */
  main(toolchain: Toolchain): string;
  /** Arguments with which it starts and ends at once. */
  start: readonly string[];
  /** Arguments with which it serves until it is ended, after a line on standard output; absent where it does not. */
  serve?: readonly string[];
}

/** cmd/go, built from the sources of the toolchain that builds it. */
export const goCommand = (series: string): WholeProgram => ({
  id: `cmd/go ${series}`,
  go: series,
  about: `cmd/go of Go ${series}`,
  folder: ({ goroot }) => join(goroot, 'src', 'cmd'),
  package: 'cmd/go',
  modules: false, // vendored
  main: ({ goroot }) => join(goroot, 'src', 'cmd', 'go', 'main.go'),
  start: ['version'],
});

const LARGE = join(PROGRAMS, 'large');

/** @param series the Go that builds it */
export function largeProgram(series: string): WholeProgram {
  const name = /^require (\S+ v\S+)$/m.exec(readFileSync(join(LARGE, 'go.mod'), 'utf8'))?.[1];
  if (name === undefined) throw new Error(`${LARGE}/go.mod requires no module on a line of its own`);
  return {
    id: 'large program',
    go: series,
    about: name,
    folder: () => LARGE,
    package: '.',
    modules: true,
    main: () => join(LARGE, 'main.go'),
    start: ['start'],
    serve: ['serve'],
  };
}

/** The oldest Go that builds the large program: the go line of its go.mod, as a minor. */
export function largeNeeds(): string {
  const [, series] = /^go (\d+\.\d+)/m.exec(readFileSync(join(LARGE, 'go.mod'), 'utf8')) ?? [];
  if (series === undefined) throw new Error(`${LARGE}/go.mod has no go line`);
  return series;
}
