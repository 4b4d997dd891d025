// Every error code is listed once, made in one place, and told of in docs/errors.md. `npx vitest run -u tests/codes.test.ts`
// writes that page anew.
import { expect, it } from 'vitest';
import { CODES, type ErrorCode, NIX_CODES } from '../driver/codes.ts';
import { nextOf, printedIn, sourcesOf, statusOf, type Throw, throwsIn } from './support/throws.ts';

const made = throwsIn('driver', 'bench');

/** Printed by what runs before there is an error class, or when there is none any more. */
const PRINTED: readonly ErrorCode[] = ['RTO_INSTALLATION', 'RTO_OUTPUT'];

/** What to do, where the place that throws does not write it down as one text. */
const NEXT: Partial<Record<ErrorCode, string>> = {
  RTO_USAGE: 'rto COMMAND --help',
  RTO_COMMAND_UNKNOWN: 'rto --help',
  RTO_NO_COMMAND: 'rto exec [OPTIONS] [REQUEST] -- COMMAND',
  RTO_OPTION_PLACE: 'put the option before the package; the error shows the whole line',
  RTO_REQUEST_PLACE: 'put the version before the package; the error shows the whole line',
  RTO_FLAG_VALUE: 'give the value; the error shows the line',
  RTO_EVENTS_FORM: 'unset RTO_EVENTS',
  RTO_EVENTS_WITHOUT: 'rto events --canonical --without FIELDS LOG; the error names the fields that there are',
  RTO_REQUEST: 'rto resolve stable',
  RTO_STORE_KIND: 'unset RTO_STORE',
  RTO_ARCHIVE_UNFIT:
    'rename the archive as it was published, or fetch that of this system: go1.23.4.linux-amd64.tar.gz',
  RTO_FOREIGN: 'name a folder of your own with the variable that the error names, or take the rights of others away',
  RTO_LOG_WRITE: 'name a file in a folder that is there and that you can write to',
  RTO_LOG_READ: 'ls -l the log; the error says why it cannot be read',
  RTO_SOURCE_DISK: 'look at the path that the error names: its rights, and the room on its disk',
  RTO_SOURCE_MISSING: 'name another release, or set GOPROXY to another proxy',
  RTO_SOURCE_HTTP: 'run it again later, or set GOPROXY to another proxy',
  RTO_SOURCE_NETWORK: 'check the network, or set GOPROXY to another proxy',
  RTO_SOURCE_GARBAGE: 'set GOPROXY to another proxy: a login page of a network is a usual cause',
  RTO_VERSION_MISSING: 'rto shell with a release that the error names as near',
  RTO_VERSION_UNASKED: 'rto shell with a release that the error names as near',
  RTO_INTERRUPTED: 'run it again: what was begun has been cleared away',
  RTO_HASH_FORMAT: 'correct the hash: sha256- and 44 signs of base64',
  RTO_NAR_KIND: 'remove that file, or name another folder',
  RTO_NAR_SIZE: 'run it again when nothing writes to that folder',
  RTO_RECIPE_VALUE: 'correct the file of the catalog',
  RTO_STORE_RECORD: 'report it',
  RTO_INSTALLATION: 'install rto again',
  RTO_OUTPUT: 'look at what standard output is: a full disk, a closed pipe',
  RTO_SYSTEM: 'look at the path that the error names',
  RTO_BENCH_CHILD: 'look at what the program said',
  RTO_BENCH_LIMITS: 'correct bench/limits.toml',
};

const NIX_NEXT: Record<keyof typeof NIX_CODES, string> = {
  RTO_BASELINE:
    'build behaviour.actual of the package, commit that file, and name it: observe … { baseline = ./FILE; }',
  RTO_COMMAND_ABSENT: 'use the flake of rto for the rto command',
  RTO_LOCK: 'rto lock',
  RTO_OBSERVE_PACKAGE: 'name a package that buildGoModule makes',
  RTO_PROJECT_MISSING: 'go mod init; a flake sees the file after git add',
  RTO_TARGET: 'name a system that Go builds for',
};

it('each code is made in exactly one place, and what is made is listed', () => {
  const counts = new Map<string, string[]>(Object.keys(CODES).map((code) => [code, []]));
  for (const { code, file } of made) counts.set(code, [...(counts.get(code) ?? []), file]);
  const wrong = [...counts].filter(
    ([code, files]) => !Object.hasOwn(CODES, code) || files.length !== (isPrinted(code) ? 0 : 1),
  );
  expect(wrong).toEqual([]);
});

