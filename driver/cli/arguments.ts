// Splits the words of a command line: rto's own, and those of go or of the command that is run. Pure.
// One rule holds for all commands. rto's options stand before the package and before `--`. Words behind are not rto's.
import { EXIT, RtoError } from '../errors.ts';
import { readGoFlag } from './goflags.ts';

/** The parts of a command line. */
export interface Split {
  /** For rto's own parser. */
  own: string[];
  /** For go or for the program that is run, unchanged. undefined where the command line has no such part. */
  rest: string[] | undefined;
  /** For `rto run` alone: the flags of go before the package. */
  flags?: string[];
  /** The error in the order of the words; undefined where there is none. */
  problem?: RtoError;
  /** A sentence that tells the user how the words were taken, where that may surprise. */
  hint?: string;
}

/** The rule by which a command takes words that are not rto's. */
export type Passing = 'dashes' | 'exec' | 'go' | 'run';

/** The long options of a command: name without dashes -> whether a value follows. */
type OptionTable = ReadonlyMap<string, boolean>;

/** The words that a command takes for rto's own. */
export interface Grammar {
  /** The command's name: "run". */
  command: string;
  options: OptionTable;
  isRequest: (word: string) => boolean;
}

/** Splits at the first `--`, which belongs to neither part. */
export function splitAtDashes(words: readonly string[]): Split {
  const at = words.indexOf('--');
  return at < 0 ? { own: [...words], rest: undefined } : { own: words.slice(0, at), rest: words.slice(at + 1) };
}

/**
 * For `rto exec`: rto's options and the REQUEST, then `--` and the command. Without a command, `problem` is
 * RTO_NO_COMMAND.
 */
export function splitForExec(words: readonly string[], grammar: Grammar): Split {
  const { own, at } = scan(words, grammar, 'own');
  const command = words.slice(words[at] === '--' ? at + 1 : at);
  if (asksForHelp(own) || (words[at] === '--' && command.length > 0)) return { own, rest: command };
  const problem = new RtoError('RTO_NO_COMMAND', 'rto exec needs -- and then a command', {
    try: shown(['rto', 'exec', ...own, '--', ...(command.length > 0 ? command : ['go', 'version'])]),
    exit: EXIT.usage,
  });
  return { own, rest: undefined, problem };
}

/**
 * For `rto build` and `rto test`: rto's options, a REQUEST and go's flags in any order, then go's packages and all that
 * stands behind them. `--` ends rto's part. So does a flag that neither rto nor go knows: its value might follow.
 *
 * `problem` is one of two errors:
 * - RTO_OPTION_PLACE: an option of rto's stands behind rto's part.
 * - RTO_REQUEST_PLACE: a version stands behind the package, and there is no REQUEST before it.
 */
export function splitForGo(words: readonly string[], grammar: Grammar): Split {
  const { own, flags, at, requested } = scan(words, grammar, 'end');
  if (words[at] === '--') return { own, rest: [...flags, ...words.slice(at + 1)] };
  const rest = words.slice(at);
  const stray = strayOption(rest, grammar);
  const split = { own, rest: [...flags, ...rest] };
  if (asksForHelp(own)) return split;
  const late = requested ? -1 : lateVersion(rest);
  if (late > 0) {
    const version = rest[late] ?? '';
    const others = rest.filter((_, index) => index !== late);
    const problem = new RtoError('RTO_REQUEST_PLACE', `${version} stands behind ${rest[0]}, where all is go's`, {
      facts: meantForGo(grammar),
      try: shown(['rto', grammar.command, ...own, version.replace(/^v/, ''), ...flags, ...others]),
      exit: EXIT.usage,
    });
    return { ...split, problem };
  }
  if (stray === undefined) return split;
  const problem = new RtoError('RTO_OPTION_PLACE', `${stray.option[0]} stands behind ${rest[0]}, where all is go's`, {
    facts: meantForGo(grammar),
    try: shown(['rto', grammar.command, ...own, ...stray.option, ...flags, ...stray.others]),
    exit: EXIT.usage,
  });
  return { ...split, problem };
}

const meantForGo = ({ command }: Grammar) => ({ 'meant for go': `all behind -- is: rto ${command} -- …` });

/** Index of the first version of Go among go's packages, which end at the first flag; -1 where there is no version. */
function lateVersion(rest: readonly string[]): number {
  const flag = rest.findIndex((word) => word.startsWith('-'));
  const packages = flag < 0 ? rest : rest.slice(0, flag);
  return packages.findIndex((word, index) => index > 0 && /^(?:(?:go|v)?\d+\.\d[^/]*|[<>=^~].*)$/.test(word));
}

/**
 * For `rto run`: the same, then one package or Go files. All that stands behind is the program's, as with go run. A
 * `--` that comes first there is dropped.
 *
 * `problem` is one of two errors:
 * - RTO_FLAG: go run does not have this flag.
 * - RTO_FLAG_VALUE: this flag lacks its value.
 */
