// The report that `rto run` ends with: what a run did.
import type { LogItem } from '../../events/event.ts';
import type { Shown } from '../../operations/grouping.ts';
import type { Report } from '../report.ts';
import { type RunView, runDocument } from './document.ts';
import { type RunFacts, type Summary, summarise } from './summary.ts';

export interface RunEvidence {
  /** The items of its log, in the log's order. They are read once. */
  items: AsyncIterable<LogItem> | Iterable<LogItem>;
  facts: RunFacts;
  groups: readonly Shown[];
}

export const run: Report<RunEvidence, Summary, RunView> = {
  name: 'run',
  make: ({ items, facts, groups }) => summarise(items, facts, groups),
  document: runDocument,
};
