// The call graph of a log.
import type { Report } from '../report.ts';
import { graphDocument } from './document.ts';
import { type Graph, type GraphEvidence, graphOf } from './graph.ts';

export const graph: Report<GraphEvidence, Graph, undefined> = {
  name: 'graph',
  make: graphOf,
  document: graphDocument,
};
