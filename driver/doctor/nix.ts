// Whether and how Nix takes part, by the store that was asked for.

import { NIXPKGS_VARIABLE } from '../nix/build.ts';
import type { NixOptions } from '../nix/command.ts';
import { nixState } from '../nix/usable.ts';
import type { StoreKind } from '../store/store.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

export async function checkNix(kind: StoreKind, options: NixOptions): Promise<Finding> {
  if (kind === 'embedded') return ok('nix', 'not asked: toolchains are kept in the embedded store alone');
  const state = await nixState(options);
  if (state.usable) {
    const nixpkgs = options.env[NIXPKGS_VARIABLE] || "the flake's own nixpkgs";
    const part =
      kind === 'nix'
        ? `toolchains are kept in ${state.store}, built with ${nixpkgs}`
        : `what is in ${state.store} is used there, what is locked is asked of its binary caches; else built without Nix`;
    return ok('nix', `Nix ${state.version}: ${part}`);
  }
  const { message, try: remedy, code } = state.why;
  if (kind === 'nix') return fault('nix', `--store nix was asked for: ${message}`, remedy);
  // Most machines have no Nix.
  if (code === 'RTO_NIX_ABSENT') return ok('nix', `${message}: toolchains are kept in the embedded store`);
  return warning('nix', `${message}: toolchains are kept in the embedded store`, remedy);
}
