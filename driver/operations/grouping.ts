// Under which group a report shows an operation. Pure.

// The name under which operations of no group are shown, behind the groups.
const OTHER = 'other';

export interface Shown {
  name: string;
  /** Trees of packages whose operations are shown under it, whether the group observes them or not: "math/rand/...". */
  shows: readonly string[];
}

/** In the order in which reports show them. */
export const groupNames = (groups: readonly Shown[]): string[] => [...groups.map(({ name }) => name), OTHER];

/** @param operation as an event or a manifest names it: "crypto/rand.Read" */
export const groupOf = (operation: string, groups: readonly Shown[]): string =>
  groups.find(({ shows }) => shows.some((tree) => isIn(operation, tree.slice(0, -'/...'.length))))?.name ?? OTHER;

const isIn = (operation: string, path: string): boolean =>
  operation.startsWith(path) && ['.', '/'].includes(operation.charAt(path.length));
