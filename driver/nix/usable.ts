// Tells whether this machine has a Nix that rto can use.
import { RtoError } from '../errors.ts';
import { type NixOptions, runNix } from './command.ts';

/** A Nix that rto can use, or the error that tells why there is none. */
export type NixState =
  | { usable: true /** "2.8.0" */; version: string /** nix's store folder: "/nix/store" */; store: string }
  | { usable: false; why: RtoError };

/** Asks nix itself, in some 50 ms. nix opens its store for that, and changes nothing in it. */
export async function nixState(options: NixOptions): Promise<NixState> {
  try {
    const version = /\d+\.\d+\S*/.exec(await runNix('nix', ['--version'], options))?.[0] ?? 'unknown';
    // `nix store ping` names the store on standard error. 2.26 has it as JSON too, which 2.8 does not have.
    const said = await runNix('nix', ['eval', '--raw', '--impure', '--expr', 'builtins.storeDir'], options);
    await runNix('nix', ['store', 'ping'], options);
    return { usable: true, version, store: said.trim() };
  } catch (error) {
    if (error instanceof RtoError) return { usable: false, why: error };
    throw error;
  }
}
