// Turns an unpacked stock GOROOT into an instrumented one, in place: runs wrappers/install with that same stock go.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { capture } from '../process/command.ts';
import { instrumentationFault } from './instrumented.ts';
import { canonicalJson, type RecipeValue } from './recipe.ts';

export interface Instrumentation {
  /** The stock tree, in normal form. */
  goroot: string;
  /** The folder of rto's Go sources. */
  wrappers: string;
  /** What wrappers/install is told: version, platform, recipe and family. */
  about: RecipeValue;
  /** 64 hex digits; what the result has to say of itself. */
  recipe: string;
  /** An empty folder for caches and temporary files. */
  work: string;
  signal?: AbortSignal | undefined;
}

/** Throws RTO_INSTRUMENT with the words of what failed, RTO_INSTRUMENT_CHECK where nothing failed and it was not done. */
export async function instrument({ goroot, wrappers, about, recipe, work, signal }: Instrumentation): Promise<void> {
  const [home, cache, temporary] = await Promise.all(
    ['home', 'cache', 'tmp'].map(async (name) => {
      const folder = join(work, name);
      await mkdir(folder);
      return folder;
    }),
  );
  // An environment of its own: the user's GOFLAGS, GOAMD64, go env -w … must not change a bit of the result.
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: home,
    TMPDIR: temporary,
    GOROOT: goroot,
    GOCACHE: cache,
    GOPATH: home,
    ...settingsOf(wrappers),
  };
  const args = ['run', '-trimpath', './install', goroot, canonicalJson(about)];
  try {
    await capture(join(goroot, 'bin', 'go'), args, { cwd: wrappers, env, signal });
  } catch (error) {
    throw new RtoError('RTO_INSTRUMENT', 'the stock Go could not be instrumented', {
      facts: error instanceof RtoError ? { ...error.facts } : { why: messageOf(error) },
      try: 'Go 1.19 and 1.20 need a glibc loader while they are instrumented; a full disk is another usual cause',
      cause: error,
    });
  }
  // A go that was not Go's may have said yes and done nothing.
  const why = await instrumentationFault(goroot, recipe, env);
  if (why !== undefined)
    throw new RtoError('RTO_INSTRUMENT_CHECK', `the stock Go was not instrumented, though its go said so: ${why}`, {
      try: 'rto install --verbose with another source of Go; nothing of this one is kept',
    });
}

/** What every go that makes a toolchain is told, whoever starts it. Throws RTO_WRAPPERS_ENVIRONMENT. */
function settingsOf(wrappers: string): Readonly<Record<string, string>> {
  const file = join(wrappers, 'install', 'environment.json');
  try {
    const settings: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof settings !== 'object' || settings === null) throw new Error('it is not an object');
    return Object.fromEntries(
      Object.entries(settings).map(([name, value]) => {
        if (typeof value !== 'string') throw new Error(`${name} is not a text`);
        return [name, value];
      }),
    );
  } catch (cause) {
    throw new RtoError('RTO_WRAPPERS_ENVIRONMENT', "rto's own settings for making a toolchain cannot be read", {
      facts: { file, because: messageOf(cause) },
      try: 'install rto again',
      cause,
    });
  }
}
