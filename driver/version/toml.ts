// TOML in and out: the one place that knows the parser, and the only kinds of value rto lets in.
// Nix and TypeScript must read the same, byte for byte in a recipe, so floats and dates are refused.
import { createRequire } from 'node:module';
import { parsePlainToml } from './tomlplain.ts';
import type { Settings, Table } from './tomlvalue.ts';

export type { Settings, Table };

/** Text that is no TOML, or holds a value outside Settings. The message says where, not in which file. */
export class TomlError extends Error {
  override readonly name = 'TomlError';
}

/** Reads one document: strings, safe integers, booleans, arrays and tables. Throws TomlError. */
export function parseToml(text: string): Table {
  return parsePlainToml(text) ?? parseAnyToml(text);
}

/** The same by the full parser alone, which takes longer to load than most files take to read. */
export function parseAnyToml(text: string): Table {
  const parser = strictParser();
  let document: unknown;
  try {
    parser.parse(text);
    document = parser.finish();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new TomlError(`line ${parser.line + 1}, column ${parser.col + 1}: ${message}`, { cause });
  }
  return toTable(document ?? {}, []);
}

type Parser = InstanceType<typeof import('@iarna/toml/lib/toml-parser.js').default>;

// A parser makes 1.0 the same as 1, where Nix does not: stop it at the first sign of a float.
function strictParser(): Parser {
  const Base: new () => Parser = createRequire(import.meta.url)('@iarna/toml/lib/toml-parser.js');
  const refuse = (parser: Parser) => {
    throw parser.error(new Error('floats are not supported, only integers'));
  };
  return new (class extends Base {
    override parseNumberFloat(): unknown {
      return refuse(this);
    }
    override parseNumberExponentSign(): unknown {
      return refuse(this);
    }
  })();
}

/** Tells a table from the other kinds of value. */
export function isTable(value: Settings | undefined): value is Table {
  return typeof value === 'object' && !Array.isArray(value);
}

function toSettings(value: unknown, path: readonly string[]): Settings {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => toSettings(item, [...path, String(index)]));
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) return toTable(value, path);
  const kind = value instanceof Date ? 'a date or time' : `${String(value)}, not a safe integer`;
  throw new TomlError(`${path.map(tomlKey).join('.')} is ${kind}; use a string`);
}

// fromEntries defines properties, so a key called __proto__ stays a key.
function toTable(value: object, path: readonly string[]): Table {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toSettings(item, [...path, key])]));
}

/** One table of a document: its path from the top, and what it holds, in the order to write. */
export type Section = readonly [path: readonly string[], values: Table];

/** Writes sections one after another, a blank line between them. Same input, same bytes. */
export function formatToml(sections: readonly Section[]): string {
  return sections
    .map(([path, values]) => {
      const lines = Object.entries(values).map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value)}\n`);
      return (path.length ? `[${path.map(tomlKey).join('.')}]\n` : '') + lines.join('');
    })
    .join('\n');
}

function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : tomlString(key);
}

// JSON's escapes are TOML's, but for DEL, which TOML wants escaped too.
const tomlString = (text: string): string => JSON.stringify(text).replaceAll('\x7f', '\\u007f');

function tomlValue(value: Settings): string {
  if (typeof value === 'string') return tomlString(value);
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(', ')}]`;
  if (!isTable(value)) return String(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${tomlKey(key)} = ${tomlValue(value[key] ?? '')}`);
  return pairs.length ? `{ ${pairs.join(', ')} }` : '{}';
}
