// What rto's Nix store asks of Nix (store/nixstore.ts), done by nix commands.
import type { NixActions } from '../store/nixstore.ts';
import { type NixOptions, runNix } from './command.ts';
import { isNixFailure } from './failures.ts';

/** @param offline nothing is fetched */
export function nixActions(options: NixOptions, offline: boolean): NixActions {
  const keep: NixActions['keep'] = async (path, root) =>
    void (await runNix('nix-store', ['--realise', path, '--add-root', root, '--indirect'], options));
  return {
    async add(tree, name, root) {
      const path = (await runNix('nix', ['store', 'add-path', '--name', name, tree], options)).trim();
      await keep(path, root);
      return path;
    },
    async fetch(path, root) {
      if (offline) return false;
      try {
        // No evaluation and no derivation: a content address is all that a binary cache needs.
        await keep(path, root);
        return true;
      } catch (error) {
        // That no cache has it is the usual answer; whatever else is wrong shows when the toolchain is made.
        if (isNixFailure(error)) return false;
        throw error;
      }
    },
    keep,
    remove: async (path) => void (await runNix('nix-store', ['--delete', path], options)),
  };
}
