// The check of every hash of a stock tree: what was expected, by whom, and what came.
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
