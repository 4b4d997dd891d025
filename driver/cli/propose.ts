// What may stand next on a command line of rto: commands, options, their values, versions of Go.
import { buildApplication, proposeCompletions } from '@stricli/core';
import type { Proposal } from '../terminal/completion.ts';
import type { Context } from './context.ts';
import { SCANNER } from './define.ts';
import { type Commands, loadRoot, splitWords } from './routes.ts';

/**
 * Proposals for the last of the words, each of which begins with it. None where the words are not rto's: those of go
 * and of the command that is run are files, or another's to complete.
 */
export async function propose(commands: Commands, words: readonly string[], context: Context): Promise<Proposal[]> {
  const [before, partial] = [words.slice(0, -1), words.at(-1) ?? ''];
  if (before[0] === 'help') return propose(commands, [...before.slice(1), partial], context);
  // An option stands where the last word stands: is it rto's?
  const { own } = await splitWords(commands, [...before, '--verbose'], context.cwd);
  if (own.pop() !== '--verbose') return [];
  const app = buildApplication(await loadRoot(commands, own[0]), { name: 'rto', scanner: SCANNER });
  const found = await proposeCompletions(app, [...own, partial], context);
  // Options only to whom asks for them: an empty word may be a version or a file.
  return found
    .filter(({ completion }) => partial !== '' || !completion.startsWith('-'))
    .map(({ completion, brief }) => ({ word: completion, brief }));
}
