// A subject that cannot be measured here, with the reason: the run goes on and the result says so.
import type { RtoError } from '../../driver/errors.ts';

/** Thrown while a subject is opened or warmed up. The message says why: what was tried, and what was seen. */
export class NotRun extends Error {
  override readonly name = 'NotRun';
}

/** The same from what rto or a command said. */
export const notRun = ({ message, facts }: RtoError): NotRun => {
  const why =
    facts['said'] ||
    Object.entries(facts)
      .map(([name, fact]) => `${name} ${fact}`)
      .join('; ');
  return new NotRun(withoutAddresses(`${message}: ${why}`));
};

/** One line, without addresses of servers: which proxy was asked is the user's business. */
export const withoutAddresses = (text: string): string =>
  text
    .replaceAll(/\bhttps?:\/\/[^\s"]+/g, '(address)')
    .replaceAll(/lookup \S+ on \S+:\d+/g, 'lookup')
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('; ')
    .slice(0, 400);
