// Where the sources of rto make an error of which code, with what exit status and what to do: read from their text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../driver/package.ts';

export interface Throw {
  code: string;
  /** "driver/nar.ts". */
  file: string;
  /** What is given after the code, as it is written. */
  text: string;
}

/** All places of driver and bench that make an error with a code. One that passes a code on (error.code) is none. */
export function throwsIn(...folders: readonly string[]): Throw[] {
  return sourcesOf(...folders).flatMap(([file, source]) =>
    file === 'driver/codes.ts'
      ? []
      : [...source.matchAll(/\b(?:new RtoError\(|super\()\s*'(RTO_\w+)'|\bcode: '(RTO_\w+)'/g)].map((match) => ({
          ...{ code: match[1] ?? match[2] ?? '', file },
          text: untilClosed(source.slice(match.index + match[0].length)),
        })),
  );
}

/** Codes in messages that are printed before there is an error class, and in Nix: "… [RTO_NODE]". */
export function printedIn(folder: string, ending: '.ts' | '.nix' | '.sh'): { code: string; file: string }[] {
  return sources([folder], ending).flatMap(([file, source]) =>
    [...source.matchAll(ending === '.nix' ? /\[(RTO_\w+)\]|"(RTO_\w+)"/g : / \[(RTO_\w+)\]/g)].map((match) => ({
      ...{ code: match[1] ?? match[2] ?? '', file },
    })),
  );
}

/** The TypeScript of these folders. */
export const sourcesOf = (...folders: readonly string[]): [file: string, source: string][] => sources(folders, '.ts');

function sources(folders: readonly string[], ending: string): [file: string, source: string][] {
  return folders.flatMap((folder) =>
    readdirSync(join(packageRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name): [string, string] => [`${folder}/${name}`, readFileSync(join(packageRoot(), folder, name), 'utf8')]),
  );
}

/** Up to the bracket that closes one before this text. Strings, templates and comments are skipped: they may hold brackets. */
function untilClosed(text: string): string {
  let depth = 1;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (text.startsWith('//', at)) at = text.indexOf('\n', at);
    else if (char === "'" || char === '"') at = endOfString(text, at, char);
    else if (char === '`') at = endOfTemplate(text, at);
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char) && --depth === 0) return text.slice(0, at);
  }
  throw new Error('a bracket is not closed');
}

/** Where the quote at `from` is closed. */
function endOfString(text: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' ? 2 : 1;
  return at;
}

function endOfTemplate(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '`')
    at = text.startsWith('${', at) ? endOfHole(text, at) : at + (text[at] === '\\' ? 2 : 1);
  return at;
}

/** Behind the `}` of the `${` at `from`. */
const endOfHole = (text: string, from: number): number => from + 2 + untilClosed(text.slice(from + 2)).length + 1;

const STATUSES: Readonly<Record<string, string>> = {
  'EXIT.usage': '2',
  '2': '2',
  'EXIT.no': '3',
  'EXIT.bug': '70',
  NOT_FOUND: '127',
  NOT_EXECUTABLE: '126',
  status: "go's",
  exit: '1',
  '128 + constants.signals[name]': "128 + the signal's number",
};

/** The exit status of an error, as its place says; 1 by default. */
export function statusOf({ text, code }: Throw): string {
  const said = /\bexit(?:: ([^,\n}]+?))?\s*[,}\n]/.exec(text);
  if (said === null) return '1';
  const status = STATUSES[said[1] ?? 'exit'];
  if (status === undefined) throw new Error(`${code} has an exit status that is not known: ${said[1]}`);
  return status;
}

/** What is said to do next, with … for what is known only then; undefined where the place does not write it down. */
export function nextOf({ text }: Throw): string | undefined {
  const found = /\btry: (?=['"`])/.exec(text);
  if (found === null) return undefined;
  const from = found.index + found[0].length;
  const quote = text[from] ?? '';
  const end = quote === '`' ? endOfTemplate(text, from) : endOfString(text, from, quote);
  const literal = text.slice(from + 1, end);
  return (quote === '`' ? withoutHoles(literal) : literal).replace(/\\(.)/g, '$1');
}

/** "rto install ${version}" -> "rto install …"; a hole may hold templates itself. */
function withoutHoles(template: string): string {
  let shown = '';
  for (let at = 0; at < template.length; ) {
    const end = template.startsWith('${', at) ? endOfHole(template, at) : at + 1;
    shown += end === at + 1 ? template[at] : '…';
    at = end;
  }
  return shown;
}
