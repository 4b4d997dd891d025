// All commands of rto under their names, each loaded only when it is named or listed.
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

/** In the order in which --help lists them. */
const LOADERS: Readonly<Record<string, () => Promise<Target>>> = {
  run: async () => (await import('./run.ts')).run,
  build: async () => (await import('./gocommand.ts')).build,
  test: async () => (await import('./gocommand.ts')).test,
  exec: async () => (await import('./exec.ts')).exec,
  shell: async () => (await import('./shell.ts')).shell,
  env: async () => (await import('./env.ts')).env,
  resolve: async () => (await import('./resolve.ts')).resolve,
  install: async () => (await import('./install.ts')).install,
  inspect: async () => (await import('./inspect.ts')).inspect,
  events: async () => (await import('./events.ts')).events,
  which: async () => (await import('./which.ts')).which,
  list: async () => (await import('./list.ts')).list,
  uninstall: async () => (await import('./uninstall.ts')).uninstall,
  prune: async () => (await import('./prune.ts')).prune,
  verify: async () => (await import('./verify.ts')).verify,
  lock: async () => (await import('./lock.ts')).lock,
  overlay: async () => (await import('./overlay.ts')).overlay,
  doctor: async () => (await import('./doctor.ts')).doctor,
  cache: async () => (await import('./cache.ts')).cache,
  catalog: async () => (await import('./catalog.ts')).catalog,
  completion: async () => (await import('./completion.ts')).completion,
};

const PASSING: Readonly<Record<string, Passing>> = {
  run: 'run',
  exec: 'exec',
  build: 'go',
  test: 'go',
  completion: 'dashes',
};

const DOCS = {
  brief: 'See what an unchanged Go program really does',
  usage: 'COMMAND [OPTIONS] [ARGUMENTS]',
  text: 'Builds and runs Go programs with an instrumented Go, which records the reflect, unsafe, crypto and other chosen functions that really ran: from where, with what, and which method a reflective call reached. The programs need no change.',
  examples: ['rto run 1.24 ./cmd/app', 'rto exec 1.23 -- go test ./...', 'rto shell', 'rto COMMAND --help'],
};

/** rto with the command of that name; with all of them where there is no such command, so that --help can list them. */
export async function loadRoot(name: string | undefined): Promise<RouteMap<Context>> {
  const names = name !== undefined && Object.hasOwn(LOADERS, name) ? [name] : Object.keys(LOADERS);
  const routes: Record<string, Target> = {};
  for (const each of names) {
    const load = LOADERS[each];
    if (load !== undefined) routes[each] = await load();
  }
  return defineGroup(DOCS, routes, [['--version', "Print rto's version"]]);
}

/** rto's own words, with `help` and `help COMMAND` turned into --help, and the words that are passed on. */
export async function splitWords(words: readonly string[], cwd: string): Promise<Split> {
  const [command = '', ...more] = words;
  if (command === 'help') return { own: [...more, '--help'], rest: undefined };
  const passing = Object.hasOwn(PASSING, command) ? PASSING[command] : undefined;
  if (passing === undefined) return { own: [...words], rest: undefined };
  const split = passing === 'dashes' ? splitAtDashes(more) : SPLITS[passing](more, await grammarOf(command, cwd));
  return { ...split, own: [command, ...split.own] };
}

const SPLITS = { exec: splitForExec, go: splitForGo, run: splitForRun } as const;

async function grammarOf(command: string, cwd: string): Promise<Grammar> {
  const { isRequest } = await import('./request.ts');
  const target = await LOADERS[command]?.();
  const flags = target !== undefined && 'parameters' in target ? target.parameters.flags : undefined;
  const options = new Map([
    ['help', false],
    ...Object.entries(flags ?? {}).map(([name, flag]) => [optionName(name), flag.kind !== 'boolean'] as const),
  ]);
  return { command, options, isRequest: (word) => isRequest(word, cwd) };
}
