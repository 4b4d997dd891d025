// The suites of `npm run bench`, in the order of the table.
import type { Suite } from './core/subject.ts';
import { loopsSuite } from './loops/suite.ts';

export const suites = (): readonly Suite[] => [loopsSuite()];
