// Completion of a command line of rto: commands, options, their values, versions of Go.
import { buildApplication, proposeCompletions } from '@stricli/core';
import type { Proposal } from '../terminal/completion.ts';
import type { Context } from './context.ts';
import { SCANNER } from './define.ts';
import { type Commands, loadRoot, splitWords } from './routes.ts';

/**
 * Proposals for the last of the words. Each begins with that word. There are none where the last word is not rto's:
 * a word of go or of the command that is run is a file, or its own completion knows it.
 */
export async function propose(commands: Commands, words: readonly string[], context: Context): Promise<Proposal[]> {
  const [before, partial] = [words.slice(0, -1), words.at(-1) ?? ''];
  if (before[0] === 'help') return propose(commands, [...before.slice(1), partial], context);
  // An option of rto's takes the place of the last word here, to see whether that place is in rto's part.
  const { own } = await splitWords(commands, [...before, '--verbose'], context.cwd);
  if (own.pop() !== '--verbose') return [];
  const app = buildApplication(await loadRoot(commands, own[0]), { name: 'rto', scanner: SCANNER });
  const found = await proposeCompletions(app, [...own, partial], context);
  // Options are proposed only behind a dash. An empty word may become a version or a file.
  return found
    .filter(({ completion }) => partial !== '' || !completion.startsWith('-'))
    .map(({ completion, brief }) => ({ word: completion, brief }));
}
