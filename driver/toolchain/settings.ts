// The variables that programs read when they run: what they do not know they ignore, so rto says it. Pure.
import type { Environment } from './environment.ts';

interface Known {
  /** What is allowed, as a test and in words. */
  fits: (value: string) => boolean;
  words: string;
}

const oneOf = (...values: string[]): Known => ({ fits: (value) => values.includes(value), words: values.join(' or ') });

const KNOWN: Readonly<Record<string, Known>> = {
  INSTRUMENTATION_DEDUP: oneOf('type', 'exact'),
  INSTRUMENTATION_MAX_SEEN_ENTRIES: {
    fits: (value) => /^\d+$/.test(value) && !/^0+$/.test(value),
    words: 'a number above 0',
  },
  INSTRUMENTATION_STRINGS: oneOf('lengths', 'values'),
  INSTRUMENTATION_DEBUG_CORRELATION: oneOf('true', 'false', '1', '0'),
};

export interface Ignored {
  name: string;
  /** One line. */
  text: string;
}

/** The variables whose values a program will ignore. */
export function ignoredSettings(env: Environment): Ignored[] {
  return Object.entries(KNOWN).flatMap(([name, { fits, words }]) => {
    const value = env[name] ?? '';
    if (value === '' || fits(value)) return [];
    return [{ name, text: `${name}=${value} is ignored by the program: it may be ${words}` }];
  });
}
