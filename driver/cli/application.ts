// The set-up of stricli: our help, our errors, our exit statuses.
import {
  ArgumentScannerError,
  buildApplication,
  help,
  run,
  type StricliIntegration,
  text_en,
  version,
} from '@stricli/core';
import { version as packageVersion } from '../package.ts';
import type { Context } from './context.ts';
import { SCANNER, type Target } from './define.ts';
import { type Commands, loadRoot } from './routes.ts';
import { unknownCommand, usageError } from './usage.ts';

/**
 * Runs the command that the words name.
 * @param words the words behind `rto`, without those that are passed on
 * @returns the command's exit status
 * @throws RTO_USAGE, RTO_COMMAND_UNKNOWN, and what the command throws
 */
export async function dispatch(commands: Commands, words: readonly string[], context: Context): Promise<number> {
  const failures: unknown[] = [];
  // stricli writes the returned text to standard error and sets its own exit code. rto decides both itself.
  const fail = (error: unknown): string => {
    failures.push(error);
    return '';
  };
  const root = await loadRoot(commands, words[0]);
  const command = commandOf(root, words);
  const app = buildApplication<Context>(
    root,
    {
      name: 'rto',
      scanner: SCANNER,
      documentation: { disableAnsiColor: true },
      localization: {
        text: {
          ...text_en,
          briefs: { ...text_en.briefs, help: 'Print this text', version: "Print rto's version" },
          noCommandRegisteredForInput: ({ input, corrections }) =>
            fail(
              unknownCommand(
                command,
                input,
                corrections.map((name) => name.replaceAll('`', '')),
              ),
            ),
          exceptionWhileParsingArguments: (error) =>
            fail(error instanceof ArgumentScannerError ? usageError(error, command) : error),
          exceptionWhileLoadingCommandFunction: fail,
          exceptionWhileLoadingCommandContext: fail,
          exceptionWhileRunningCommand: fail,
          commandErrorResult: fail,
          exceptionWhileRunningIntegrationHook: ({ exception }) => fail(exception),
          exceptionWhileRunningIntegrationFlag: ({ exception }) => fail(exception),
        },
      },
    },
    integrations,
  );
  await run(app, words, context);
  if (failures.length > 0) throw failures[0];
  const { exitCode } = context.process;
  if (typeof exitCode === 'number' && exitCode >= 0) return exitCode;
  throw new Error(`the command line parser ended with ${exitCode}`);
}

/** The full name of the command that the words lead to, "list" or "catalog update". It may be the name of a group. */
function commandOf(root: Target, words: readonly string[]): string {
  const names: string[] = [];
  let target: Target | undefined = root;
  for (const word of words) {
    target = target !== undefined && 'getAllEntries' in target ? target.getRoutingTargetForInput(word) : undefined;
    if (target === undefined) break;
    names.push(word);
  }
  return names.join(' ');
}

const integrations: Readonly<Record<string, StricliIntegration<Context>>> = {
  help: help({
    brief: 'Print this text',
    defaultForRouteMap: true,
    formatting: { caseStyle: 'convert-camel-to-kebab', useAliasInUsageLine: false, onlyRequiredInUsageLine: false },
  }),
  version: version({
    alias: false,
    brief: "Print rto's version",
    info: { getCurrentVersion: async () => packageVersion() },
  }),
};
