// Turns stricli's errors about a command line into rto's own.
import { type ArgumentScannerError, FlagNotFoundError, formatMessageForArgumentScannerError } from '@stricli/core';
import { type ErrorDetails, EXIT, messageOf, RtoError } from '../errors.ts';
import { optionName } from './define.ts';

/**
 * RTO_USAGE for a word that does not fit.
 * @param command "list", "catalog update"; empty for rto itself
 */
export function usageError(error: ArgumentScannerError, command: string): RtoError {
  const rto = `rto ${command}`.trim();
  const message = formatMessageForArgumentScannerError(error, {
    FlagNotFoundError: ({ input }) => `${rto} has no option --${input}`,
    AliasNotFoundError: ({ input }) => `${rto} has no option -${input}`,
    EnumValidationError: ({ externalFlagName, input, values }) =>
      `--${externalFlagName} takes ${values.join(', ')}, not ${JSON.stringify(input)}`,
    UnsatisfiedFlagError: ({ externalFlagName }) => `--${externalFlagName} needs a value`,
    UnexpectedFlagError: ({ externalFlagName }) => `--${externalFlagName} is given twice`,
    UnexpectedPositionalError: ({ input }) => `${rto} has no use for the word ${JSON.stringify(input)}`,
    UnsatisfiedPositionalError: ({ placeholder }) => `${rto} needs ${placeholder}`,
    InvalidNegatedFlagSyntaxError: ({ externalFlagName }) => `--${externalFlagName} takes no value`,
    ArgumentParseError: ({ externalFlagNameOrPlaceholder, input, exception }) =>
      `${argumentName(externalFlagNameOrPlaceholder)} cannot be ${JSON.stringify(input)}: ${messageOf(exception)}`,
  });
  const near = error instanceof FlagNotFoundError ? error.corrections.map((name) => `--${optionName(name)}`) : [];
  return wrongWords(rto, message, { facts: near.length > 0 ? { near: near.join(', ') } : {}, cause: error });
}

function wrongWords(rto: string, message: string, details: ErrorDetails = {}): RtoError {
  return new RtoError('RTO_USAGE', message, { ...details, try: `${rto} --help`, exit: EXIT.usage });
}

/** An argument's name is in capitals in --help. Any other name is an option's. */
const argumentName = (name: string): string => (/[a-z]/.test(name) ? `--${name}` : name);

/**
 * RTO_COMMAND_UNKNOWN, or RTO_USAGE where the word is an option.
 * @param group "catalog"; empty for rto itself
 * @param word the word in the place of a command of that group
 * @param near names of commands that may have been meant
 */
export function unknownCommand(group: string, word: string, near: readonly string[]): RtoError {
  const rto = `rto ${group}`.trim();
  if (word.startsWith('-')) return wrongWords(rto, `${rto} has no option ${word}`);
  return new RtoError('RTO_COMMAND_UNKNOWN', `${rto} has no command ${JSON.stringify(word)}`, {
    facts: near.length > 0 ? { near: near.join(', ') } : {},
    try: `${rto} --help`,
    exit: EXIT.usage,
  });
}
