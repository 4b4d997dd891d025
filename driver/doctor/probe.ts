// The proof that an environment builds instrumented programs: a tiny one is built in it, and inspected.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BinaryRecords, readBinary } from '../binary/read.ts';
import { RtoError } from '../errors.ts';
import { type Environment, OFFLINE } from '../observe/environment.ts';
import type { GoCommand } from '../observe/gocommand.ts';
import { CommandError, capture, lastLines } from '../process/command.ts';
import { asksFor } from './environment.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

// The oldest language version, so that no go switches to another for it.
const FILES = {
  'go.mod': 'module rto.probe\n\ngo 1.16\n',
  'main.go': 'package main\n\nimport "reflect"\n\nfunc main() { println(reflect.ValueOf(1).Int()) }\n',
};

/** Builds with the present environment, but outside any workspace; with GOPROXY=off too where offline is said. */
export async function probe(go: GoCommand, env: Environment, offline: boolean): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'rto-doctor-'));
  try {
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
    const binary = join(folder, 'probe');
    const changed = { ...env, PWD: folder, GOWORK: 'off', ...(offline ? OFFLINE : {}) };
    await capture(go.path, ['build', '-mod=mod', '-o', binary, '.'], { cwd: folder, env: changed });
    return judge(await readBinary(binary), go, asksFor(env));
  } catch (error) {
    if (!(error instanceof RtoError)) throw error;
    const why = error instanceof CommandError ? lastLines(error.words) : error.message;
    return fault('probe', `a program could not be built here: ${why}`.replace(/\s+/g, ' '));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const ENTER = 'enter the environment anew: rto shell, rto exec';

function judge({ stamps: [stamp], packages }: BinaryRecords, { about }: GoCommand, asked: string[]): Finding {
  if (stamp === undefined) return fault('probe', 'a program built here is not instrumented', ENTER);
  const { name, recipe } = stamp.toolchain;
  if (recipe !== about?.recipe)
    return fault('probe', `a program built here is made by another toolchain: ${name}`, ENTER);
  // Compiled by a stock compiler, package runtime still has its stamp.
  if (stamp.observe === '' && asked.length > 0)
    return fault('probe', `a program built here observes nothing, though ${asked.join(' ')} is set`, ENTER);
  const hooked = packages.reduce((sum, one) => sum + one.hooked.length, 0);
  if (stamp.observe === '') return warning('probe', `a program built here is made by ${name} and observes nothing`);
  return ok('probe', `a program built here observes ${stamp.observe} (${hooked} hooks in it)`);
}
