// Go that lies on this machine: which release a GOROOT folder or an archive holds.

import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { saysInstrumented } from '../about.ts';
import { RtoError } from '../errors.ts';
import { statOf } from '../stat.ts';
import { type GoVersion, parseReleaseName } from './goversion.ts';
import type { Platform } from './platform.ts';
import type { Step } from './resolution.ts';

interface Local {
  version: GoVersion;
  steps: Step[];
}

/** Whether a path looks like a GOROOT: for commands, to tell one from a package. */
export function isGoroot(path: string): boolean {
  return existsSync(join(path, 'VERSION')) && existsSync(join(path, 'src', 'runtime'));
}

/** Reads VERSION of a GOROOT folder with tools for `platform`. Throws RTO_GOROOT. */
export function gorootVersion(path: string, platform: Platform): Local {
  const refuse = (why: string) =>
    new RtoError('RTO_GOROOT', `${path} cannot serve as a stock GOROOT: ${why}`, { try: 'rto resolve stable' });
  if (!statOf(path)?.isDirectory()) throw refuse('there is no such folder');
  if (!isGoroot(path)) throw refuse('it has no VERSION file and src/runtime folder');
  if (saysInstrumented(path)) throw refuse('it is instrumented already');
  const tools = join('pkg', 'tool', platform.replace('-', '_'));
  if (!existsSync(join(path, tools, 'compile')))
    throw refuse(`it has no ${tools}/compile, so it is not for ${platform}`);
  // From 1.21 on a second line says when; experiments and vendors add words and suffixes to the first.
  const line = readFileSync(join(path, 'VERSION'), 'utf8').split('\n', 1)[0]?.trim() ?? '';
  const version = line.startsWith('go') ? parseReleaseName(line.replace(/[ \t-].*/, '')) : undefined;
  if (!version) throw refuse(`its VERSION says ${JSON.stringify(line.slice(0, 80))}, which is not a Go release`);
  return { version, steps: [{ text: version.name, reason: `${join(path, 'VERSION')} says ${line}` }] };
}

// go1.23.4.linux-amd64.tar.gz, as go.dev names them; v0.0.1-go1.23.4.linux-amd64.zip, as a module cache does.
const ARCHIVE = /go(1\.[0-9a-z.]+)\.([a-z0-9]+-[a-z0-9]+)/;

/**
 * The release that an archive's name tells; its contents are checked when it is unpacked. Throws RTO_ARCHIVE_UNFIT.
 */
export function archiveVersion(path: string, platform: Platform): Local {
  const refuse = (why: string, next: string) =>
    new RtoError('RTO_ARCHIVE_UNFIT', `${path} cannot serve as stock Go: ${why}`, { try: next });
  if (!statOf(path)?.isFile()) throw refuse('there is no such file', 'rto resolve stable');
  const [, name = '', system = ''] = ARCHIVE.exec(basename(path)) ?? [];
  const version = parseReleaseName(name);
  if (!version)
    throw refuse(
      'its name does not tell which release it is',
      `rename it as it was published: go1.23.4.${platform}.tar.gz or v0.0.1-go1.23.4.${platform}.zip`,
    );
  if (system !== platform)
    throw refuse(`it is for ${system}, not ${platform}`, `fetch go${version.name}.${platform}.tar.gz`);
  return { version, steps: [{ text: version.name, reason: `${basename(path)} says so by its name` }] };
}
