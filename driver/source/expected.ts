// The check of every hash of a stock tree: what was expected, by whom, and what came; and what is said of one that nobody knows.
import { RtoError } from '../errors.ts';

/**
 * Throws RTO_SOURCE_HASH when `got` is not `expected`.
 * @param what names the release
 * @param by who says what is expected
 * @param from where it came from
 */
export function expectHash(what: string, expected: string, got: string, by: string, from: string): void {
  if (got === expected) return;
  throw new RtoError('RTO_SOURCE_HASH', `${what} is not what it should be: its contents have another hash`, {
    facts: { expected: `${expected} (${by})`, got, from },
    try: 'set GOPROXY to a proxy you trust; nothing of this download was used',
  });
}

/** The user takes it on trust: an option that is typed, and no setting that a machine may have for other reasons. */
const ALLOW = '--allow-unproved';

/** The error for stock Go that nothing vouches for. @param what names it */
export function unproved(what: string, why: string): RtoError {
  return new RtoError('RTO_UNPROVED', `nothing proves that ${what} is what Go's authors released`, {
    facts: { why, 'not done': 'it would be run, as the installer of the toolchain and as its go' },
    try: `a release that the catalog has (rto resolve stable), or ${ALLOW} to use this one all the same`,
  });
}
