// Explains one operation: whether it ran, was hooked, is linked, could have been observed. Pure.
import { parseWord } from '../../operations/words.ts';
import { askedInVain } from '../inspection/asked.ts';
import type { CoverageEvidence } from './coverage.ts';
import { type Coverage, cover } from './coverage.ts';

/** The answer to --explain, as --json prints it. */
export interface Explanation {
  schema: 1;
  operation: string;
  verdict: 'ran' | 'did not run' | 'not observed';
  /** The reason in words. */
  why: string;
  /** Function that the operation means -> number of its distinct events. */
  functions: Readonly<Record<string, number>>;
}

/**
 * Explains an operation. The logs are read to their end.
 * @param operation a word of a selection, other than a group or an exclusion
 * @returns undefined where the text is not such a word
 */
export async function explain(evidence: CoverageEvidence, operation: string): Promise<Explanation | undefined> {
  const word = parseWord(operation, []);
  if (word === undefined || word.minus) return undefined;
  const coverage = await cover(evidence);
  const functions = functionsOf(coverage, operation);
  const about = { ...{ schema: 1 as const, operation }, functions };
  const events = Object.values(functions).reduce((total, count) => total + count, 0);
  if (events > 0) return { ...about, verdict: 'ran', why: 'it is in the log' };
  if (Object.keys(functions).length > 0)
    return { ...about, verdict: 'did not run', why: 'it was observed and is linked, and no log has an event of it' };
  const groups = new Map(evidence.groups.map(({ name, operations }) => [name, operations]));
  const [asked] = askedInVain([operation], evidence.records.packages, groups, evidence.linked);
  const wanted = (coverage.observe ?? '').split(',').includes(operation);
  const why = asked?.reason ?? 'it was not asked for when the program was built';
  return { ...about, verdict: 'not observed', why: wanted || asked === undefined ? why : `${why}, or not asked for` };
}

function functionsOf({ modules, sites }: Coverage, operation: string): Record<string, number> {
  const word = parseWord(operation, []);
  const all = modules.flatMap(({ packages }) => packages.flatMap((one) => Object.entries(one.functions)));
  const called = Object.entries(sites).map(([name, { events }]): [string, number] => [name, events]);
  const isMeant = (name: string): boolean => {
    const plain = parseWord(name, [])?.text ?? name;
    if (word?.shape === 'function') return plain === word.text;
    if (word?.shape === 'all') return plain.startsWith(`${word.text}.`);
    return word?.shape === 'tree' && (plain.startsWith(`${word.text}/`) || plain.startsWith(`${word.text}.`));
  };
  return Object.fromEntries([...all, ...called].filter(([name]) => isMeant(name)));
}
