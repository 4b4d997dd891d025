// Tables of expectations of which some are not met yet.
import { it } from 'vitest';

/**
 * The test function for a row: rows with a `todo` are asserted to fail, so that whoever meets them must take the mark off.
 */
export const itRow = (todo: string | undefined): typeof it | typeof it.fails => (todo === undefined ? it : it.fails);