export function splitForRun(words: readonly string[], grammar: Grammar): Split {
  const { own, flags, at, refused, lacking } = scan(words, grammar, 'refuse');
  const packages = leadingPackage(words.slice(at));
  const program = words.slice(at + packages.length);
  const split = { own: [...own, ...packages], flags, rest: program[0] === '--' ? program.slice(1) : program };
  if (refused !== undefined) {
    const problem = new RtoError('RTO_FLAG', `neither rto run nor go run has a flag ${refused}`, {
      facts: { "the program's own": 'behind the package' },
      try: 'rto run --help',
      exit: EXIT.usage,
    });
    return { ...split, problem };
  }
  // Otherwise the next flag that rto adds would be taken for its value.
  if (lacking !== undefined && !asksForHelp(own)) {
    const problem = new RtoError('RTO_FLAG_VALUE', `flag needs an argument: ${lacking}`, {
      try: `${shown(['rto', 'run', ...own, ...flags])} VALUE PACKAGE`,
      exit: EXIT.usage,
    });
    return { ...split, problem };
  }
  const stray = strayOption(program, grammar);
  if (stray === undefined) return split;
  const meant = shown(['rto', 'run', ...own, ...stray.option, ...flags, ...packages, ...stray.others]);
  const said = `${stray.option[0]} stands behind the package, so it is the program's (a -- before it says so)`;
  return { ...split, hint: `${said}; as an option of rto: ${meant}` };
}

/** The Go files at the beginning, else the first word, unless that is a `--`. */
function leadingPackage(words: readonly string[]): string[] {
  const other = words.findIndex((word) => !word.endsWith('.go'));
  if (other !== 0) return words.slice(0, other < 0 ? words.length : other);
  return words[0] === '--' ? [] : words.slice(0, 1);
}

/**
 * Reads the words up to the package.
 * @param unknown what happens at a flag that neither rto nor go is known to have. `own`: rto's parser gets it, and says
 *   what may have been meant. `end`: the words end there. `refuse`: it is refused.
 * @returns `at` is the index of the first word that was not taken, `lacking` a flag of go's without its value
 */
function scan(words: readonly string[], { options, isRequest }: Grammar, unknown: 'own' | 'end' | 'refuse') {
  const own: string[] = [];
  const flags: string[] = [];
  let requested = false;
  let at = 0;
  let lacking: string | undefined;
  const take = (into: string[], withNext: boolean) => {
    if (into === flags && withNext && at + 1 === words.length) lacking = words[at];
    const count = withNext ? 2 : 1;
    into.push(...words.slice(at, at + count));
    at = Math.min(words.length, at + count);
  };
  const until = (refused?: string) => ({ own, flags, at, requested, refused, lacking });
  while (at < words.length) {
    const word = words[at] ?? '';
    const isOwn = ownOption(word, options);
    const goFlag = unknown === 'own' ? undefined : goFlagIn(word, unknown);
    if (word === '--') break;
    if (isOwn !== undefined) take(own, isOwn);
    else if (goFlag !== undefined) take(flags, goFlag);
    else if (/^-./.test(word)) {
      if (unknown === 'end') break;
      if (unknown === 'refuse' && !word.startsWith('--')) return until(word);
      take(own, false);
    } else if (!requested && isRequest(word)) {
      requested = true;
      take(own, false);
    } else break;
  }
  return until();
}

/** Whether the next word is the value of this one, a flag of go's; undefined where rto knows no such flag. */
function goFlagIn(word: string, unknown: 'end' | 'refuse'): boolean | undefined {
  if (!/^-./.test(word)) return undefined;
  const { name, takesNext } = readGoFlag(word);
  return unknown === 'refuse' && NOT_OF_RUN.has(name) ? undefined : takesNext;
}

// -o would hide where the program is. The others are flags of go test, or concern the output of go build.
const NOT_OF_RUN = new Set(
  'o i c json run bench benchtime benchmem count failfast fuzz list parallel short skip shuffle timeout vet'.split(' '),
);

/** Whether the next word is the value of this one, an option of rto's; undefined where it is not such an option. */
function ownOption(word: string, options: OptionTable): boolean | undefined {
  if (word === '-h') return false;
  if (!word.startsWith('--')) return undefined;
  const [name = '', value] = word.slice(2).split('=', 2);
  const takesValue = options.get(name);
  return takesValue === undefined ? undefined : takesValue && value === undefined;
}

/** The first option of rto's among words of others. Words behind -args or `--` surely belong to a test or a program. */
function strayOption(words: readonly string[], { options }: Grammar) {
  const ends = ['--', '-args', '--args'].map((end) => words.indexOf(end)).filter((index) => index >= 0);
  const mixed = words.slice(0, Math.min(words.length, ...ends));
  const at = mixed.findIndex(
    (word) => word !== '--help' && word.startsWith('--') && ownOption(word, options) !== undefined,
  );
  if (at < 0) return undefined;
  const count = ownOption(mixed[at] ?? '', options) === true ? 2 : 1;
  return { option: words.slice(at, at + count), others: [...words.slice(0, at), ...words.slice(at + count)] };
}

const asksForHelp = (own: readonly string[]): boolean => own.includes('--help') || own.includes('-h');

/** Words as a line that can be pasted into a shell. */
const shown = (words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
