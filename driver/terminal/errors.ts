// How an error reads: what failed, why, what to do next; or one JSON object. Stacks only for our own bugs.
import type { ErrorCode } from '../codes.ts';
import { EXIT, messageOf, RtoError } from '../errors.ts';
import { redact } from '../text/redact.ts';
import { table } from '../text/table.ts';

/** The exit status for anything that was thrown: a system error is the machine's answer, everything else our bug. */
export function exitStatus(error: unknown): number {
  if (error instanceof RtoError) return error.exit;
  return isSystemError(error) ? EXIT.failed : EXIT.bug;
}

/** The lines for standard error, without the last newline. */
export function formatError(error: unknown, options: { verbose: boolean; colour: boolean }): string {
  const { code, message, facts, try: next } = describe(error);
  const head = options.colour ? '\u001b[1;31merror:\u001b[0m' : 'error:';
  // A fact of several lines (what a program printed) keeps them, below one label.
  const rows = Object.entries({ ...facts, ...(next === undefined ? {} : { try: next }) }).flatMap(([label, text]) =>
    text.split('\n').map((line, index) => [index === 0 ? label : '', redact(line, 'escaped')]),
  );
  const lines = [`${head} ${redact(message, 'escaped')} [${code}]`, ...table(rows).map((line) => `  ${line}`)];
  if (options.verbose || exitStatus(error) === EXIT.bug) lines.push(...stacks(error));
  return lines.join('\n');
}

/** The object that --json prints on standard output. */
export function errorObject(error: unknown): { error: Record<string, unknown> } {
  const { code, message, facts, try: next } = describe(error);
  const shown = Object.fromEntries(Object.entries(facts).map(([label, text]) => [label, redact(text)]));
  return {
    error: { code, message: redact(message), facts: shown, ...(next === undefined ? {} : { try: redact(next) }) },
  };
}

function describe(error: unknown): {
  code: ErrorCode;
  message: string;
  facts: Record<string, string>;
  try?: string | undefined;
} {
  if (error instanceof RtoError)
    return { code: error.code, message: error.message, facts: error.facts, try: error.try };
  if (isSystemError(error)) return { code: 'RTO_SYSTEM', message: messageOf(error), facts: {} };
  return {
    code: 'RTO_BUG',
    message: `this is a bug in rto: ${messageOf(error)}`,
    facts: {},
    try: 'report it with the lines below',
  };
}

/** An error of the operating system (ENOSPC, EACCES, …): it names its call and path itself. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error && 'code' in error;
}

function stacks(error: unknown): string[] {
  const lines: string[] = [];
  for (let cause = error; cause !== undefined && lines.length < 200; ) {
    const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    lines.push(
      ...`${lines.length > 0 ? 'caused by ' : ''}${text}`.split('\n').map((line) => `  ${redact(line, 'escaped')}`),
    );
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return lines;
}
