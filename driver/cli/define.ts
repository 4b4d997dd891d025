// Defines commands for stricli, with our own --help, and without the members that every object has.
import { buildCommand, buildRouteMap, type Command, type RouteMap, type TypedCommandParameters } from '@stricli/core';
import type { Context } from './context.ts';
import { type Docs, type Entry, formatHelp } from './help.ts';

/** The spelling of options: --allow-untested for allowUntested. */
export const SCANNER = { caseStyle: 'allow-kebab-for-camel' } as const;

export type Target = Command<Context> | RouteMap<Context>;

/**
 * Defines one command.
 * @param func the command; `this` is the Context. It imports heavy modules itself, so that --help does not load them.
 */
export function define<
  FLAGS extends Readonly<Partial<Record<keyof FLAGS, unknown>>>,
  ARGS extends readonly unknown[] = [],
>(
  docs: Docs,
  parameters: TypedCommandParameters<FLAGS, ARGS, Context>,
  func: (this: Context, flags: FLAGS, ...args: ARGS) => Promise<void>,
): Command<Context> {
  const command = buildCommand<FLAGS, ARGS, Context>({ docs, parameters, func });
  // stricli looks names up with `in`: --toString would be an option of every command.
  Object.setPrototypeOf(command.parameters.flags ?? {}, null);
  return {
    ...command,
    formatUsageLine: ({ prefix }) => `${prefix.join(' ')} ${docs.usage}`,
    formatHelp: ({ prefix }) =>
      formatHelp(prefix.join(' '), docs, [
        { title: 'Arguments', entries: docs.arguments ?? argumentEntries(command) },
        { title: 'Options', entries: [...optionEntries(command), ['--help', 'Print this text']] },
      ]),
  };
}

/**
 * Defines a group: several commands under one name.
 * @param options options of the group itself, for its --help
 */
export function defineGroup(
  docs: Docs,
  routes: Readonly<Record<string, Target>>,
  options: readonly Entry[] = [],
): RouteMap<Context> {
  // Without a prototype, for the same reason.
  const bare: Readonly<Record<string, Target>> = Object.assign(Object.create(null), routes);
  const group = buildRouteMap<string, Context>({ routes: bare, aliases: Object.create(null), docs });
  const commands = Object.entries(bare).map(([name, { brief }]): Entry => [name, brief]);
  return {
    ...group,
    formatHelp: ({ prefix }) =>
      formatHelp(prefix.join(' '), docs, [
        { title: 'Commands', entries: commands },
        { title: 'Options', entries: [['--help', 'Print this text, or that of a command'], ...options] },
      ]),
  };
}

/** "allowUntested" as it is typed: "allow-untested". */
export const optionName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function optionEntries({ parameters }: Command<Context>): Entry[] {
  return Object.entries(parameters.flags ?? {}).map(([name, flag]) => {
    const value = flag.kind === 'enum' ? flag.values.join('|') : flag.kind === 'parsed' ? flag.placeholder : undefined;
    return [value === undefined ? `--${optionName(name)}` : `--${optionName(name)} ${value}`, flag.brief];
  });
}

function argumentEntries({ parameters: { positional } }: Command<Context>): Entry[] {
  const all = positional?.kind === 'array' ? [positional.parameter] : (positional?.parameters ?? []);
  return all.map(({ placeholder = '', brief }) => [placeholder, brief]);
}
