// A report's edges as a Mermaid flowchart, within what Mermaid draws by default. Pure.
// https://mermaid.js.org/config/schema-docs/config.html: maxEdges is 500, maxTextSize 50,000 characters.
import { drawnGraph } from './edges.ts';
import type { Format } from './format.ts';

const MOST_EDGES = 500;
const MOST_TEXT = 50_000;

export const mermaid: Format = (drawn) => {
  const graph = drawnGraph(drawn.document()) ?? { title: '', nodes: [], edges: [] };
  const ids = new Map<string, string>();
  const lines = ['flowchart LR'];
  let size = (lines[0]?.length ?? 0) + 1;
  let shown = 0;
  // Room is left for the note on what is left out.
  for (const { from, to, kind } of graph.edges) {
    const fresh = [...new Set([from, to])].filter((name) => !ids.has(name));
    const more = fresh.map((name, i) => `  n${ids.size + i}["${escaped(name)}"]`);
    const id = (name: string): string => ids.get(name) ?? `n${ids.size + fresh.indexOf(name)}`;
    more.push(`  ${id(from)} ${kind === 'Reflective calls' ? '==>' : '-->'} ${id(to)}`);
    const bytes = more.reduce((sum, line) => sum + line.length + 1, 0);
    if (shown >= MOST_EDGES || size + bytes > MOST_TEXT - 200) break;
    for (const name of fresh) ids.set(name, `n${ids.size}`);
    lines.push(...more);
    size += bytes;
    shown++;
  }
  if (shown < graph.edges.length) lines.push(`  more["and ${graph.edges.length - shown} more edges"]`);
  return lines.join('\n');
};

/** Entities by number stand for what means something in a label. */
const escaped = (text: string): string =>
  [...text].map((sign) => (/[\p{L}\p{N} ._/,-]/u.test(sign) ? sign : `#${sign.codePointAt(0)};`)).join('');
