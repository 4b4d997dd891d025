// All formats by name: each is loaded when it is asked for. Another one is a file beside these and a line here.
import type { Format } from './format.ts';

export const FORMATS = {
  text: async () => (await import('./text.ts')).text,
  markdown: async () => (await import('./markdown.ts')).markdown,
  json: async () => (await import('./json.ts')).json,
} as const satisfies Readonly<Record<string, () => Promise<Format>>>;
