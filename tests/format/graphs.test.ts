// Graphs in DOT, Mermaid and GraphML: the edges of the example, and nothing of a log that ends a text or a tag.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseItems } from '../../driver/events/log.ts';
import { dot } from '../../driver/format/dot.ts';
import type { Format } from '../../driver/format/format.ts';
import { graphml } from '../../driver/format/graphml.ts';
import { mermaid } from '../../driver/format/mermaid.ts';
import { parseModules } from '../../driver/names/modules.ts';
import { graph } from '../../driver/report/graph/report.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/events/${name}`, import.meta.url));
const modules = parseModules(fixture('ledger.modules.txt').toString());

async function draw(format: Format, log: Uint8Array | readonly string[]): Promise<string> {
  const bytes = log instanceof Uint8Array ? log : Buffer.from(log.map((one) => `${one}\n`).join(''));
  const value = await graph.make({ items: parseItems([bytes]), program: 'ledger', modules });
  return format({ value, document: () => graph.document(value, undefined) }, {});
}

const event = (fields: Record<string, string | number>) =>
  JSON.stringify({ operation: 'reflect.ValueOf', caller: 'main.main', file: '/a/main.go', line: 1, ...fields });
const CALL = event({ operation: 'reflect.Value.Call', v: '*main.Ledger', method_name: 'Post', correlation_seq: '1' });

it('has who called what, and what a reflective call reached', async () => {
  const value = await graph.make({
    items: parseItems([Buffer.from(`${event({})}\n${event({ line: 2 })}\n${CALL}\nrubbish\n`)]),
    ...{ program: 'ledger', modules: undefined },
  });
  expect(value.edges.map(({ from, to, kind, events, line }) => [from, to, kind, events, line])).toEqual([
    ['main.main', '*main.Ledger.Post', 'reflect', 1, 1],
    ['main.main', 'reflect.Value.Call', 'call', 1, 1],
    ['main.main', 'reflect.ValueOf', 'call', 2, 1],
  ]);
  expect([value.more, value.problems]).toEqual([0, 1]);
});

describe('the same edges', () => {
  it('in DOT', async () => {
    expect(await draw(dot, [event({}), CALL])).toMatchInlineSnapshot(`
      "digraph "Calls that ledger made" {
        rankdir=LR;
        node [shape=box];
        "main.main";
        "*main.Ledger.Post";
        "reflect.Value.Call";
        "reflect.ValueOf";
        "main.main" -> "*main.Ledger.Post" [label="main.go:1", comment="Reflective calls"];
        "main.main" -> "reflect.Value.Call" [label="main.go:1", style=dashed, comment="Calls of observed functions"];
        "main.main" -> "reflect.ValueOf" [label="main.go:1", style=dashed, comment="Calls of observed functions"];
      }"
    `);
  });
  it('in Mermaid', async () => {
    expect(await draw(mermaid, [event({}), CALL])).toMatchInlineSnapshot(`
      "flowchart LR
        n0["main.main"]
        n1["#42;main.Ledger.Post"]
        n0 ==> n1
        n2["reflect.Value.Call"]
        n0 --> n2
        n3["reflect.ValueOf"]
        n0 --> n3"
    `);
  });
  it('in GraphML', async () => {
    expect(await draw(graphml, [event({}), CALL])).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        <key id="name" for="node" attr.name="name" attr.type="string"/>
        <key id="kind" for="edge" attr.name="kind" attr.type="string"/>
        <key id="place" for="edge" attr.name="place" attr.type="string"/>
        <graph id="calls" edgedefault="directed">
          <node id="n0"><data key="name">main.main</data></node>
          <node id="n1"><data key="name">*main.Ledger.Post</data></node>
          <node id="n2"><data key="name">reflect.Value.Call</data></node>
          <node id="n3"><data key="name">reflect.ValueOf</data></node>
          <edge id="e0" source="n0" target="n1"><data key="kind">Reflective calls</data><data key="place">main.go:1</data></edge>
          <edge id="e1" source="n0" target="n2"><data key="kind">Calls of observed functions</data><data key="place">main.go:1</data></edge>
          <edge id="e2" source="n0" target="n3"><data key="kind">Calls of observed functions</data><data key="place">main.go:1</data></edge>
        </graph>
      </graphml>"
    `);
  });
});

const EVIL = ['"', '\\', '\\"];x', ']]', '<a b="c">', '&amp;', '#quot;', '\n', 'end', '\u202e', '\ufffe', 'a"]-->b'];
const evil = EVIL.map((name) => event({ operation: `reflect.${name}`, caller: `main.${name}` }));

describe('of a hostile log', () => {
  it('each line of DOT is a node, an edge or the frame', async () => {
    const text = '"(?:[^"\\\\]|\\\\.)*"';
    const form = new RegExp(
      `^(?:digraph ${text} \\{|\\}|  rankdir=LR;|  node \\[shape=box\\];|  ${text};|  ${text} -> ${text} \\[label=${text}(?:, style=dashed)?, comment=${text}\\];)$`,
    );
    for (const line of (await draw(dot, evil)).split('\n')) expect(line).toMatch(form);
  });

  it('each line of Mermaid is a node or an edge', async () => {
    const form = /^(?:flowchart LR| {2}n\d+\["(?:[\p{L}\p{N} ._/,-]|#\d+;)*"\]| {2}n\d+ (?:==>|-->) n\d+)$/u;
    for (const line of (await draw(mermaid, evil)).split('\n')) expect(line).toMatch(form);
  });

  it('each tag of GraphML is closed', async () => {
    const drawn = await draw(graphml, evil);
    const open: string[] = [];
    for (const [, shut, name = '', alone] of drawn
      .replace(/^<\?.*\?>/, '')
      .matchAll(/<(\/?)(\w+)(?: [\w.:]+="[^"<]*")*(\/?)>/g)) {
      if (shut === '/') expect(open.pop()).toBe(name);
      else if (alone !== '/') open.push(name);
    }
    expect(open).toEqual([]);
    expect(drawn.replace(/<\?.*\?>|<\/?\w+(?: [\w.:]+="[^"<]*")*\/?>/g, '')).not.toMatch(
      /[<>\ufffe\u202e]|&(?!amp;|lt;|gt;|quot;)/,
    );
  });
});

it('stays within what Mermaid draws', async () => {
  const many = Array.from({ length: 2000 }, (_, i) =>
    event({ operation: `reflect.F${i}`, caller: `main.${'x'.repeat(90)}${i}` }),
  );
  const drawn = await draw(mermaid, many);
  expect(drawn.length).toBeLessThanOrEqual(50_000);
  expect(drawn.match(/-->/g)?.length).toBeLessThanOrEqual(500);
  expect(drawn).toMatch(/and \d+ more edges/);
});

it.each<[string, Format]>([
  ['DOT', dot],
  ['GraphML', graphml],
])('%s has every edge of the example', async (_, format) => {
  const value = await graph.make({ items: parseItems([fixture('ledger.jsonl')]), program: 'ledger', modules });
  const drawn = format({ value, document: () => graph.document(value, undefined) }, {});
  const count = drawn.match(/ -> |<edge /g)?.length ?? 0;
  expect(count).toBe(new Set(value.edges.map(({ from, to, kind }) => JSON.stringify([from, to, kind]))).size);
  expect(count).toBeGreaterThan(20);
});
