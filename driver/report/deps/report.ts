// Dependencies: the report that says what each module did, and what is new beside the behaviour lock.
import type { Report } from '../report.ts';
import { type Deps, type DepsEvidence, depsOf } from './deps.ts';
import { type DepsView, depsDocument } from './document.ts';

export const deps: Report<DepsEvidence, Deps, DepsView> = {
  name: 'deps',
  make: depsOf,
  document: depsDocument,
};
