// What is shown of lists and of paths. Pure.

/** The first rows. A line that says "and 1 more" would take the place of that one, so one more than `most` is shown whole. */
export const firstRows = <T>(rows: readonly T[], most: number): readonly T[] =>
  rows.length <= most + 1 ? rows : rows.slice(0, most);

/** What stands behind the last / or \ of a path; empty where nothing does. */
export const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
