// Work in progress: folders that are worth nothing once the process that made them is dead.

import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../folders.ts';
import { ifThere, namesIn, removeTree, statIfThere } from './files.ts';
import { type Layout, makeFolders } from './layout.ts';
import { isAbandoned, NOBODY, ownedName, ownerOf, parseOwned } from './owner.ts';

/** A path in the staging folder that names this process as its owner. Nothing is made there. */
export const stagingPath = (layout: Layout): string => join(layout.staging, ownedName(ownerOf()));

/** Often enough that a process of another host sees life within FORGOTTEN.work. */
const HEARTBEAT = 60_000;

/** Lends `work` an empty folder and deletes what is left of it. */
export async function inStaging<T>(layout: Layout, work: (folder: string) => Promise<T>): Promise<T> {
  makeFolders(layout);
  const own = stagingPath(layout);
  // The outer folder shows life by its times, the inner one is the work's own: it may be sealed, replaced, moved away.
  // Nobody else looks in: until it is sealed its files have the modes that their makers gave them, and its go is run.
  mkdirSync(own, 0o700);
  const folder = join(own, 'tree');
  makeFolder(folder);
  const heartbeat = setInterval(() => ifThere(() => utimesSync(own, new Date(), new Date())), HEARTBEAT).unref();
  try {
    return await work(folder);
  } finally {
    clearInterval(heartbeat);
    await deleteStaged(own);
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
      return isAbandoned(owned?.owner ?? NOBODY, stat.mtimeMs);
    });
}

/** Deletes a path in staging of our own; if it cannot be deleted now, the next run's cleaning finds it. */
async function deleteStaged(path: string): Promise<void> {
  await removeTree(path).catch(() => undefined);
}
