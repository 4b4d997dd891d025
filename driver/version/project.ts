// What a go.work or go.mod asks for: its toolchain line, else its go line, at least that version.
import { relative } from 'node:path';
import { RtoError } from '../errors.ts';
import { isPinned, newestIn } from './candidates.ts';
import { missingVersion, unaskedVersion } from './failures.ts';
import { type Line, type ProjectFile, readProject } from './gomod.ts';
import { compareGoVersions, type GoVersion, goSeries } from './goversion.ts';
import { type Asked, OLDEST, type ResolveContext, type Step } from './resolution.ts';
import { exactly, familyOf, newestOf, patchOf, type Settled } from './select.ts';

interface Floor {
  version: GoVersion;
  asked: Asked;
  steps: Step[];
  /** A toolchain line names the release it wants; a go line only the oldest that will do. */
  exact: boolean;
}

/** Throws RTO_PROJECT, and the errors of a request with the file and line as what asked. */
export async function byProject(file: string, context: ResolveContext): Promise<Settled> {
  const floor = floorOf(readProject(file), relative(context.cwd, file) || file);
  const minimum = floor.exact ? undefined : floor.version;
  const { steps, ...settled } = await (minimum && context.installed
    ? orInstalled(floor, context)
    : atLeast(floor, context));
  return { ...settled, steps: [...floor.steps, ...steps], project: file, atLeast: minimum };
}

/** Whether a release is one that a minimum allows. */
export const fulfils = (version: GoVersion, atLeast: GoVersion): boolean =>
  version.kind === 'release' && version.minor >= OLDEST && !newer(atLeast, version);

/** The release that everybody gets if it is installed, else the newest installed one that will do, else the first again. */
async function orInstalled(floor: Floor, context: ResolveContext): Promise<Settled> {
  const installed = (await context.installed?.()) ?? [];
  const [best] = installed.filter((version) => fulfils(version, floor.version)).sort((a, b) => compareGoVersions(b, a));
  if (best === undefined) return atLeast(floor, context);
  const usual = await atLeast(floor, context).catch((error: unknown) => {
    if (error instanceof RtoError) return undefined;
    throw error;
  });
  if (usual !== undefined && installed.some(({ name }) => name === usual.version.name)) return usual;
  const instead = usual === undefined ? 'nothing else can be had' : `go${usual.version.name} would have to be made`;
  return { version: best, steps: [{ text: best.name, reason: `the newest installed one that will do; ${instead}` }] };
}

/** The oldest Go that will do for a project, and why. */
function floorOf(project: ProjectFile, shown: string): Floor {
  const where = (line: Line) => `${shown} line ${line.line}: ${line.text}`;
  const { go, toolchain, needs } = project;
  const version = go?.version ?? implied(project.kind);
  const goStep: Step = go
    ? { text: `at least ${nameOf(go.version)}`, reason: where(go) }
    : { text: `at least ${version.series}`, reason: `${shown} has no go line, which Go reads as ${version.series}` };
  const floor: Floor = { version, asked: { by: go ? where(go) : shown }, steps: [goStep], exact: false };
  if (toolchain) useToolchain(floor, toolchain, where(toolchain));
  if (needs && newer(needs.version, floor.version)) {
    floor.steps.push({
      text: `at least ${needs.version.series}`,
      reason: `${where(needs)}: older Go cannot read ${needs.what}`,
    });
    Object.assign(floor, { version: needs.version, asked: { by: where(needs) }, exact: false });
  }
  return floor;
}

// cmd/go's own defaults (https://go.dev/ref/mod#go-mod-file-go).
const implied = (kind: ProjectFile['kind']): GoVersion => goSeries(kind === 'go.work' ? 18 : 16);

function useToolchain(floor: Floor, line: NonNullable<ProjectFile['toolchain']>, where: string): void {
  const { version, suffix } = line;
  if (!version) {
    floor.steps.push({ text: 'no toolchain line', reason: `${where} names none` });
  } else if (newer(floor.version, version)) {
    floor.steps.push({ text: 'the go line wins', reason: `${where} is older` });
  } else {
    const dropped = suffix && `; rto makes its own toolchain from Go ${nameOf(version)}, so ${suffix} is dropped`;
    floor.steps.push({ text: `at least ${nameOf(version)}`, reason: where + dropped });
    Object.assign(floor, { version, asked: { by: where }, exact: version.explicit });
  }
}

async function atLeast(floor: Floor, context: ResolveContext): Promise<Settled> {
  const { catalog } = context;
  const { asked } = floor;
  const oldest = catalog.series.map(minorOf).find((minor) => minor >= OLDEST) ?? OLDEST;
  if (floor.version.minor < OLDEST) {
    const reason = 'the oldest that rto instruments; a program for an older Go builds with a newer one';
    const { steps, ...settled } = await upward({ ...floor, version: goSeries(oldest), exact: false }, context);
    return { ...settled, steps: [{ text: `1.${oldest}`, reason }, ...steps] };
  }
  // Newer than anything catalogued: an error, unless untested minors are allowed.
  if (floor.version.minor > minorOf(catalog.series.at(-1) ?? ''))
    return floor.version.explicit ? exactly(floor.version, asked, context) : newestOf(floor.version, asked, context);
  return upward(floor, context);
}

const OWN_MINOR: readonly Step[] = [
  {
    text: 'of that minor',
    reason: 'so that every machine takes the same, whatever is installed there; --installed allows a newer one that is',
  },
];

// The floor's own minor first, then the newer ones: what asks for at least 1.23.99 is content with 1.24.
async function upward({ version, asked, exact }: Floor, context: ResolveContext): Promise<Settled> {
  const steps: Step[] = [];
  for (const series of context.catalog.series.filter((name) => minorOf(name) >= version.minor)) {
    const family = familyOf(goSeries(minorOf(series)), asked, context);
    const own = series === version.series;
    const named = own && exact ? patchOf(family, version) : undefined;
    if (named && isPinned(context)(named)) return exactly(version, asked, context);
    const found = await newestIn(family, context, own ? version : undefined);
    if (found.version && (own || found.version.kind === 'release'))
      return { version: found.version, steps: [...steps, ...(own ? OWN_MINOR : []), found.step] };
    if (!found.version && found.miss !== 'absent') throw unaskedVersion(version, found.miss, asked, context);
    if (!own || !version.explicit) continue;
    // Younger than the catalog, perhaps: the one case in which a project's line needs the source.
    const there = await context.exists(version);
    if (typeof there === 'object') throw unaskedVersion(version, there, asked, context);
    if (there) return exactly(version, asked, context);
    steps.push({
      text: `no Go ${version.name}`,
      reason: 'neither the catalog nor the source has it, or a newer one of its minor',
    });
  }
  throw missingVersion(version, asked, context);
}

const minorOf = (series: string): number => Number(series.slice(2));
const nameOf = (version: GoVersion): string => (version.explicit ? version.name : version.series);

// In a go line "1.21" is the language version, older than every release of 1.21 and its candidates.
function newer(a: GoVersion, b: GoVersion): boolean {
  return a.minor !== b.minor || (a.explicit && b.explicit) ? compareGoVersions(a, b) > 0 : a.explicit && !b.explicit;
}
