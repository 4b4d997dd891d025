// Runs a suite with stock and with instrumented Go, and compares how each of its tests ended.
import { rmSync } from 'node:fs';
import { stockGo } from '../../support/program.ts';
import { type Result, rto } from '../../support/rto.ts';
import type { Mode, Suite } from './suites.ts';

/** How each test ended: "encoding/json TestX" -> pass, fail or skip. */
export type Outcomes = ReadonlyMap<string, string>;

export interface Place {
  minor: string;
  /** Where go runs: the module's folder, or anywhere for the standard library. */
  cwd: string;
  /** Where logs may be written. */
  scratch: string;
}

const command = (suite: Suite): string[] => [
  ...['test', '-short', '-count=1', '-json', '-timeout=10m'],
  ...(suite.version === undefined ? [suite.name] : ['-mod=mod', '-vet=off', './...']),
];

export async function stockOutcomes(suite: Suite, place: Place): Promise<Outcomes> {
  return parse(await stockGo(place.minor, command(suite), place.cwd));
}

export async function outcomes(suite: Suite, mode: Mode, place: Place): Promise<Outcomes> {
  const log = `${place.scratch}/${place.minor}-${suite.name.replaceAll('/', '-')}.jsonl`;
  const observe = mode === 'unobserved' ? ['--observe', 'none'] : [];
  const env = mode === 'log on' ? { INSTRUMENTATION_LOG_PATH: log } : {};
  const result = await rto(['exec', ...observe, place.minor, '--', 'go', ...command(suite)], { cwd: place.cwd, env });
  rmSync(log, { force: true });
  return parse(result);
}

/** Tests that ended differently, with both endings; a test that one side does not have counts. */
export function differences(stock: Outcomes, other: Outcomes): string[] {
  const names = [...new Set([...stock.keys(), ...other.keys()])].sort();
  const differ = names.filter((name) => stock.get(name) !== other.get(name));
  // A package fails because a test of it does; alone it counts when no test of it differs.
  const explained = (name: string): boolean =>
    name.endsWith(' ') && differ.some((test) => test !== name && test.startsWith(name));
  return differ
    .filter((name) => !explained(name))
    .map((name) => `${name}: stock ${stock.get(name) ?? 'absent'}, rto ${other.get(name) ?? 'absent'}`);
}

function parse(result: Result): Outcomes {
  const ended = new Map<string, string>();
  for (const line of result.stdout.split('\n')) {
    if (!line.startsWith('{')) continue;
    const { Action, Package, Test } = JSON.parse(line) as { Action: string; Package?: string; Test?: string };
    // A package without tests of its own, or that does not build, ends as a package.
    if (Package === undefined || !['pass', 'fail', 'skip'].includes(Action)) continue;
    const name = `${Package} ${(Test ?? '').replace(/0x[0-9a-f]+/g, '0x…')}`; // addresses differ from run to run
    const before = ended.get(name);
    ended.set(name, before === undefined || before === Action ? Action : 'fail');
  }
  if (ended.size === 0) throw new Error(`no tests ran:\n${result.stdout}${result.stderr}`);
  return ended;
}
