// Signals that end rto while it works: its unfinished work is cleared away first.
import { constants } from 'node:os';
import { RtoError } from './errors.ts';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const interruptedBy = (name: NodeJS.Signals): RtoError =>
  new RtoError('RTO_INTERRUPTED', `interrupted by ${name}`, { exit: 128 + constants.signals[name] });

/**
 * Runs work that a signal aborts: with RTO_INTERRUPTED, whose exit status is 128 + the signal's number. The second signal
 * ends rto at once, as it would without this.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const forget = ENDING.map((name) => {
    const handler = () => controller.abort(interruptedBy(name));
    process.once(name, handler);
    return () => process.off(name, handler);
  });
  try {
    return await work(controller.signal);
  } catch (error) {
    // Whatever else failed, it was because of the signal.
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    for (const off of forget) off();
  }
}
