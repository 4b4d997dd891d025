// Whether a word on the command line is a REQUEST, where a package could stand as well.
import { resolve } from 'node:path';
import { isGoroot } from '../version/local.ts';
import { looksLikeRequest } from '../version/request.ts';

/** By its form; a path only where it leads to a GOROOT folder. */
export function isRequest(word: string, cwd: string): boolean {
  return looksLikeRequest(word) || (isPath(word) && isGoroot(resolve(cwd, word)));
}

// A bare word is an import path or a folder of this module, and never a GOROOT.
function isPath(word: string): boolean {
  return word.includes('/') || word === '.' || word === '..';
}
