// What a stock tree that is on disk must be, wherever it came from: the asked release, for the asked platform, untouched by rto.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { saysInstrumented } from '../about.ts';
import { RtoError } from '../errors.ts';
import { redact } from '../text/redact.ts';
import type { GoVersion } from '../version/goversion.ts';
import type { Platform } from '../version/platform.ts';
import { expectHash, unproved } from './expected.ts';
import type { UnpackOptions } from './source.ts';

/**
 * Throws RTO_SOURCE_TREE when `root` is no GOROOT, is instrumented already, or holds another release or platform.
 * @param label names the source in errors
 */
export function checkTree(root: string, label: string, version: GoVersion, platform: Platform): void {
  const fault = treeFault(root, version, platform);
  if (fault === undefined) return;
  throw new RtoError('RTO_SOURCE_TREE', `${label} cannot be used: ${fault}`, {
    facts: { asked: `Go ${version.name} for ${platform}` },
    try: 'give the GOROOT folder or archive of an unchanged Go release',
  });
}

/** Why this tree is not that release, or undefined when it is. */
export function treeFault(root: string, version: GoVersion, platform: Platform): string | undefined {
  if (saysInstrumented(root)) return 'it is an instrumented toolchain already';
  const tools = `pkg/tool/${platform.replace('-', '_')}`;
  const missing = ['VERSION', 'src/runtime/runtime2.go', 'bin/go'].find((path) => !existsSync(join(root, path)));
  if (missing !== undefined) return `it has no ${missing}`;
  const found = readFileSync(join(root, 'VERSION'), 'utf8').split('\n', 1)[0]?.trim() ?? '';
  if (found !== `go${version.name}`) return `its VERSION file says ${redact(JSON.stringify(found))}`;
  if (!existsSync(join(root, tools, 'compile'))) return `it has no ${tools}/compile`;
  return undefined;
}

const UNKNOWN = 'the catalog does not know this release';

/**
 * Whether the catalog vouches for a tree that lay on this machine. Throws RTO_SOURCE_HASH for another tree than it knows,
 * RTO_UNPROVED for a release that it does not know, unless unproved ones are allowed: then a notice is given.
 * @param nar of the tree as it was read
 */
export function vouched(
  label: string,
  nar: string,
  { pin, onEvent }: Pick<UnpackOptions, 'pin' | 'onEvent'>,
  { allowUnproved = false }: { allowUnproved?: boolean },
): { unproved?: true } {
  if (pin !== undefined) {
    expectHash(label, pin.nar, nar, 'the catalog', label);
    return {};
  }
  if (!allowUnproved) throw unproved(label, UNKNOWN);
  onEvent?.({ kind: 'notice', text: `${label} is not verified: ${UNKNOWN}` });
  return { unproved: true };
}
