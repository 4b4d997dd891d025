// All of the standard library, as what may be observed.
import { tmpdir } from 'node:os';
import { rto } from './rto.ts';

/** "archive/...,bufio/...,…": all trees of the standard library. */
export async function standardTrees(minor: string): Promise<string> {
  const { stdout } = await rto(['exec', '--observe', 'none', minor, '--', 'go', 'list', 'std'], { cwd: tmpdir() });
  return [...new Set(stdout.match(/^[^/\n]+/gm))].map((name) => `${name}/...`).join();
}
