// The completion scripts, and the lines that they read back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package.ts';
import type { ShellName } from './exports.ts';

export interface Proposal {
  word: string;
  /** One line. */
  brief: string;
}

/** The script of a shell; shipped as it is, because dist/ holds compiled files only. */
export function completionScript(shell: ShellName): string {
  return readFileSync(join(packageRoot(), 'driver', 'terminal', 'completion', `rto.${shell}`), 'utf8');
}

/** One proposal a line; zsh and fish show the explanation behind the tab. */
export function formatProposals(proposals: readonly Proposal[], shell: ShellName): string {
  return proposals.map(({ word, brief }) => `${shell === 'bash' ? word : `${word}\t${brief}`}\n`).join('');
}
