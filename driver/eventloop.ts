// Long work that leaves room for signals and for what is drawn. Imports nothing of rto's.
import { setImmediate } from 'node:timers/promises';

const AT_A_TIME = 64;

/**
 * Takes items one by one, and waits a moment after some. Throws the reason of `signal`.
 * @param onPause told how many were taken, now and then and at the end
 */
export async function takeSlowly<T>(
  items: Iterable<T>,
  take: (item: T) => void,
  { signal, onPause = () => {} }: { signal?: AbortSignal | undefined; onPause?: (taken: number) => void } = {},
): Promise<void> {
  let taken = 0;
  for (const item of items) {
    take(item);
    if (++taken % AT_A_TIME !== 0) continue;
    onPause(taken);
    await setImmediate();
    signal?.throwIfAborted();
  }
  onPause(taken);
}
