// The flags of go build, go run and go test, and whether each takes the next word as its value. Pure.

const SWITCHES =
  'a n v x i race msan asan cover work json linkshared modcacherw trimpath buildvcs c benchmem failfast short fullpath artifacts';

const VALUED =
  'C o p covermode coverpkg asmflags buildmode compiler gccgoflags gcflags installsuffix ldflags mod modfile overlay pgo pkgdir ' +
  'tags toolexec exec debug-actiongraph debug-trace debug-runtime-trace vet run bench benchtime count blockprofile blockprofilerate ' +
  'coverprofile cpu cpuprofile fuzz fuzztime fuzzminimizetime list memprofile memprofilerate mutexprofile mutexprofilefraction ' +
  'outputdir parallel skip shuffle timeout trace';

const TABLE: ReadonlyMap<string, boolean> = new Map([
  ...SWITCHES.split(' ').map((name) => [name, false] as const),
  ...VALUED.split(' ').map((name) => [name, true] as const),
]);

/** A flag of go's, as a word of a command line writes it. */
export interface GoFlag {
  /** The name without dashes, and without the `test.` that go test allows before its own flags. */
  name: string;
  /** The text behind `=`; undefined where the word has no `=`. */
  value: string | undefined;
  /** Whether the next word is its value. undefined for a flag that rto does not know; go may know it. */
  takesNext: boolean | undefined;
}

/** Reads a word that begins with a dash. go takes one dash or two. */
export function readGoFlag(word: string): GoFlag {
  const [, name = '', value] = /^--?(?:test\.)?([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const takesValue = TABLE.get(name);
  return { name, value, takesNext: takesValue === undefined ? undefined : takesValue && value === undefined };
}

/**
 * Takes a flag out of words of go's.
 * @param name without dashes
 * @returns the flag's last value, undefined where it is not among the words; and the other words
 */
export function takeFlag(words: readonly string[], name: string): { value: string | undefined; others: string[] } {
  const others: string[] = [];
  let value: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const flag = readGoFlag(word);
    const next = flag.takesNext === true ? words[at + 1] : undefined;
    if (word.startsWith('-') && flag.name === name) value = flag.value ?? next ?? '';
    else others.push(...(next === undefined ? [word] : [word, next]));
    if (next !== undefined) at++;
  }
  return { value, others };
}

/**
 * Splits the value of a flag such as -exec or -toolexec as go does: at white space outside of quotes.
 * @returns the words; undefined where a quote has no end
 */
export function splitFlagValue(text: string): string[] | undefined {
  const words: string[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const quoted = /^(["'])/.exec(rest)?.[1];
    const end = quoted === undefined ? rest.search(/\s|$/) : rest.indexOf(quoted, 1);
    if (end < 0) return undefined;
    words.push(rest.slice(quoted === undefined ? 0 : 1, end));
    rest = rest.slice(quoted === undefined ? end : end + 1).trimStart();
  }
  return words;
}
