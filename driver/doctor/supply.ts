// Checks of what toolchains are made from, and of the one that would be used here.
import { relative } from 'node:path';
import type { Environment } from '../observe/environment.ts';
import type { GoCommand } from '../observe/gocommand.ts';
import { hasVersion } from '../source/modproxy.ts';
import { openNetwork } from '../source/network.ts';
import type { StoredToolchain, Verification } from '../store/store.ts';
import { describeFault, instrumentationFault } from '../toolchain/instrumented.ts';
import { touchedTools } from '../toolchain/sealed.ts';
import { openCatalog } from '../version/catalog.ts';
import { moduleVersion } from '../version/goversion.ts';
import type { Resolution } from '../version/resolution.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

/** Reads all of it. Throws RTO_CATALOG. */
export function checkCatalog(): Finding {
  const catalog = openCatalog();
  const releases = catalog.series.map((series) => catalog.family(series)?.patches.length ?? 0);
  const sum = releases.reduce((all, count) => all + count, 0);
  return ok('catalog', `${sum} releases, Go ${catalog.series[0]} to ${catalog.series.at(-1)}`);
}

// One try, and no long wait: this is a question, not a download.
const IMPATIENT = { attempts: 1, stall: 10_000 };

/** Whether the toolchain's stock Go could be fetched; where it is installed that matters less. */
export async function checkProxy(
  { version, platform }: Pick<Resolution, 'version' | 'platform'>,
  installed: boolean,
  env: Environment,
): Promise<Finding> {
  const found = await hasVersion(
    openNetwork({ env, offline: false, http: IMPATIENT }),
    moduleVersion(version.name, platform),
  );
  const what = `Go ${version.name} for ${platform}`;
  if (found === true) return ok('proxy', `serves ${what}`);
  const text = found === false ? `no module proxy has ${what}` : `no module proxy can be asked (${found.unasked})`;
  const remedy = 'check GOPROXY, HTTPS_PROXY and the network; an archive of Go works without: rto install FILE';
  return installed
    ? warning('proxy', `${text}; what is installed works without`, remedy)
    : fault('proxy', text, remedy);
}

/** Whether an installed toolchain is what its name says: its hash, its own description, and the answer of its compiler. */
export async function checkIntact(
  toolchain: StoredToolchain,
  { same, actual, foreign }: Verification,
  env: Environment,
): Promise<Finding> {
  const { goroot, version, recipe } = toolchain;
  const touched = touchedTools(goroot).map((file) => relative(goroot, file));
  const damaged = (why: string) => {
    const where = touched.length === 0 ? '' : `; written to since it was made: ${touched.slice(0, 3).join(', ')}`;
    return fault('toolchain', `${goroot} is damaged: ${why}${where}`, `rto install ${version}`);
  };
  // Before anything of it is run.
  if (foreign[0] !== undefined) return damaged(foreign[0]);
  if (!same) {
    // Said first where it tells more: a damaged tree may be found without a hash.
    const why = describeFault(goroot, recipe) ?? `it hashes to ${actual}, and not to what was recorded`;
    return damaged(why);
  }
  const why = await instrumentationFault(goroot, recipe, env);
  if (why !== undefined) return damaged(why);
  return ok('toolchain', `go${version}: ${goroot}`);
}

/** Whether the go in use, of the release that would be used, was made by this rto. */
export function checkMade(
  version: string,
  toolchain: StoredToolchain | undefined,
  go: GoCommand | undefined,
): Finding[] {
  if (go?.about?.go !== version || go.about.recipe === toolchain?.recipe) return [];
  return [
    warning('toolchain', `the go in use, ${go.goroot}, was made by another rto`, 'enter again: rto shell, rto exec'),
  ];
}
