// The graph as a document: reflective edges first, then who called what. Pure.
import { plural } from '../../text/units.ts';
import type { Document, Edges, Fact } from '../document.ts';
import type { Graph, GraphEdge } from './graph.ts';

const MOST = { reflect: 40, call: 40 };

export function graphDocument({ program, edges, more, problems }: Graph): Document {
  const of = (kind: GraphEdge['kind']) => edges.filter((edge) => edge.kind === kind);
  const facts: Fact[] = [
    { label: 'edges', text: plural(edges.length, 'edge') },
    { label: 'functions', text: plural(new Set(edges.flatMap(({ from, to }) => [from, to])).size, 'function') },
    ...(more > 0 ? [{ label: 'left out', text: `${plural(more, 'edge')} of too many` }] : []),
    ...(problems > 0 ? [{ label: 'unreadable', text: plural(problems, 'line') }] : []),
  ];
  return {
    layout: 'page',
    title: `Calls that ${program ?? 'the program'} made`,
    facts,
    sections: [
      edgesOf('Reflective calls', '=>', of('reflect'), MOST.reflect),
      edgesOf('Calls of observed functions', '->', of('call'), MOST.call),
    ].filter(({ edges }) => edges.length > 0),
  };
}

const edgesOf = (title: string, arrow: string, edges: readonly GraphEdge[], most: number): Edges => ({
  ...{ kind: 'edges', title, arrow, most },
  edges: edges.map(({ from, to, file, line }) => ({ from, to, place: { file, line } })),
});
