// A subject that cannot be measured here, with the reason: the run goes on and the result says so.

/** Thrown by a subject's `open`. The message says why: what was tried, and what was seen. */
export class NotRun extends Error {
  override readonly name = 'NotRun';
}
