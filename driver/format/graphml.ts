// A report's edges in GraphML, for yEd, Gephi and NetworkX. Pure.
// http://graphml.graphdrawing.org/primer/graphml-primer.html
import { drawnGraph } from './edges.ts';
import type { Format } from './format.ts';

export const graphml: Format = (drawn) => {
  const graph = drawnGraph(drawn.document()) ?? { title: '', nodes: [], edges: [] };
  const ids = new Map(graph.nodes.map((name, i) => [name, `n${i}`]));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '  <key id="name" for="node" attr.name="name" attr.type="string"/>',
    '  <key id="kind" for="edge" attr.name="kind" attr.type="string"/>',
    '  <key id="place" for="edge" attr.name="place" attr.type="string"/>',
    '  <graph id="calls" edgedefault="directed">',
    ...graph.nodes.map((name) => `    <node id="${ids.get(name)}"><data key="name">${escaped(name)}</data></node>`),
    ...graph.edges.map(
      ({ from, to, kind, place }, i) =>
        `    <edge id="e${i}" source="${ids.get(from)}" target="${ids.get(to)}"><data key="kind">${escaped(kind)}</data><data key="place">${escaped(place)}</data></edge>`,
    ),
    '  </graph>',
    '</graphml>',
  ].join('\n');
};

/** Controls and halves of pairs were neutralised before; XML 1.0 cannot hold these two either. */
const escaped = (text: string): string =>
  text
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
