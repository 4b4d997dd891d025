// The systems a Go release is built for, under Go's names, and what Node and Nix call them.
import { RtoError } from '../errors.ts';

export const PLATFORMS = ['linux-amd64', 'linux-arm64', 'darwin-amd64', 'darwin-arm64'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Nix's name of each platform. */
export const NIX_SYSTEM = {
  'linux-amd64': 'x86_64-linux',
  'linux-arm64': 'aarch64-linux',
  'darwin-amd64': 'x86_64-darwin',
  'darwin-arm64': 'aarch64-darwin',
} as const satisfies Record<Platform, string>;

/** The platform rto runs on; throws RTO_PLATFORM where Go toolchains are not served for it. */
export function hostPlatform(os: string = process.platform, arch: string = process.arch): Platform {
  const name = `${os}-${arch === 'x64' ? 'amd64' : arch}`;
  const found = PLATFORMS.find((platform) => platform === name);
  if (found) return found;
  throw new RtoError('RTO_PLATFORM', `no Go toolchain of rto's runs on ${name}`, {
    facts: { supported: PLATFORMS.join(', ') },
  });
}
