// The folders of an embedded store, all on one file system so that a rename inside it is atomic.

import { join } from 'node:path';
import { makeFolder } from '../folders.ts';
import { requireOwn } from '../owned.ts';

export interface Layout {
  /** The store's own folder. */
  data: string;
  /** `<32>-rto-go-…/`: finished trees, read-only. */
  store: string;
  /** `rto-go-….json`: one record a finished toolchain; `.new` while its tree is moved into place. */
  db: string;
  /** What patches outside the catalog were made of. */
  sources: string;
  /** `<random>.<owner>`: work in progress, worthless once its owner is dead. */
  staging: string;
  /** `<name>`, a link: who is building. */
  leases: string;
  /** `<hash of project and release>.json`: that a project, or the user, uses a toolchain. */
  roots: string;
  /** `<random>.<owner>.<name>`: processes that run in a toolchain. */
  running: string;
}

export function layoutOf(data: string): Layout {
  return {
    data,
    store: join(data, 'store'),
    db: join(data, 'db'),
    sources: join(data, 'db', 'sources'),
    staging: join(data, 'staging'),
    leases: join(data, 'leases'),
    roots: join(data, 'roots'),
    running: join(data, 'running'),
  };
}

export function makeFolders(layout: Layout): void {
  for (const folder of Object.values(layout)) makeFolder(folder);
}

/** A user who may write one of these may put a toolchain there. Eight looks: no more than a warm run can afford. */
export function requireOwnStore({ data, ...folders }: Layout): void {
  requireOwn(data, 'RTO_HOME', true);
  for (const folder of Object.values(folders)) requireOwn(folder, 'RTO_HOME');
}
