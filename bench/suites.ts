// The suites of `npm run bench`, in the order of the table.
import type { Suite } from './core/subject.ts';

export const SUITES: readonly Suite[] = [];
