// Pruning: what no existing project and no live process refers to, and what dead processes left behind.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn, sizeOnDisk } from './files.ts';
import type { Layout } from './layout.ts';
import { deadLeases, isLeased } from './lease.ts';
import { readToolchain, recordNames, recordPath } from './record.ts';
import { remove } from './remove.ts';
import { notes, references } from './roots.ts';
import { abandonedStaging } from './staging.ts';
import type { Pruned, PruneOptions, PruneReport, Reference } from './store.ts';
import { nameOf, nameOfBase } from './storepath.ts';
import { tidy } from './tidy.ts';

export async function prune(layout: Layout, options: PruneOptions = {}): Promise<PruneReport> {
  const { dryRun = false, onEvent, signal } = options;
  const keep = new Set((options.keep ?? []).map(nameOf));
  const removed: Pruned[] = [];
  const kept: PruneReport['kept'] = [];
  for (const { base, name } of treesOf(layout)) {
    signal?.throwIfAborted();
    const tree = join(layout.store, base);
    const recorded = readToolchain(layout, name);
    const kind = recorded?.base === base ? 'toolchain' : 'tree';
    // As `rto list` has it.
    const size = recorded?.base === base ? recorded.size : sizeOnDisk(tree);
    const because = reasons(layout, name, keep);
    if (because.length === 0 && (dryRun || (await wasRemoved(layout, base, name, keep))))
      removed.push({ kind, path: tree, base, size, why: kind === 'tree' ? 'it has no record' : 'nothing uses it' });
    else kept.push({ base, name, size, because: because.length > 0 ? because : ['it was taken into use just now'] });
  }
  for (const item of litter(layout)) {
    removed.push(item);
    if (!dryRun && item.kind !== 'staging' && item.kind !== 'lease') rmSync(item.path, { force: true });
  }
  if (!dryRun) await tidy(layout, onEvent);
  return { dryRun, removed, kept, freed: removed.reduce((sum, { size }) => sum + size, 0) };
}

const wasRemoved = (layout: Layout, base: string, name: string, keep: ReadonlySet<string>): Promise<boolean> =>
  remove(layout, base, () => reasons(layout, name, keep).length > 0);

/** A folder whose name is not of our form was put there by somebody who may want it. */
const treesOf = (layout: Layout): { base: string; name: string }[] =>
  namesIn(layout.store).flatMap((base) => {
    const name = nameOfBase(base);
    return name === undefined ? [] : [{ base, name }];
  });

/** Why a toolchain of that name is not to be pruned. */
export function reasons(layout: Layout, name: string, keep: ReadonlySet<string>): string[] {
  const used = references(layout).filter((reference) => reference.name === name);
  return [
    ...(keep.has(name) ? ['it is to be kept'] : []),
    ...(isLeased(layout, name) ? ['it is being installed'] : []),
    ...used.map(describe).sort(),
  ];
}

function describe(reference: Reference): string {
  switch (reference.kind) {
    case 'project':
      return `used by ${reference.project}`;
    case 'process':
      return `used by process ${reference.pid}`;
    case 'user':
      return 'installed by name';
  }
}

/** Files that say nothing any more. */
function litter(layout: Layout): Pruned[] {
  const item = (kind: Pruned['kind'], path: string, why: string): Pruned => ({
    ...{ kind, path, why },
    base: undefined,
    size: sizeOnDisk(path),
  });
  const { settled, announced } = recordNames(layout);
  const idle = (name: string) => !isLeased(layout, name);
  return [
    ...abandonedStaging(layout).map((path) => item('staging', path, 'its process has ended')),
    ...deadLeases(layout).map(({ path }) => item('lease', path, 'its holder has ended')),
    ...notes(layout).flatMap(({ kind, path, stale }) => (stale === undefined ? [] : [item(kind, path, stale)])),
    ...settled
      .filter((name) => idle(name) && !readToolchain(layout, name))
      .map((name) => item('record', recordPath(layout, name), 'its toolchain is not there')),
    ...announced
      .filter(idle)
      .map((name) => item('record', `${recordPath(layout, name)}.new`, 'its installation was not finished')),
  ];
}
