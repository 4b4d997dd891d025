// A report's edges in DOT, for Graphviz and what else reads it. Pure.
// https://graphviz.org/doc/info/lang.html: in a quoted text only " and \ mean something.
import { drawnGraph } from './edges.ts';
import type { Format } from './format.ts';

export const dot: Format = (drawn) => {
  const graph = drawnGraph(drawn.document()) ?? { title: '', nodes: [], edges: [] };
  const kinds = [...new Set(graph.edges.map(({ kind }) => kind))];
  return [
    `digraph ${quoted(graph.title)} {`,
    '  rankdir=LR;',
    '  node [shape=box];',
    ...graph.nodes.map((name) => `  ${quoted(name)};`),
    ...graph.edges.map(
      ({ from, to, kind, place }) =>
        `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(place)}${kinds.indexOf(kind) > 0 ? ', style=dashed' : ''}, comment=${quoted(kind)}];`,
    ),
    '}',
  ].join('\n');
};

/** Labels take escapes such as \N, so a backslash is written twice. */
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
