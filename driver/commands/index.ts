// All commands of rto under their names, in the order in which --help lists them.
import { buildRouteMap } from '@stricli/core';
import { type OptionTable, type Passing, type Split, splitAtDashes, splitForGo } from './arguments.ts';
import { optionName } from './define.ts';
import { env } from './env.ts';
import { exec } from './exec.ts';
import { build, test } from './gocommand.ts';
import { formatHelp } from './help.ts';
import { install } from './install.ts';
import { list } from './list.ts';
import { prune } from './prune.ts';
import { isRequest } from './request.ts';
import { resolve } from './resolve.ts';
import { run } from './run.ts';
import { shell } from './shell.ts';
import { uninstall } from './uninstall.ts';
import { which } from './which.ts';

// Without a prototype: stricli would find `toString` in it and take that for a command.
const COMMANDS: Readonly<Record<string, typeof run>> = Object.assign(Object.create(null), {
  ...{ run, build, test, exec, shell, env },
  ...{ resolve, install, which, list, uninstall, prune },
});

const PASSING: Readonly<Record<string, Passing>> = { run: 'dashes', exec: 'dashes', build: 'go', test: 'go' };

const routes = buildRouteMap({
  routes: COMMANDS,
  aliases: Object.create(null),
  docs: { brief: 'See what an unchanged Go program really does' },
});

export const root: typeof routes = {
  ...routes,
  formatHelp: () =>
    formatHelp(
      'rto',
      {
        brief: routes.brief,
        usage: 'COMMAND [OPTIONS] [ARGUMENTS]',
        text: 'Builds and runs Go programs with an instrumented Go, which records the reflect, unsafe, crypto and other chosen functions that really ran: from where, with what, and which method a reflective call reached. The programs need no change.',
        examples: ['rto run 1.24 ./cmd/app', 'rto exec 1.23 -- go test ./...', 'rto shell', 'rto COMMAND --help'],
      },
      [
        { title: 'Commands', entries: Object.entries(COMMANDS).map(([name, { brief }]) => [name, brief]) },
        {
          title: 'Options',
          entries: [
            ['--help', 'Print this text, or that of a command'],
            ['--version', "Print rto's version"],
          ],
        },
      ],
    ),
};

/** rto's own words, with `help` and `help COMMAND` turned into --help, and the words that are passed on. */
export function splitWords(words: readonly string[], cwd: string): Split {
  const [command = '', ...more] = words;
  if (command === 'help') return { own: [...more, '--help'], rest: undefined };
  const passing = Object.hasOwn(PASSING, command) ? PASSING[command] : undefined;
  if (passing === undefined) return { own: [...words], rest: undefined };
  const { own, rest } =
    passing === 'go' ? splitForGo(more, optionsOf(command), (word) => isRequest(word, cwd)) : splitAtDashes(more);
  return { own: [command, ...own], rest };
}

function optionsOf(command: string): OptionTable {
  const flags = COMMANDS[command]?.parameters.flags ?? {};
  const options = new Map([['help', false]]);
  for (const [name, flag] of Object.entries(flags)) {
    options.set(optionName(name), flag.kind !== 'boolean');
  }
  return options;
}
