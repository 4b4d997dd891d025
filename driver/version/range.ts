// Semver ranges: the newest catalogued release that is in one.

import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import { firstServed, isPinned, newestFirst } from './candidates.ts';
import type { CatalogPatch } from './catalog.ts';
import { emptyRange, unaskedVersion } from './failures.ts';
import { toSemver } from './goversion.ts';
import { notARequest } from './request.ts';
import type { Asked, ResolveContext } from './resolution.ts';
import type { Settled } from './select.ts';

/**
 * The newest release in a range; pre-releases count where the range names one of the same minor, as in semver.
 * Releases pinned for the platform come first; only without any, the source is asked for what the catalog
 * knows for other platforms.
 * @param request as typed, for messages
 * @param range the same in semver's form
 */
export async function byRange(request: string, range: string, asked: Asked, context: ResolveContext): Promise<Settled> {
  if (validRange(range) === null) throw notARequest(request);
  const others: CatalogPatch[] = [];
  for (const { series, patches } of newestFirst({ ...context, catalog: within(range, context) })) {
    const fits = patches.filter((patch) => satisfies(toSemver(patch.version), range));
    const pinned = fits.filter(isPinned(context)).at(-1);
    if (pinned) {
      const reason = `newest in the catalog for ${context.platform} that is in the range ${request}`;
      return {
        version: pinned.version,
        steps: [
          { text: series, reason: 'newest minor with a release in the range' },
          { text: pinned.version.name, reason },
        ],
      };
    }
    others.unshift(...fits);
  }
  const found = await firstServed(others, context);
  if (found.version) return { version: found.version, steps: [found.step] };
  if (found.miss !== 'absent') throw unaskedVersion({ range: request }, found.miss, asked, context);
  throw emptyRange(request, asked, context);
}

// A minor that lies outside the range need not be read.
function within(range: string, { catalog }: ResolveContext): ResolveContext['catalog'] {
  const series = catalog.series.filter((name) =>
    intersects(range, `>=${name}.0-0 <1.${Number(name.slice(2)) + 1}.0-0`),
  );
  return { series, family: (name) => catalog.family(name) };
}
