// What is known of stock Go outside the catalog: lets a later run without network compute a recipe.
import { join } from 'node:path';
import { inStore as inAnyStore } from './failure.ts';
import { readJson, writeJson } from './files.ts';
import { layoutOf, makeFolders, requireOwnStore } from './layout.ts';
import { parseSource } from './record.ts';
import { stagingPath } from './staging.ts';
import type { SourceRecord } from './store.ts';
import { checkName } from './storepath.ts';

export interface Sources {
  /** What was learnt of a module version ("v0.0.1-go1.23.12.linux-amd64"); undefined where nothing is known. */
  recall(moduleVersion: string): Promise<SourceRecord | undefined>;
  remember(moduleVersion: string, source: SourceRecord): Promise<void>;
}

/** The memory that is kept beside the toolchains, whichever store they are in. */
export function openSources(data: string): Sources {
  const layout = layoutOf(data);
  const inStore = <T>(data: string, work: () => Promise<T>): Promise<T> =>
    inAnyStore(data, async () => {
      requireOwnStore(layout);
      return await work();
    });
  const path = (moduleVersion: string) => join(layout.sources, `${checkName(moduleVersion)}.json`);
  return {
    recall: (moduleVersion) => inStore(data, async () => parseSource(readJson(path(moduleVersion)))),
    remember: (moduleVersion, source) =>
      inStore(data, async () => {
        makeFolders(layout);
        writeJson(stagingPath(layout), path(moduleVersion), source);
      }),
  };
}
