// The one error class of rto: what failed, what was seen, what to do next.
import type { ErrorCode } from './codes.ts';

/** Exit statuses of rto's own making; a child's status is passed through as it is. */
export const EXIT = { done: 0, failed: 1, usage: 2, no: 3, bug: 70 } as const;

export interface ErrorDetails {
  /** What was seen and where, in the order to print: label -> text. */
  facts?: Record<string, string>;
  /** A command to paste, or one sentence that says what to do next. */
  try?: string;
  /** Exit status; by default 1. */
  exit?: number;
  cause?: unknown;
}

/** An error that a user can act on. Each code is made in one place, beside the check that found it. */
export class RtoError extends Error {
  override readonly name = 'RtoError';
  readonly code: ErrorCode;
  readonly facts: Readonly<Record<string, string>>;
  readonly try: string | undefined;
  readonly exit: number;

  /**
   * @param code stable, for programs; codes.ts has them all
   * @param message one lower-case sentence that names the thing
   */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.facts = details.facts ?? {};
    this.try = details.try;
    this.exit = details.exit ?? EXIT.failed;
  }
}

/** The text of anything that was thrown, for a `facts` line or a wrapping message. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
