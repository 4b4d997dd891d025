// Whose a file is and who else may write it: on a machine that is shared, nothing is used that another user could have put
// there. Imports no more than the error class.
import { lstatSync, type Stats } from 'node:fs';
import { RtoError } from './errors.ts';
import { statOf } from './stat.ts';

/** Undefined where the system knows no users. */
const me = (): number | undefined => process.geteuid?.();

/** Why this is not to be relied on; undefined where it is mine or root's, and nobody else may write it. */
export function ownFault(stat: Pick<Stats, 'uid' | 'mode'> & { isSymbolicLink(): boolean }): string | undefined {
  const uid = me();
  if (uid === undefined) return undefined;
  if (stat.uid !== uid && stat.uid !== 0) return `it belongs to user ${stat.uid}`;
  // Everybody may write a link's mode; its folder's counts.
  if (stat.isSymbolicLink() || (stat.mode & 0o022) === 0) return undefined;
  return `others may write it (mode ${(stat.mode & 0o7777).toString(8)})`;
}

/**
 * Passes if the path does not exist. Throws RTO_FOREIGN if another user owns it or may write it.
 * @param variable names another place for it: "RTO_HOME"
 * @param follow the folder may be a link, to another disk: then both count
 */
export function requireOwn(path: string, variable: string, follow = false): void {
  const stat = lstatOf(path);
  if (stat === undefined) return;
  const there = follow && stat.isSymbolicLink() ? statOf(path) : undefined;
  const why = ownFault(stat) ?? (there && ownFault(there));
  if (why !== undefined) throw foreign(path, why, variable);
}

/** Undefined where nothing is, also below what is no folder: the code that makes it there says what is wrong. */
function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function foreign(path: string, why: string, variable: string): RtoError {
  // Another user's file may have any contents; one that others could write is sound where its hashes are.
  const mend = why.startsWith('others')
    ? `chmod -R go-w ${quoted(path)} && rto verify --installed`
    : `set ${variable} to a folder of your own, or remove that one`;
  return new RtoError('RTO_FOREIGN', `${path} is not used: ${why}`, {
    facts: { you: `user ${me()}`, used: "what is yours or the superuser's, and nobody else may write" },
    try: mend,
  });
}

const quoted = (path: string): string => (/^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
