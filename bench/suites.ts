// The suites of `npm run bench`, in the order of the table.
import type { Suite } from './core/subject.ts';
import { loopsSuite } from './loops/suite.ts';
import { peersSuite } from './peers/suite.ts';
import { wholeSuite } from './whole/suite.ts';

export const suites = (): readonly Suite[] => [loopsSuite(), wholeSuite(), peersSuite()];
