// Finds the command that a command line names, and the words of it that are rto's own.
import type { RouteMap } from '@stricli/core';
import {
  type Grammar,
  type Passing,
  type Split,
  splitAtDashes,
  splitForExec,
  splitForGo,
  splitForRun,
} from './arguments.ts';
import type { Context } from './context.ts';
import { defineGroup, optionName, type Target } from './define.ts';
import type { Docs } from './help.ts';

/** All commands, as driver/commands defines them. */
export interface Commands {
  /** Name -> loader. A command is loaded when it is named or listed. */
  readonly loaders: Readonly<Record<string, () => Promise<Target>>>;
  /** Name -> rule, for the commands that pass words on. */
  readonly passing: Readonly<Record<string, Passing>>;
  readonly docs: Docs;
}

/** rto with the command of that name. Without such a command it has all of them, so that --help can list them. */
export async function loadRoot(commands: Commands, name: string | undefined): Promise<RouteMap<Context>> {
  const { loaders, docs } = commands;
  const names = name !== undefined && Object.hasOwn(loaders, name) ? [name] : Object.keys(loaders);
  const routes: Record<string, Target> = {};
  for (const each of names) {
    const load = loaders[each];
    if (load !== undefined) routes[each] = await load();
  }
  return defineGroup(docs, routes, [['--version', "Print rto's version"]]);
}

/**
 * Splits a command line into rto's own words and those that are passed on. `help` and `help COMMAND` become --help.
 * @param words the words behind `rto`
 * @param cwd absolute
 */
export async function splitWords(commands: Commands, words: readonly string[], cwd: string): Promise<Split> {
  const [command = '', ...more] = words;
  if (command === 'help') return { own: [...more, '--help'], rest: undefined };
  const passing = Object.hasOwn(commands.passing, command) ? commands.passing[command] : undefined;
  if (passing === undefined) return { own: [...words], rest: undefined };
  const split =
    passing === 'dashes' ? splitAtDashes(more) : SPLITS[passing](more, await grammarOf(commands, command, cwd));
  return { ...split, own: [command, ...split.own] };
}

const SPLITS = { exec: splitForExec, go: splitForGo, run: splitForRun } as const;

async function grammarOf(commands: Commands, command: string, cwd: string): Promise<Grammar> {
  const { isRequest } = await import('./request.ts');
  const target = await commands.loaders[command]?.();
  const flags = target !== undefined && 'parameters' in target ? target.parameters.flags : undefined;
  const options = new Map([
    ['help', false],
    ...Object.entries(flags ?? {}).map(([name, flag]) => [optionName(name), flag.kind !== 'boolean'] as const),
  ]);
  return { command, options, isRequest: (word) => isRequest(word, cwd) };
}
