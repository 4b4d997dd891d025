// Which of the words on the command line are rto's own, and which belong to go or to the command that is run. Pure.

export interface Split {
  /** For rto's own parser. */
  own: string[];
  /** Passed on unchanged; undefined where the command line has no such part. */
  rest: string[] | undefined;
}

/** How a command takes words that are not rto's: after `--`, or (`go`) all that follows rto's options and the REQUEST. */
export type Passing = 'none' | 'dashes' | 'go';

/** The long options of a command: name without dashes -> whether a value follows. */
export type OptionTable = ReadonlyMap<string, boolean>;

/** Splits at the first `--`. */
export function splitAtDashes(words: readonly string[]): Split {
  const at = words.indexOf('--');
  return at < 0 ? { own: [...words], rest: undefined } : { own: words.slice(0, at), rest: words.slice(at + 1) };
}

/**
 * For `rto build` and `rto test`: rto's options, then a REQUEST if the next word has the form of one, and all the
 * rest is go's. A `--` there, or an option that rto does not have, ends rto's part sooner. go's flags have one dash
 * or two, so an option of rto's is taken for go only after the REQUEST or a `--`.
 */
export function splitForGo(
  words: readonly string[],
  options: OptionTable,
  isRequest: (word: string) => boolean,
): Split {
  const own: string[] = [];
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index] ?? '';
    const takesValue = ownOption(word, options);
    if (takesValue === undefined) break;
    own.push(word);
    const value = words[index + 1];
    if (takesValue && value !== undefined) {
      own.push(value);
      index++;
    }
  }
  const next = words[index];
  if (next !== undefined && next !== '--' && isRequest(next)) {
    own.push(next);
    index++;
  }
  if (words[index] === '--') index++;
  return { own, rest: words.slice(index) };
}

/** Whether a word is an option of rto's, and then whether the next word is its value. */
function ownOption(word: string, options: OptionTable): boolean | undefined {
  if (word === '-h') return false;
  if (!word.startsWith('--')) return undefined;
  const [name = '', value] = word.slice(2).split('=', 2);
  const takesValue = options.get(name);
  return takesValue === undefined ? undefined : takesValue && value === undefined;
}
