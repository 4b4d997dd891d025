// The variables that instrumented programs read, and the values that they ignore. Pure.
import type { Environment } from './environment.ts';

interface Known {
  /** Whether a value is allowed. */
  fits: (value: string) => boolean;
  /** The allowed values, for messages. */
  words: string;
  /** Whether a program itself reports an unknown value on standard error (wrappers/runtime/common/rto_start.go). */
  isSaid: boolean;
}

const oneOf = (...values: string[]) => ({
  fits: (value: string) => values.includes(value),
  words: values.join(' or '),
});

const KNOWN: Readonly<Record<string, Known>> = {
  INSTRUMENTATION_DEDUP: { ...oneOf('type', 'exact'), isSaid: true },
  INSTRUMENTATION_MAX_SEEN_ENTRIES: {
    fits: (value) => /^\d+$/.test(value) && !/^0+$/.test(value),
    words: 'a number above 0',
    isSaid: true,
  },
  INSTRUMENTATION_STRINGS: { ...oneOf('lengths', 'values'), isSaid: true },
  INSTRUMENTATION_NAMES: { ...oneOf('values', 'lengths'), isSaid: true },
  INSTRUMENTATION_LOG_FOLLOW: { ...oneOf('true', 'false'), isSaid: false },
  INSTRUMENTATION_DEBUG_CORRELATION: { ...oneOf('true', 'false', '1', '0'), isSaid: false },
};

/** A variable with a value that programs ignore. */
export interface Ignored {
  name: string;
  /** A sentence for the user, in one line. */
  text: string;
  /** Whether a program that writes a log reports it too. */
  isSaid: boolean;
}

/** The variables of an environment whose values a program will ignore. */
export function ignoredSettings(env: Environment): Ignored[] {
  return Object.entries(KNOWN).flatMap(([name, { fits, words, isSaid }]) => {
    const value = env[name] ?? '';
    if (value === '' || fits(value)) return [];
    return [{ name, text: `${name}=${value} is ignored by the program: it may be ${words}`, isSaid }];
  });
}
