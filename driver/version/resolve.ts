// From a request to one Go release, its configuration and the reason for each step.
import { resolve as absolute } from 'node:path';
import { isPinned, isRelease, nearestTo, newestKnown } from './candidates.ts';
import type { CatalogFamily, CatalogPatch } from './catalog.ts';
import { parseRequest } from './request.ts';
import type { Asked, Resolution, ResolveContext, Step } from './resolution.ts';
import { byWord, exactly, familyOf, newestOf, patchOf, type Settled } from './select.ts';

export type { Resolution, ResolveContext } from './resolution.ts';

/**
 * Resolves a request, or without one what the nearest go.work or go.mod asks for, or without those the newest release.
 * Throws RTO_REQUEST (usage), RTO_VERSION_OLD, RTO_VERSION_UNKNOWN, RTO_VERSION_MISSING, RTO_VERSION_UNASKED,
 * RTO_RANGE_EMPTY, RTO_PROJECT, RTO_GOROOT, RTO_ARCHIVE_UNFIT, RTO_CATALOG, and what `context.exists` throws.
 */
export async function resolve(request: string | undefined, context: ResolveContext): Promise<Resolution> {
  const settled = request === undefined ? await fromFolder(context) : await fromRequest(request, context);
  const { version, steps, goroot, archive, project, atLeast } = settled;
  const family = familyOf(version, { by: request ?? 'the project' }, context);
  const patch = patchOf(family, version);
  return {
    request,
    version,
    platform: context.platform,
    family: patch?.family ?? family.base,
    pin: patch?.sources[context.platform],
    near: nearestTo(version, context).filter(({ name }) => name !== version.name),
    steps: [...steps, familyStep(family, patch, context)],
    notices: noticesOf(settled, family, patch, context),
    goroot,
    archive,
    project,
    atLeast,
  };
}

async function fromRequest(request: string, context: ResolveContext): Promise<Settled> {
  const asked: Asked = { by: `the request ${request}` };
  const wanted = parseRequest(request);
  switch (wanted.kind) {
    case 'series':
      return newestOf(wanted.version, asked, context);
    case 'release':
      return exactly(wanted.version, asked, context);
    case 'word':
      return byWord(wanted.word, asked, context);
    // Rarer code is loaded when needed: `rto exec 1.24` should not wait for it.
    case 'range': {
      const { byRange } = await import('./range.ts');
      return byRange(request, wanted.range, asked, context);
    }
    case 'goroot': {
      const { gorootVersion } = await import('./local.ts');
      const goroot = absolute(context.cwd, wanted.path);
      return { ...gorootVersion(goroot, context.platform), goroot };
    }
    case 'archive': {
      const { archiveVersion } = await import('./local.ts');
      const archive = absolute(context.cwd, wanted.path);
      return { ...archiveVersion(archive, context.platform), archive };
    }
  }
}

async function fromFolder(context: ResolveContext): Promise<Settled> {
  const { findProject } = await import('./gomod.ts');
  const file = findProject(context.cwd, context.env);
  if (file !== undefined) {
    const { byProject } = await import('./project.ts');
    return byProject(file, context);
  }
  const reason = `no version was asked for, and neither ${context.cwd} nor a folder above it has a go.work or go.mod`;
  const { steps, ...settled } = await byWord('stable', { by: 'default' }, context);
  return { ...settled, steps: [{ text: 'stable', reason }, ...steps] };
}

function familyStep(family: CatalogFamily, patch: CatalogPatch | undefined, { catalog }: ResolveContext): Step {
  const text = `configuration of ${(patch?.family ?? family.base).family}`;
  if (patch?.overridden.length)
    return {
      text,
      reason: `base of ${family.series} with what the catalog sets for this release: ${patch.overridden.join(', ')}`,
    };
  if (patch) return { text, reason: `base of ${family.series}; the catalog sets nothing else for this release` };
  if (catalog.series.includes(family.series))
    return { text, reason: `base of ${family.series}; the catalog does not know this release` };
  return { text, reason: `the nearest base there is; the catalog does not know ${family.series}` };
}

function noticesOf(
  settled: Settled,
  family: CatalogFamily,
  patch: CatalogPatch | undefined,
  context: ResolveContext,
): string[] {
  const { version, goroot, archive } = settled;
  if (!patch) {
    const tested = family.patches.findLast(isRelease)?.version ?? newestKnown(context);
    return [`Go ${version.name} is untested with rto; newest tested is ${tested?.name ?? 'none'}`];
  }
  // The user chose a Go that lies on this machine: no catalog has to vouch for it.
  if (!isPinned(context)(patch) && goroot === undefined && archive === undefined)
    return [`Go ${version.name} is not in the catalog for ${context.platform}, so its source is not pinned there`];
  return [];
}
