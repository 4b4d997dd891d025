// Tells a REQUEST from a package, where either may stand on the command line.
import { resolve } from 'node:path';
import { isGoroot } from '../version/local.ts';
import { looksLikeRequest } from '../version/request.ts';

/**
 * Whether a word is a REQUEST by its form. A path is one only where it leads to a GOROOT folder.
 * @param cwd absolute; paths are relative to it
 */
export function isRequest(word: string, cwd: string): boolean {
  return looksLikeRequest(word) || (isPath(word) && isGoroot(resolve(cwd, word)));
}

// A bare word is an import path or a folder of this module. It is never taken for a GOROOT.
function isPath(word: string): boolean {
  return word.includes('/') || word === '.' || word === '..';
}
