// Pruning of what Nix keeps for rto: the links are dropped, and nix-collect-garbage may take the paths.
import { join } from 'node:path';
import { layoutOf } from './layout.ts';
import { type NixPlaces, recorded, recordedNames } from './nixrecord.ts';
import { reasons } from './prune.ts';
import type { Pruned, PruneOptions, PruneReport } from './store.ts';
import { nameOf } from './storepath.ts';

/** @param forget drops the link and the record of a name */
export function pruneRecords(
  places: NixPlaces,
  forget: (name: string) => void,
  options: PruneOptions = {},
): PruneReport {
  const { dryRun = false } = options;
  const keep = new Set((options.keep ?? []).map(nameOf));
  const removed: Pruned[] = [];
  const kept: PruneReport['kept'] = [];
  for (const name of recordedNames(places)) {
    const toolchain = recorded(places, name);
    const because = reasons(layoutOf(places.data), name, keep);
    if (toolchain && because.length > 0) {
      kept.push({ base: toolchain.base, name, size: toolchain.size, because });
      continue;
    }
    const path = join(places.records, `${name}.json`);
    if (!dryRun) forget(name);
    removed.push(
      toolchain
        ? {
            kind: 'root',
            path: toolchain.goroot,
            base: toolchain.base,
            size: 0,
            why: 'nothing uses it: left to nix-collect-garbage',
          }
        : { kind: 'record', path, base: undefined, size: 0, why: 'its toolchain is not there' },
    );
  }
  return { dryRun, removed, kept, freed: 0 };
}
