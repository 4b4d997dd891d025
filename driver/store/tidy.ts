// Deleting what dead processes left behind.
import { rmSync } from 'node:fs';
import { messageOf } from '../errors.ts';
import { removeTree, renameIfThere } from './files.ts';
import type { Layout } from './layout.ts';
import { breakLease, deadLeases } from './lease.ts';
import { notes } from './roots.ts';
import { abandonedStaging, stagingPath } from './staging.ts';
import type { OnStoreEvent } from './store.ts';

/** A path that cannot be deleted is said and stays: it is in nobody's way but the disk's. */
export async function tidy(layout: Layout, onEvent?: OnStoreEvent): Promise<void> {
  for (const path of abandonedStaging(layout))
    await attempt(path, 'its process has ended', onEvent, async () => {
      // Renamed first, so that of several cleaners one does it, and a killed cleaner's rest is found again.
      const claimed = stagingPath(layout);
      if (renameIfThere(path, claimed)) await removeTree(claimed);
    });
  for (const { path, text } of deadLeases(layout))
    await attempt(path, 'its holder has ended', onEvent, async () => breakLease(layout, path, text));
  for (const { kind, path, stale } of notes(layout))
    if (kind === 'marker' && stale !== undefined)
      await attempt(path, stale, onEvent, async () => rmSync(path, { force: true }));
}

async function attempt(path: string, why: string, onEvent: OnStoreEvent | undefined, work: () => Promise<void>) {
  onEvent?.({ kind: 'clean', path, why });
  try {
    await work();
  } catch (error) {
    onEvent?.({ kind: 'clean', path, why: `left there: ${messageOf(error)}` });
  }
}
