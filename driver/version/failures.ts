// What resolution says when there is no answer: one function an error code, each with what is near.
import { RtoError } from '../errors.ts';
import { nearestTo, newestKnown } from './candidates.ts';
import type { GoVersion } from './goversion.ts';
import type { Word } from './request.ts';
import { type Asked, OLDEST, type ResolveContext, type Unasked } from './resolution.ts';

/** Older than rto can go. */
export function tooOld(version: GoVersion, asked: Asked, context: ResolveContext): RtoError {
  const oldest = context.catalog.series.find((series) => Number(series.slice(2)) >= OLDEST) ?? `1.${OLDEST}`;
  return new RtoError(
    'RTO_VERSION_OLD',
    `Go ${shown(version)} is older than ${oldest}, the oldest that rto instruments`,
    {
      facts: {
        'asked by': asked.by,
        why: `what rto adds to package runtime and to the compiler is written for 1.${OLDEST} and newer`,
        instead: 'a program for an older Go builds with a newer one',
      },
      try: `rto shell ${oldest}`,
    },
  );
}

/** A minor that the catalog has no configuration for, or a word that stands for nothing in it. */
export function unknownVersion(version: GoVersion | Word, asked: Asked, context: ResolveContext): RtoError {
  const word = typeof version === 'string';
  const newest = newestKnown(context);
  const series = context.catalog.series;
  return new RtoError('RTO_VERSION_UNKNOWN', `no Go ${word ? `that is ${version}` : version.series} in the catalog`, {
    facts: {
      'asked by': asked.by,
      newest: newest?.name ?? 'none',
      catalog: `${series[0]} to ${series.at(-1)}`,
      ...(word ? {} : { untested: '--allow-untested tries it with the configuration of another minor' }),
    },
    try: `rto shell ${newest?.series ?? series.at(-1)}`,
  });
}

/** The source was asked, and has it not. */
export function missingVersion(version: GoVersion, asked: Asked, context: ResolveContext): RtoError {
  return new RtoError('RTO_VERSION_MISSING', `there is no Go ${shown(version)} for ${context.platform}`, {
    facts: { 'asked by': asked.by, source: 'asked, and it has none', ...near(version, context) },
    try: tryNear(version, context),
  });
}

/** Not in the catalog, and whether it exists could not be found out. */
export function unaskedVersion(
  version: GoVersion | { range: string },
  { unasked }: Unasked,
  asked: Asked,
  context: ResolveContext,
): RtoError {
  const what = 'range' in version ? `nothing in the range ${JSON.stringify(version.range)}` : `no Go ${shown(version)}`;
  const around = 'range' in version ? undefined : version;
  return new RtoError(
    'RTO_VERSION_UNASKED',
    `the catalog has ${what} for ${context.platform}, and the source cannot be asked`,
    { facts: { 'asked by': asked.by, source: unasked, ...near(around, context) }, try: tryNear(around, context) },
  );
}

/** A range that nothing catalogued is in. */
export function emptyRange(range: string, asked: Asked, context: ResolveContext): RtoError {
  const newest = newestKnown(context);
  const series = context.catalog.series;
  return new RtoError('RTO_RANGE_EMPTY', `nothing in the catalog is in the range ${JSON.stringify(range)}`, {
    facts: {
      'asked by': asked.by,
      newest: newest?.name ?? 'none',
      catalog: `${series[0]} to ${series.at(-1)}, for ${context.platform}`,
    },
    try: `rto shell ${newest?.series ?? series.at(-1)}`,
  });
}

const shown = (version: GoVersion): string => (version.explicit ? version.name : version.series);

function near(version: GoVersion | undefined, context: ResolveContext): Record<string, string> {
  const names = nearestTo(version, context).map((known) => known.name);
  return { ...(names.length ? { nearest: names.join(', ') } : {}), newest: newestKnown(context)?.name ?? 'none' };
}

function tryNear(version: GoVersion | undefined, context: ResolveContext): string {
  const best = nearestTo(version, context).at(-1) ?? newestKnown(context);
  return `rto shell ${best?.name ?? 'stable'}`;
}
