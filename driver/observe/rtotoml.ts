// Reads rto.toml, which says what a project wants observed in every build.
import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { findProject } from '../version/gomod.ts';
import { isRepositoryTop, projectFolders, readSettings } from '../version/settingsfile.ts';
import { parseToml, type Table, TomlError } from '../version/toml.ts';

/** The file's name. It lies at the root of the repository, workspace or module, or in a folder below. */
const CONFIG_FILE = 'rto.toml';

const ALLOWED = 'observe = ["reflect", "os/exec.(*Cmd).Start", "-crypto/rand.Read"]';

/** The selection of an rto.toml. */
export interface ProjectObserves {
  /** A GO_INSTRUMENT list; `none` observes nothing. */
  list: string;
  /** Path of the rto.toml. */
  file: string;
}

/** The largest file in bytes, far above any list of names. */
const LARGEST = 1_000_000;

/**
 * The selection of the nearest rto.toml, from a folder up to its project's root. undefined where there is no file, or
 * where the file has no list.
 * @throws RTO_CONFIG for a file that cannot be read or is wrong, RTO_SETTINGS_FOREIGN for one that another user owns
 */
export function observedByProject(folder: string): ProjectObserves | undefined {
  const file = nearestConfig(resolve(folder));
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readSettings(file, LARGEST);
  } catch (cause) {
    if (cause instanceof RtoError) throw cause;
    throw badConfig(file, messageOf(cause), undefined, cause);
  }
  const list = parseConfig(text, file);
  return list === undefined ? undefined : { list, file };
}

/**
 * The list in the text of an rto.toml; `none` for an empty one, undefined where the file has no list.
 * @throws RTO_CONFIG, which names file and line
 */
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
  const folders = [...projectFolders(folder)];
  const inRepository = isRepositoryTop(folders.at(-1) ?? folder);
  // Without a repository, a project begins at its go.mod or go.work. Without one of these, it is this folder alone.
  const project = inRepository ? undefined : findProject(folder, {});
  const root = project === undefined ? folder : dirname(project);
  const within = inRepository ? folders : folders.slice(0, folders.indexOf(root) + 1);
  return within
    .map((at) => join(at, CONFIG_FILE))
    .find((file) => lstatSync(file, { throwIfNoEntry: false }) !== undefined);
}

function badConfig(file: string, why: string, line?: number, cause?: unknown): RtoError {
  const where = line === undefined ? file : `${file} line ${line}`;
  return new RtoError('RTO_CONFIG', `${where}: ${why}`, {
    facts: { allowed: ALLOWED },
    try: 'correct that line; --observe LIST replaces the file for once',
    cause,
  });
}

/** The number, from 1, of the first line that has a key, bare, quoted or as a table. */
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
