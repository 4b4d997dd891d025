// A quick reader for the plainest TOML, which is what rto writes: it is on the way of every warm `rto exec`.
// It knows whole lines of a few forms. At anything else, well formed or not, it leaves the document to the real parser.
import type { Settings, Table } from './tomlvalue.ts';

const TEXT = String.raw`"[^"\\\x00-\x1f\x7f]*"`;
const KEY = `(?:[A-Za-z0-9_-]+|${TEXT})`;
const IGNORED = /^(?:#[^\x00-\x08\x0a-\x1f\x7f]*)?$/;
const HEADER = new RegExp(String.raw`^\[(${KEY}(?:\.${KEY})*)\]$`);
const PAIR = new RegExp(`^(${KEY}) = (.+)$`);
const VALUE = new RegExp(String.raw`^(?:${TEXT}|true|false|0|[1-9]\d{0,14}|\[\]|\[ ?${TEXT}(?:, ${TEXT})* ?\])$`);
const KEYS = new RegExp(KEY, 'g');

/** The document, or undefined where it is not plain, holds a key twice, or is wrong in some way. */
export function parsePlainToml(text: string): Table | undefined {
  const document: Table = {};
  let table = document;
  for (const line of text.split('\n')) {
    const header = HEADER.exec(line)?.[1];
    if (header !== undefined) {
      const found = open(document, (header.match(KEYS) ?? []).map(keyOf));
      if (!found) return undefined;
      table = found;
      continue;
    }
    if (IGNORED.test(line)) continue;
    const [, written, value] = PAIR.exec(line) ?? [];
    if (written === undefined || value === undefined || !VALUE.test(value)) return undefined;
    const key = keyOf(written);
    if (key in table) return undefined;
    // Plain values are JSON too.
    table[key] = JSON.parse(value) as Settings;
  }
  return document;
}

const keyOf = (written: string): string => (written.startsWith('"') ? written.slice(1, -1) : written);

// `in` sees inherited names too: a key called constructor or __proto__ goes to the real parser.
function open(document: Table, path: readonly string[]): Table | undefined {
  let at = document;
  for (const [index, key] of path.entries()) {
    if (!(key in at)) {
      const fresh: Table = {};
      at[key] = fresh;
      at = fresh;
      continue;
    }
    // The last name must be new: [a] twice, after [a.b] or after a = 1, is for the real parser to judge.
    const there = Object.hasOwn(at, key) && index < path.length - 1 ? at[key] : undefined;
    if (typeof there !== 'object' || Array.isArray(there)) return undefined;
    at = there;
  }
  return at;
}
