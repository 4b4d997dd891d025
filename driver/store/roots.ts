// Who uses a toolchain: projects, the user who asked for it by name, and live processes.

import { createHash } from 'node:crypto';
import { realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../folders.ts';
import { cannotWrite } from './failure.ts';
import { ifThere, namesIn, readJson, statIfThere, writeJson } from './files.ts';
import type { Layout } from './layout.ts';
import { FORGOTTEN, isAbandoned, ownedName, ownerOf, parseOwned } from './owner.ts';
import { stagingPath } from './staging.ts';
import type { Reference } from './store.ts';
import { nameOf } from './storepath.ts';

/**
 * Records that `project`, or the user outside a project, uses a toolchain, where that is news. False where the store cannot
 * be written to.
 */
export function use(layout: Layout, toolchain: string, project: string | undefined): boolean {
  const root = { project: project === undefined ? USER : realpathSync(project), name: nameOf(toolchain) };
  const path = rootPath(layout, root);
  const before = readRoot(path);
  if (before?.project === root.project && before.name === root.name) return true;
  try {
    makeFolder(layout.roots);
    makeFolder(layout.staging);
    writeJson(stagingPath(layout), path, root);
    return true;
  } catch (error) {
    // A user who cannot write here cannot prune here either, and a full disk keeps nobody from running what is there.
    if (cannotWrite(error)) return false;
    throw error;
  }
}

/** Forgets that the user wanted a toolchain. */
export function unwant(layout: Layout, toolchain: string): void {
  const name = nameOf(toolchain);
  const path = rootPath(layout, { project: USER, name });
  if (readRoot(path)?.name === name) rmSync(path, { force: true });
}

/** In the place of a project's path, which is absolute. */
const USER = 'user';

/**
 * A file for each release that a project uses, so that two processes cannot lose what the other noted. Of one release it is
 * the last recipe that counts: an rto that was brought up to date makes another, and nothing uses the old one.
 */
function rootPath(layout: Layout, { project, name }: { project: string; name: string }): string {
  const release = name.replace(/-[0-9a-f]{12}$/, '');
  const digest = createHash('sha256').update(`${project}\0${release}`).digest('hex');
  return join(layout.roots, `${digest.slice(0, 32)}.json`);
}

/** Marks a toolchain as used by a process until the returned function is called, or this process or that one ends. */
export function inUse(layout: Layout, toolchain: string, pid: number = process.pid): () => void {
  // All is in the name, so that the marker is there whole or not at all.
  const path = join(layout.running, `${ownedName(ownerOf(pid))}.${nameOf(toolchain)}`);
  try {
    makeFolder(layout.running);
    writeFileSync(path, '', { flag: 'wx', mode: 0o644 });
  } catch (error) {
    if (cannotWrite(error)) return () => undefined;
    throw error;
  }
  const release = () => {
    process.off('exit', release);
    rmSync(path, { force: true });
  };
  process.on('exit', release);
  return release;
}

interface Note {
  kind: 'root' | 'marker';
  /** Of the file. */
  path: string;
  reference: Reference | undefined;
  /** Why it counts no longer; undefined where it does. */
  stale: string | undefined;
}

/** Every note of use there is, those that count no longer too. */
export function notes(layout: Layout): Note[] {
  return [
    ...namesIn(layout.roots).map((file) => projectNote(join(layout.roots, file))),
    ...namesIn(layout.running).flatMap((file) => processNote(join(layout.running, file), file) ?? []),
  ];
}

export const references = (layout: Layout): Reference[] =>
  notes(layout).flatMap(({ reference, stale }) => (reference && stale === undefined ? [reference] : []));

function projectNote(path: string): Note {
  const root = readRoot(path);
  if (!root) return { kind: 'root', path, reference: undefined, stale: 'it is damaged' };
  const { project, name } = root;
  if (project === USER) return { kind: 'root', path, reference: { kind: 'user', name }, stale: undefined };
  const there = ifThere(() => statSync(project).isDirectory());
  return {
    kind: 'root',
    path,
    reference: { kind: 'project', ...root },
    stale: there ? undefined : `${project} is no longer there`,
  };
}

function processNote(path: string, file: string): Note | undefined {
  const owned = parseOwned(file);
  const mtimeMs = statIfThere(path)?.mtimeMs;
  if (mtimeMs === undefined) return undefined;
  if (!owned?.rest) return { kind: 'marker', path, reference: undefined, stale: 'it is damaged' };
  const { pid } = owned.owner;
  return {
    kind: 'marker',
    path,
    reference: { kind: 'process', name: owned.rest, pid },
    stale: isAbandoned(owned.owner, mtimeMs, FORGOTTEN.running) ? `process ${pid} has ended` : undefined,
  };
}

function readRoot(path: string): { project: string; name: string } | undefined {
  const { project, name } = Object(readJson(path)) as Record<string, unknown>;
  return typeof project === 'string' && typeof name === 'string' ? { project, name } : undefined;
}
