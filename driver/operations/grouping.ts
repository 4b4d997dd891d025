// The group under which a report shows an operation. Pure.

// Operations of no group are shown under this name, behind the groups.
const OTHER = 'other';

/** A group as reports show it. */
export interface Shown {
  name: string;
  /** Trees of packages, "math/rand/...". All their operations are shown under the group, observed by it or not. */
  shows: readonly string[];
}

/** All names of groups in the order of reports; the last one is for operations of no group. */
export const groupNames = (groups: readonly Shown[]): string[] => [...groups.map(({ name }) => name), OTHER];

/**
 * The name of the group, one of groupNames.
 * @param operation as an event or a manifest names it: "crypto/rand.Read"
 */
export const groupOf = (operation: string, groups: readonly Shown[]): string =>
  groups.find(({ shows }) => shows.some((tree) => isIn(operation, tree.slice(0, -'/...'.length))))?.name ?? OTHER;

const isIn = (operation: string, path: string): boolean =>
  operation.startsWith(path) && ['.', '/'].includes(operation.charAt(path.length));
