// The systems a Go release is built for, under Go's names.
import { RtoError } from '../errors.ts';

export const PLATFORMS = ['linux-amd64', 'linux-arm64', 'darwin-amd64', 'darwin-arm64'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** The platform rto runs on; throws RTO_PLATFORM where Go toolchains are not served for it. */
export function hostPlatform(os: string = process.platform, arch: string = process.arch): Platform {
  const name = `${os}-${arch === 'x64' ? 'amd64' : arch}`;
  const found = PLATFORMS.find((platform) => platform === name);
  if (found) return found;
  throw new RtoError('RTO_PLATFORM', `no Go toolchain of rto's runs on ${name}`, {
    facts: { supported: PLATFORMS.join(', ') },
    try: 'a machine or a container of one of these systems',
  });
}
