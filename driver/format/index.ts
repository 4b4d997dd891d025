// All formats by name. Each is loaded when it is asked for. To add one, add a file beside these and a line here.
import type { Format } from './format.ts';

export const FORMATS = {
  text: async () => (await import('./text.ts')).text,
  markdown: async () => (await import('./markdown.ts')).markdown,
  dot: async () => (await import('./dot.ts')).dot,
  graphml: async () => (await import('./graphml.ts')).graphml,
  mermaid: async () => (await import('./mermaid.ts')).mermaid,
  json: async () => (await import('./json.ts')).json,
} as const satisfies Readonly<Record<string, () => Promise<Format>>>;