const isPrinted = (code: string): boolean => PRINTED.some((one) => one === code);

it('what is printed without an error class has a listed code', () => {
  const printed = new Set(printedIn('driver', '.ts').map(({ code }) => code));
  for (const code of PRINTED) expect(printed).toContain(code);
  expect([...printed].filter((code) => !Object.hasOwn(CODES, code))).toEqual([]);
});

it('Nix throws codes of rto, or of its own list, and all of that', () => {
  const thrown = new Set([...printedIn('overlays', '.nix'), ...printedIn('overlays', '.sh')].map(({ code }) => code));
  expect([...thrown].filter((code) => !Object.hasOwn(CODES, code) && !Object.hasOwn(NIX_CODES, code))).toEqual([]);
  for (const code of Object.keys(NIX_CODES)) expect(thrown).toContain(code);
  expect(Object.keys(NIX_CODES).filter((code) => Object.hasOwn(CODES, code))).toEqual([]);
});

it('a meaning is one line with a full stop, and no two codes have the same', () => {
  const meanings = [...Object.values(CODES), ...Object.values(NIX_CODES)];
  for (const meaning of meanings) expect(meaning).toMatch(/^\S.*\.$/);
  expect(new Set(meanings).size).toBe(meanings.length);
});

it('nothing is decided by what an error shows', () => {
  const shown =
    /\bfacts\[|\bmessage(?:\)?\.(?:includes|startsWith|endsWith|match|search)| [!=]==)|\bcode\.(?:startsWith|endsWith|includes|match)\(/;
  const deciding = sourcesOf('driver', 'bench').flatMap(([file, source]) =>
    source.split('\n').flatMap((line, at) => (shown.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
  );
  expect(deciding).toEqual([]);
});

it('nothing says here what to do that is said at the place itself', () => {
  const said = made.filter((one) => nextOf(one)?.includes('…') === false).map(({ code }) => code);
  expect(said.filter((code) => Object.hasOwn(NEXT, code))).toEqual([]);
});

const HEAD = `# Error codes

Every error of rto has a code, which stays the same; its message may change. It stands at the end of the message and,
with \`--json\`, in \`error.code\`. "…" in the last column stands for what the error itself names.
Exit statuses of commands that rto starts are passed on. 0 is success, 1 a failure, 2 a wrong command line, 3 a "no" as
an answer, 70 a bug in rto.

This page is made from \`driver/codes.ts\` and the places that throw, by
\`npx vitest run tests/codes.test.ts --update\`.
`;

it('docs/errors.md is what the sources say', async () => {
  const place = new Map(made.map((one) => [one.code, one]));
  const codes = Object.entries(CODES) as [ErrorCode, string][];
  const row = ([code, meaning]: [ErrorCode, string]) => {
    const at = place.get(code);
    const next = NEXT[code] ?? (at && nextOf(at));
    if (next === undefined) throw new Error(`nothing says what to do about ${code}`);
    return [code, meaning, statusIn(code, at), next];
  };
  const isBench = ([code]: [string, string]) => code.startsWith('RTO_BENCH_');
  const page = [
    HEAD,
    ...tableOf(['code', 'meaning', 'exit', 'what to do'], codes.filter((one) => !isBench(one)).map(row)),
    '\n## Nix\n\nThe Nix expressions throw some of the codes above, with the same meaning, and these.\n',
    ...tableOf(
      ['code', 'meaning', 'what to do'],
      Object.entries(NIX_CODES).map(([code, meaning]) => [code, meaning, NIX_NEXT[code as keyof typeof NIX_CODES]]),
    ),
    '\n## The benchmark\n',
    ...tableOf(['code', 'meaning', 'exit', 'what to do'], codes.filter(isBench).map(row)),
  ];
  await expect(`${page.join('\n')}\n`).toMatchFileSnapshot('../docs/errors.md');
});

function statusIn(code: ErrorCode, at: Throw | undefined): string {
  if (code === 'RTO_BUG') return '70';
  return at === undefined ? '1' : statusOf(at);
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(head),
    `|${' --- |'.repeat(head.length)}`,
    ...rows.map((cells) => line([`\`${cells[0]}\``, ...cells.slice(1)])),
  ];
}
