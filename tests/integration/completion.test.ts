// Completion in the shells themselves: the script is read as users are told to, a word is begun, Tab is pressed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { inTerminal, quote } from '../support/pty.ts';
import { plant } from '../trust/support.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let wasRun: () => boolean;
beforeAll(async () => {
  world = createWorld();
  await world.install('1.23.12');
  writeFileSync(join(world.cwd, 'a-file.log'), 'what the file says\n');
  wasRun = plant(world.cwd, 'rto');
});

/** Where the script is read, as the documentation has it. */
const SHELLS: [shell: string, file: string, text: string][] = [
  ['bash', '.bashrc', `PS1='READY> '\neval "$(rto completion bash)"\n`],
  [
    'zsh',
    '.zshrc',
    `PS1='READY> '\nunsetopt PROMPT_SP\nautoload -Uz compinit && compinit -u\neval "$(rto completion zsh)"\n`,
  ],
  [
    'fish',
    '.config/fish/config.fish',
    `function fish_prompt; printf 'READY> '; end\nfunction fish_greeting; end\nset -g fish_autosuggestion_enabled 0\nrto completion fish | source\n`,
  ],
];

it.each(SHELLS)('%s completes commands, versions, options and files', async (shell, file, text) => {
  const { env } = world;
  const home = env['HOME'] ?? '';
  mkdirSync(dirname(join(home, file)), { recursive: true });
  // Else fish starts to generate completions of its own in the background.
  mkdirSync(join(home, '.local/share/fish/generated_completions'), { recursive: true });
  writeFileSync(join(home, file), text);
  const words = ['env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), shell];
  const { status } = await inTerminal(words.map(quote).join(' '), {
    env: {},
    cwd: world.cwd,
    steps: [
      { when: 'READY> ', type: 'rto reso\t olds\t --js\t\n' },
      { when: '"request": "oldstable"', type: 'rto exec 1.23 -- cat a-fi\t\n' },
      // A Tab behind ./rto starts nothing; the line is given up again.
      { when: 'what the file says', type: './rto reso\t\x15exit 7\n' },
    ],
  });
  expect(status).toBe(7);
  expect(wasRun()).toBe(false);
});
