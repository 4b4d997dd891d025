// Reads the truth of tests/apps/callers: comments "// want OPERATION CALLER" behind the calls.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULE = 'example.com/callers';

/** Functions of the program's own, observed by name. */
const OWN = ['big', 'tiny', '(*clock).tick'] as const;

export const OBSERVED = ['reflect', 'unsafe', `${MODULE}.digit`, ...OWN.map((name) => `${MODULE}.${name}`)];

export interface Wanted {
  operation: string;
  /** What releases of Go call the caller: one of these. */
  callers: readonly string[];
  file: string;
  line: number;
  /** The mark without alternatives: "big main.split". */
  text: string;
}

/** All marks in the Go files of a folder and the folders in it. */
export function wantedOf(folder: string): Wanted[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.go'));
  return files.flatMap((name) => {
    const file = join(folder, name);
    const lines = readFileSync(file, 'utf8').split(/\r?\n/);
    return lines.flatMap((text, index) => marks(text).map((mark) => ({ ...mark, file, line: index + 1 })));
  });
}

function marks(line: string): Pick<Wanted, 'operation' | 'callers' | 'text'>[] {
  const [, all = ''] = /\/\/ want (.+)$/.exec(line) ?? [];
  return all.split('; ').flatMap((mark) => {
    const [name = '', callers = ''] = mark.split(' ');
    if (name === '') return [];
    const own = OWN.some((known) => known === name);
    const operation = name.startsWith('unsafe.') ? name : `${own ? MODULE : 'reflect'}.${name}`;
    return { operation, callers: callers.split('|'), text: mark };
  });
}

/** Callers in the standard library: the operation, what its caller's symbol must match, and the way it was called. */
export const STANDARD: readonly [operation: string, caller: RegExp, why: string][] = [
  [`${MODULE}.(*clock).tick`, /^sync\.\(\*Once\)\.(doSlow|Do)$/, 'a method value called by sync.Once'],
  [`${MODULE}.digit`, /^strings\.Map$/, 'a function passed to strings.Map'],
  ['reflect.TypeOf', /^reflect\.Value\.[cC]all$/, 'called by reflection'],
];
