// The edges of a document as one graph, for formats that draw graphs. Pure.

import type { Document } from '../report/document.ts';
import { baseName } from '../text/lists.ts';
import { neutralise } from '../text/safe.ts';

interface DrawnEdge {
  from: string;
  to: string;
  /** "Reflective calls": the title of the edge's section, without what is for people alone. */
  kind: string;
  /** "main.go:12". */
  place: string;
}

export interface DrawnGraph {
  title: string;
  /** Names of nodes, neutralised, in the order in which they come. */
  nodes: string[];
  edges: DrawnEdge[];
}

/** Undefined where a document has no edges. Equal edges are one. */
export function drawnGraph({ title, sections }: Document): DrawnGraph | undefined {
  const edges = new Map<string, DrawnEdge>();
  for (const section of sections) {
    if (section.kind !== 'edges') continue;
    for (const { from, to, place } of section.edges) {
      const edge = {
        ...{ from: neutralise(from), to: neutralise(to), kind: neutralise(section.title) },
        place: neutralise(`${baseName(place.file)}:${place.line}`),
      };
      const key = JSON.stringify([edge.from, edge.to, edge.kind]);
      if (!edges.has(key)) edges.set(key, edge);
    }
  }
  if (edges.size === 0) return undefined;
  const nodes = [...new Set([...edges.values()].flatMap(({ from, to }) => [from, to]))];
  return { title: neutralise(title), nodes, edges: [...edges.values()] };
}
