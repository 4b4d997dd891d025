// Which installed toolchains are meant by a name or a version. Pure.
import { EXIT, RtoError } from '../errors.ts';
import { parseGoVersion } from '../version/goversion.ts';
import type { StoredToolchain } from './store.ts';

/**
 * The toolchains of these names, each once, in the order given. A name is a base name, a name without the hash, or a
 * version: "1.23.12" is every toolchain of that release, "1.23" the release of that minor where only one is installed.
 * @throws RTO_UNINSTALL_UNKNOWN, RTO_UNINSTALL_UNCLEAR (usage)
 */
export function chooseToolchains(names: readonly string[], installed: readonly StoredToolchain[]): StoredToolchain[] {
  return [...new Set(names.flatMap((name) => choose(name, installed)))];
}

function choose(name: string, installed: readonly StoredToolchain[]): StoredToolchain[] {
  const named = installed.filter((it) => it.base === name || it.name === name);
  if (named.length > 0) return named;
  const asked = parseGoVersion(name);
  const exact = installed.filter((it) => it.version === asked?.name);
  if (exact.length > 0) return exact;
  const series = asked?.explicit === false ? asked.series : undefined;
  const ofSeries = installed.filter((it) => parseGoVersion(it.version)?.series === series);
  const versions = [...new Set(ofSeries.map((it) => it.version))];
  if (versions.length === 1) return ofSeries;
  if (versions.length > 1) {
    throw new RtoError('RTO_UNINSTALL_UNCLEAR', `more than one release of Go ${name} is installed`, {
      facts: { installed: versions.join(', ') },
      try: `rto uninstall ${versions.join(' ')}`,
      exit: EXIT.usage,
    });
  }
  const known = [...new Set(installed.map((it) => it.version))];
  throw new RtoError('RTO_UNINSTALL_UNKNOWN', `no installed toolchain is called ${JSON.stringify(name)}`, {
    facts: { installed: known.join(', ') || 'none' },
    try: 'rto list',
  });
}
