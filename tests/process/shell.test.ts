// The user's own shells, in a real pseudo-terminal, with start-up files that put another go first.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyChanges, type Environment, goEnvironment } from '../../driver/observe/environment.ts';
import { packageRoot } from '../../driver/package.ts';
import { planShell, userShell } from '../../driver/process/shell.ts';
import { inTerminal, quote, type Typed } from '../support/pty.ts';
import { tempFolder } from '../support/temp.ts';

const top = tempFolder('shell');
// A space, a quote and a dollar: nothing may be expanded or split on the way.
const goroot = join(top, "it's $HOME go");
const inner = join(top, 'inner');
const other = join(top, 'other');

beforeAll(() => {
  for (const [root, says] of [
    [goroot, 'the instrumented one'],
    [inner, 'the inner one'],
    [other, 'another one'],
  ] as const) {
    write(join(root, 'bin', 'go'), `#!/bin/sh\necho "${says} GOROOT=$GOROOT GOTOOLCHAIN=$GOTOOLCHAIN"\n`);
    chmodSync(join(root, 'bin', 'go'), 0o755);
  }
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A home folder of its own with these files. */
function home(files: Record<string, string>): string {
  const folder = mkdtempSync(join(top, 'home-'));
  for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
  // Else fish starts to generate completions in the background and writes here when the test is long over.
  mkdirSync(join(folder, '.local/share/fish/generated_completions'), { recursive: true });
  return folder;
}

const bin = () => `${other}/bin`;
const prepend = () => `export PATH='${bin()}':$PATH GOROOT='${other}'\n`;
const prepended = (prompt: string) => `${prepend()}export FROM_RC=yes\n${prompt}`;
const fishFile = () => `set -gx PATH '${bin()}' $PATH
set -gx GOROOT '${other}'
set -gx FROM_RC yes
function fish_prompt; printf 'READY> '; end
function fish_greeting; end
`;

function start(shell: string, folder: string, extra: Record<string, string> = {}, root = goroot): string {
  const env = { HOME: folder, PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8', ...extra };
  const plan = planShell(shell, root, env, true);
  const full = applyChanges(env, { ...goEnvironment(root, env), ...plan.changes });
  const words = ['env', '-i', 'TERM=xterm', ...Object.entries(full).map(([name, value]) => `${name}=${value}`)];
  return [...words, plan.command, ...plan.args].map(quote).join(' ');
}

const READY = 'READY> ';
const ASK: Typed[] = [
  {
    when: READY,
    type: 'go version; echo "rc=$FROM_RC left=$RTO_SHELL_GOROOT,$RTO_SHELL_START,$RTO_SHELL_ENV,$RTO_SHELL_ZDOTDIR."\n',
  },
  { when: 'left=,,,.', type: 'exit 7\n' },
];

/** Where each shell reads its start-up files, and what it takes to have that prompt. */
const SHELLS: [
  shell: string,
  files: () => Record<string, string>,
  extra?: (folder: string) => Record<string, string>,
][] = [
  ['bash', () => ({ '.bashrc': prepended(`PS1='READY> '\n`) })],
  ['zsh', () => ({ '.zshrc': prepended(`PS1='READY> '\nunsetopt PROMPT_SP\n`) })],
  ['fish', () => ({ '.config/fish/config.fish': fishFile() })],
  ['dash', () => ({ '.shrc': prepended(`PS1='READY> '\n`) }), () => ({ ENV: '$HOME/.shrc' })],
  ['ksh', () => ({ '.kshrc': prepended(`PS1='READY> '\n`) }), (folder) => ({ ENV: `${folder}/.kshrc` })],
  ['mksh', () => ({ '.mkshrc': prepended(`PS1='READY> '\n`) }), (folder) => ({ ENV: `${folder}/.mkshrc` })],
];

// Debian's ksh is not everywhere; the four that rto must follow are.
const present = (shell: string) =>
  ['/bin', '/usr/bin', '/usr/local/bin'].some((folder) => existsSync(join(folder, shell)));
const required = ['bash', 'zsh', 'fish', 'dash'];

describe.each(SHELLS.filter(([shell]) => required.includes(shell) || present(shell)))('%s', (shell, files, extra) => {
  it('reads its own start-up files, and instrumented go is first all the same; status passes through', async () => {
    const folder = home(files());
    const { status, output } = await inTerminal(start(shell, folder, extra?.(folder)), {
      env: {},
      cwd: folder,
      steps: ASK,
    });
    expect(output).toContain(`the instrumented one GOROOT=${goroot} GOTOOLCHAIN=local`);
    expect(output).toContain('rc=yes left=,,,.');
    expect(status).toBe(7);
  });

  it('has the folder once on PATH', async () => {
    const folder = home(files());
    const { output } = await inTerminal(start(shell, folder, extra?.(folder)), {
      env: {},
      cwd: folder,
      steps: [
        { when: READY, type: "env | grep '^PATH='\n" },
        { when: /PATH=\//, type: 'exit 0\n' },
      ],
    });
    const path = /PATH=(\/.*)/.exec(output)?.[1]?.split(':') ?? [];
    expect(path.filter((entry) => entry === `${goroot}/bin`)).toHaveLength(1);
    expect(path[0]).toBe(`${goroot}/bin`);
    expect(path).toContain(bin());
  });

  it('started again inside, the inner toolchain wins', async () => {
    const folder = home(files());
    const second = start(shell, folder, extra?.(folder), inner);
    write(join(folder, 'inner'), second);
    const { output } = await inTerminal(start(shell, folder, extra?.(folder)), {
      env: {},
      cwd: folder,
      steps: [
        { when: READY, type: 'sh ./inner\n' },
        { when: READY, type: 'go version\n' },
        { when: 'GOTOOLCHAIN=local', type: 'exit 0\n' },
        { when: READY, type: 'exit 0\n' },
      ],
    });
    expect(output).toContain(`the inner one GOROOT=${inner}`);
  });
});

describe('tools that change PATH at every prompt', () => {
  const hook = () => `grab() { export PATH='${bin()}':$PATH GOROOT='${other}'; }\n`;
  it.each<[shell: string, files: () => Record<string, string>, how: string]>([
    ['bash', () => ({ '.bashrc': `${hook()}PROMPT_COMMAND=grab\nPS1='READY> '\n` }), 'a text'],
    ['bash', () => ({ '.bashrc': `${hook()}PROMPT_COMMAND='grab;'\nPS1='READY> '\n` }), 'a text that ends in ;'],
    ['bash', () => ({ '.bashrc': `${hook()}PROMPT_COMMAND=(grab)\nPS1='READY> '\n` }), 'a list'],
    ['zsh', () => ({ '.zshrc': `${hook()}precmd_functions=(grab)\nPS1='READY> '\n` }), 'the list assigned anew'],
    ['zsh', () => ({ '.zshrc': `${hook()}precmd_functions+=(grab)\nPS1='READY> '\n` }), 'added to the list'],
    [
      'fish',
      () => ({
        '.config/fish/config.fish': `${fishFile()}function grab --on-event fish_prompt; set -gx PATH '${bin()}' $PATH; end\n`,
      }),
      'an event',
    ],
  ])('%s %#', async (shell, files) => {
    const folder = home(files());
    const { output } = await inTerminal(start(shell, folder), {
      env: {},
      cwd: folder,
      steps: [
        { when: READY, type: 'true\n' },
        { when: READY, type: 'go version\n' },
        { when: 'GOTOOLCHAIN=local', type: 'exit 0\n' },
      ],
    });
    expect(output).toContain(`the instrumented one GOROOT=${goroot}`);
  });
});

describe('zsh', () => {
  it('finds everything where the user’s ZDOTDIR says, and leaves nothing in the package', async () => {
    const folder = home({
      '.zshenv': 'export ZDOTDIR=$HOME/.config/zsh\n',
      '.config/zsh/.zshrc': prepended(`PS1='READY> '\nautoload -Uz compinit && compinit\n`),
    });
    const { output } = await inTerminal(start('zsh', folder), {
      env: {},
      cwd: folder,
      steps: [
        { when: READY, type: 'go version; echo "at $ZDOTDIR."\n' },
        { when: /at \/.*\./, type: 'exit\n' },
      ],
    });
    expect(output).toContain('the instrumented one');
    expect(output).toContain(`at ${folder}/.config/zsh.`);
    expect(readdirSync(join(packageRoot(), 'driver/process/shell/zsh'))).toEqual(['.zshenv']);
  });

  it('has no ZDOTDIR where the user has none, and the one of the environment where there is one', async () => {
    const folder = home({ '.zshrc': `PS1='READY> '\n`, 'else/.zshrc': `PS1='READY> '\n` });
    for (const [extra, want] of [
      [{}, 'at unset.'],
      [{ ZDOTDIR: join(folder, 'else') }, `at ${folder}/else.`],
    ] as const) {
      const { output } = await inTerminal(start('zsh', folder, extra), {
        env: {},
        cwd: folder,
        steps: [
          { when: READY, type: `echo "at \${ZDOTDIR-unset}."\n` },
          { when: want, type: 'exit\n' },
        ],
      });
      expect(output).toContain(want);
    }
  });
});

it('bash reads the system’s bashrc once, and before the user’s', async () => {
  const folder = home({ '.bashrc': `PS1='READY> '\n` });
  const { output } = await inTerminal(start('bash', folder), {
    env: {},
    cwd: folder,
    steps: [{ when: READY, type: 'type -t __rto_go_first; exit 0\n' }],
  });
  // Were the system's file read after it, its PS1 would be shown.
  expect(output).toContain('function');
});

describe('which shell', () => {
  it.each<[env: Environment, passwd: string | null, want: string, why: string]>([
    [{ SHELL: '/usr/bin/fish' }, '/bin/zsh', '/usr/bin/fish', 'SHELL first'],
    [{}, '/bin/zsh', '/bin/zsh', 'the passwd entry'],
    [{ SHELL: '' }, '/bin/zsh', '/bin/zsh', 'an empty SHELL is none'],
    [{}, null, '/bin/sh', 'a user without an entry'],
    [{}, '/usr/sbin/nologin', '/bin/sh', 'an account that may not log in'],
  ])('%o, passwd %s -> %s (%s)', (env, passwd, want) => {
    expect(userShell(env, () => passwd)).toBe(want);
  });

  it.each([
    ['/usr/bin/nu', true, /nu is not known to rto/],
    ['/bin/tcsh', false, /tcsh is not known to rto/],
    ['/bin/sh', false, undefined],
    ['/bin/bash', true, undefined],
  ])('%s (terminal: %s): notice %s', (shell, interactive, want) => {
    const { notice, command } = planShell(shell, goroot, {}, interactive);
    expect(command).toBe(shell);
    if (want === undefined) expect(notice).toBeUndefined();
    else expect(notice).toMatch(want);
  });
});

it.each(required)('%s reads commands from a pipe, with instrumented go first', (shell) => {
  const folder = home({ '.zshenv': prepend(), '.config/fish/config.fish': fishFile() });
  const env = { HOME: folder, PATH: '/usr/bin:/bin' };
  const plan = planShell(shell, goroot, env, false);
  // By a pipe of sh: what Node makes for a child's stdin is a socket, and fish does not read commands from one.
  const ran = spawnSync(
    'sh',
    ['-c', `printf 'go version\\nexit 9\\n' | ${[plan.command, ...plan.args].map(quote).join(' ')}`],
    {
      env: applyChanges(env, { ...goEnvironment(goroot, env), ...plan.changes }),
      encoding: 'utf8',
    },
  );
  expect(ran.stdout).toContain(`the instrumented one GOROOT=${goroot}`);
  expect(ran.status).toBe(9);
});

it('ships every file that a plan names', () => {
  for (const shell of ['bash', 'zsh', 'fish', 'sh']) {
    const { args, changes } = planShell(shell, goroot, {}, true);
    const paths = [...args, ...Object.values(changes)].filter((text) => text?.startsWith(packageRoot()));
    expect(paths.length, shell).toBe(1);
    for (const path of paths) expect(existsSync(path ?? ''), path).toBe(true);
  }
  const { files } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { files: string[] };
  expect(files).toContain('driver/process/shell');
  expect(basename(packageRoot())).not.toBe('driver');
});
