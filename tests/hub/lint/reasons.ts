// Lists with reasons: a line an entry, "ENTRY -- REASON"; what is not listed, or is listed and not there, is a fault.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Entry -> reason. */
export function reasons(name: string): Map<string, string> {
  const list = new Map<string, string>();
  for (const line of readFileSync(join(import.meta.dirname, name), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, entry, reason] = /^(.+?) +-- +(\S.*)$/.exec(line) ?? [];
    if (entry === undefined || reason === undefined) throw new Error(`${name}: no reason in ${line}`);
    if (list.has(entry)) throw new Error(`${name}: ${entry} stands there twice`);
    list.set(entry, reason);
  }
  return list;
}
