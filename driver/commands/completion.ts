// rto completion SHELL: the script by which a shell completes rto's command line, and what that script asks for.

import { define } from '../cli/define.ts';
import { SHELLS, type ShellName } from '../terminal/exports.ts';

export const completion = define<Record<never, never>, [shell: ShellName]>(
  {
    brief: 'Print a script that completes rto on the command line',
    usage: 'bash|zsh|fish [-- WORDS]',
    text: 'Prints the completion script of a shell, for its start-up file. With --, as that script asks: prints what the last of WORDS may become, one proposal a line.',
    arguments: [
      [SHELLS.join('|'), 'Whose script'],
      ['WORDS', 'What stands on the command line after rto, up to the cursor; the last may be empty'],
    ],
    examples: [
      'eval "$(rto completion bash)"    # in ~/.bashrc',
      'eval "$(rto completion zsh)"     # in ~/.zshrc, after compinit',
      'rto completion fish | source     # in ~/.config/fish/config.fish',
    ],
  },
  {
    flags: {},
    positional: {
      kind: 'tuple',
      parameters: [
        { placeholder: 'SHELL', parse: shellName, brief: 'Whose script', proposeCompletions: () => [...SHELLS] },
      ],
    },
  },
  async function (_flags, shell) {
    const { completionScript, formatProposals } = await import('../terminal/completion.ts');
    if (this.rest === undefined) {
      this.process.stdout.write(completionScript(shell));
      return;
    }
    this.process.stdout.write(formatProposals(await this.propose(this.rest), shell));
  },
);

function shellName(text: string): ShellName {
  const known = SHELLS.find((name) => name === text);
  if (known !== undefined) return known;
  throw new SyntaxError(`it is none of ${SHELLS.join(', ')}`);
}
