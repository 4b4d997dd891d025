// Work in progress: folders that are worth nothing once the process that made them is dead.
import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../errors.ts';
import { ifThere, namesIn, removeTree, renameIfThere, statIfThere } from './files.ts';
import { type Layout, makeFolders } from './layout.ts';
import { isAbandoned, ownedName, ownerOf, parseOwned } from './owner.ts';
import type { OnStoreEvent } from './store.ts';

/** A path in the staging folder that names this process as its owner. Nothing is made there. */
export const stagingPath = (layout: Layout): string => join(layout.staging, ownedName(ownerOf()));

/** Often enough that a process of another host sees life within FORGOTTEN.work. */
const HEARTBEAT = 60_000;

/** Lends `work` an empty folder and deletes what is left of it. */
export async function inStaging<T>(layout: Layout, work: (folder: string) => Promise<T>): Promise<T> {
  makeFolders(layout);
  const own = stagingPath(layout);
  // The outer folder shows life by its times, the inner one is the work's own: it may be sealed, replaced, moved away.
  const folder = join(own, 'tree');
  mkdirSync(folder, { recursive: true });
  const heartbeat = setInterval(() => ifThere(() => utimesSync(own, new Date(), new Date())), HEARTBEAT).unref();
  try {
    return await work(folder);
  } finally {
    clearInterval(heartbeat);
    await discard(own);
  }
}

/** What dead processes left in staging. */
export function abandonedStaging(layout: Layout): string[] {
  return namesIn(layout.staging)
    .map((name) => join(layout.staging, name))
    .filter((path) => {
      const stat = statIfThere(path);
      if (!stat) return false;
      const owned = parseOwned(path.slice(layout.staging.length + 1));
      // A name that is not ours has no owner to ask: as one on a host that is far away.
      return isAbandoned(owned?.owner ?? { pid: 0, started: '0', host: '' }, stat.mtimeMs);
    });
}

/** Deletes what dead processes left. What cannot be deleted is said and stays: it is in nobody's way but the disk's. */
export async function cleanStaging(layout: Layout, onEvent?: OnStoreEvent): Promise<void> {
  for (const path of abandonedStaging(layout)) {
    // Renamed first, so that of several cleaners one does it, and a killed cleaner's rest is found again.
    const claimed = stagingPath(layout);
    try {
      if (renameIfThere(path, claimed)) {
        onEvent?.({ kind: 'clean', path, why: 'its process has ended' });
        await removeTree(claimed);
      }
    } catch (error) {
      onEvent?.({ kind: 'clean', path, why: `left there: ${messageOf(error)}` });
    }
  }
}

/** Deletes a path in staging of our own; what cannot be deleted now is found by the next run's cleaning. */
async function discard(path: string): Promise<void> {
  await removeTree(path).catch(() => undefined);
}
