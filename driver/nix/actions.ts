// The actions that rto's Nix store needs (store/nixstore.ts), done by nix commands.
import type { NixActions } from '../store/nixstore.ts';
import { type NixOptions, runNix } from './command.ts';
import { isNixFailure } from './failures.ts';

/**
 * The actions throw what runNix throws. `fetch` gives false where Nix cannot fetch the path.
 * @param offline whether nothing may be fetched
 */
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
        // A binary cache needs a content address and nothing else. There is no evaluation and no derivation.
        await keep(path, root);
        return true;
      } catch (error) {
        // The usual reason is that no cache has it. Any other fault shows when the toolchain is made.
        if (isNixFailure(error)) return false;
        throw error;
      }
    },
    keep,
    remove: async (path) => void (await runNix('nix-store', ['--delete', path], options)),
  };
}
