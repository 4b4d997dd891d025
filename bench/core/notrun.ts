// A subject that cannot be measured here, with the reason: the run goes on and the result says so.
import type { RtoError } from '../../driver/errors.ts';
import { CommandError } from '../../driver/process/command.ts';

/** Thrown while a subject is opened or warmed up. The message says why: what was tried, and what was seen. */
export class NotRun extends Error {
  override readonly name = 'NotRun';
}

/** The same from what rto or a command said. */
export const notRun = (error: RtoError): NotRun => {
  const facts = Object.entries(error.facts).map(([name, fact]) => `${name} ${fact}`);
  const why = error instanceof CommandError && error.words !== '' ? error.words : facts.join('; ');
  return new NotRun(withoutAddresses(`${error.message}: ${why}`));
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
