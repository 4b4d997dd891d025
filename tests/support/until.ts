// Waiting for what another process or a server does: for the thing itself, never for a time.
import { vi } from 'vitest';

/** What may be slow on a busy machine, in ms. Nothing takes as long that works. */
const PATIENCE = 60_000;

/** What `look` gives once that is neither undefined nor false; it is called again and again. Throws with `what` after a minute. */
export async function until<T>(what: string, look: () => T | undefined | false): Promise<T> {
  const found = await vi.waitFor(
    () => {
      const seen = look();
      if (seen === undefined || seen === false) throw new Error(`waited for ${what}`);
      return { seen };
    },
    { timeout: PATIENCE, interval: 10 },
  );
  return found.seen;
}
