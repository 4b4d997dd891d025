// rto.toml: what a project wants observed, for whoever builds it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { parseToml, type Table, TomlError } from '../version/toml.ts';

/** The file's name. It stands beside go.mod or go.work, or in any folder above. */
const CONFIG_FILE = 'rto.toml';

const ALLOWED = 'observe = ["reflect", "os/exec.(*Cmd).Start", "-crypto/rand.Read"]';

/**
 * The GO_INSTRUMENT list of the nearest rto.toml from a folder upward; undefined where there is none, or it does not say.
 * An empty list observes nothing. Throws RTO_CONFIG.
 */
export function observedByProject(folder: string): string | undefined {
  const file = nearestConfig(folder);
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw badConfig(file, messageOf(cause), undefined, cause);
  }
  return parseConfig(text, file);
}

/** Reads the text of an rto.toml. Throws RTO_CONFIG naming file and line. */
export function parseConfig(text: string, file: string): string | undefined {
  let table: Table;
  try {
    table = parseToml(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    throw badConfig(file, cause.message, undefined, cause);
  }
  for (const key of Object.keys(table))
    if (key !== 'observe') throw badConfig(file, `${JSON.stringify(key)} is no setting`, lineOf(text, key));
  const observe = table['observe'];
  if (observe === undefined) return undefined;
  const line = lineOf(text, 'observe');
  if (!Array.isArray(observe)) throw badConfig(file, `observe is ${kindOf(observe)}, not a list`, line);
  for (const word of observe) {
    if (typeof word !== 'string') throw badConfig(file, `observe holds ${kindOf(word)}`, line);
    if (!/^[^\s,]+$/.test(word)) throw badConfig(file, `observe holds ${JSON.stringify(word)}, not one name`, line);
  }
  return observe.length === 0 ? 'none' : observe.join(',');
}

function nearestConfig(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, CONFIG_FILE);
    if (existsSync(file)) return file;
    if (at === dirname(at)) return undefined;
  }
}

function badConfig(file: string, why: string, line?: number, cause?: unknown): RtoError {
  const where = line === undefined ? file : `${file} line ${line}`;
  return new RtoError('RTO_CONFIG', `${where}: ${why}`, { facts: { allowed: ALLOWED }, cause });
}

/** The line where a key is first written, bare, quoted or as a table. */
function lineOf(text: string, key: string): number | undefined {
  const begins = (line: string) =>
    [key, `"${key}"`, `'${key}'`].some((written) => {
      const rest = line.trimStart().replace(/^\[+\s*/, '');
      return rest.startsWith(written) && /^\s*[=.\]]/.test(rest.slice(written.length));
    });
  const index = text.split('\n').findIndex(begins);
  return index < 0 ? undefined : index + 1;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return { string: 'a text', number: 'a number', boolean: 'a boolean' }[typeof value as string] ?? 'a table';
}
