// Whether there is a Nix here that rto can use.
import { RtoError } from '../errors.ts';
import { type NixOptions, runNix } from './command.ts';

export type NixState =
  | { usable: true /** "2.8.0" */; version: string /** "local", "daemon", … */; store: string }
  | { usable: false; why: RtoError };

/** Asks nix itself: it opens the store for that, and changes nothing in it. Takes some 50 ms. */
export async function nixState(options: NixOptions): Promise<NixState> {
  try {
    const version = /\d+\.\d+\S*/.exec(await runNix('nix', ['--version'], options))?.[0] ?? 'unknown';
    // Nix 2.8 says it on standard error; so does 2.26 unless asked for JSON, which 2.8 has not.
    const said = await runNix('nix', ['eval', '--raw', '--impure', '--expr', 'builtins.storeDir'], options);
    await runNix('nix', ['store', 'ping'], options);
    return { usable: true, version, store: said.trim() };
  } catch (error) {
    if (error instanceof RtoError) return { usable: false, why: error };
    throw error;
  }
}
