// Every way to reach a method or function by reflection, on every Go minor: the log names what was really reached.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LoggedEvent, misplaced, readEvents } from '../support/log.ts';
import { app, buildObserved, buildStock, runProgram } from '../support/program.ts';
import type { Result } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { CASES, type Case, LIBRARY_CASES, UNSETTLED } from './correlation/truth.ts';
import { MINORS } from './minors.ts';

const SOURCE = app('correlation');
const folder = tempFolder('correlation');

/** What a call reached, as "receiver's type.Method" or the function's name; undefined for events that reach nothing. */
function reached(event: LoggedEvent): string | undefined {
  const { method_name: method, receiver, target, v } = event as Record<string, string | undefined>;
  if (receiver !== undefined) return `${receiver}.${method}`;
  // main.(*Ledger).Post as *main.Ledger.Post; -fm ends the compiler's wrapper of a method value.
  if (target !== undefined) return target.replace(/^([\w/.]+)\.\(\*(.+)\)\./, '*$1.$2.').replace(/-fm$/, '');
  return method === undefined ? undefined : `${v}.${method}`;
}

/** The cases' own functions and closures in them. */
const isCaller = (event: LoggedEvent, name: string): boolean =>
  event.caller === `main.${name}` || event.caller.startsWith(`main.${name}.`);

/** All that a case reached, in the order of the log. */
const reachedBy = (events: readonly LoggedEvent[], { name, caller }: Case): string[] =>
  events.flatMap((event) => (isCaller(event, caller ?? name) ? (reached(event) ?? []) : []));

describe.each(MINORS)('Go %s', (minor) => {
  let stock: Result;
  let observed: Result;
  let events: LoggedEvent[] = [];

  beforeAll(async () => {
    const log = join(folder, `${minor}.jsonl`);
    const programs = { stock: join(folder, `${minor}.stock`), observed: join(folder, `${minor}.observed`) };
    await buildStock(minor, SOURCE, programs.stock);
    await buildObserved(minor, SOURCE, programs.observed);
    stock = await runProgram(programs.stock, []);
    observed = await runProgram(programs.observed, [], { env: { INSTRUMENTATION_LOG_PATH: log } });
    events = readEvents(log);
    rmSync(programs.stock);
    rmSync(programs.observed);
  });

  it('says what stock Go says, panics included', () => {
    expect(stock.status, stock.stderr).toBe(0);
    expect(observed).toEqual(stock);
  });

  it('has a truth for every case of the program', () => {
    const cases = [...stock.stdout.matchAll(/^case (\w+)$/gm)].map(([, name]) => name);
    const told = [...CASES, ...LIBRARY_CASES, ...UNSETTLED].map(({ name }) => name);
    expect([...new Set(told)].sort()).toEqual(cases.sort());
  });

  for (const row of CASES)
    it(`${row.name} reaches ${row.reaches.slice(0, 4).join(', ') || 'nothing'}`, () => {
      const found = reachedBy(events, row);
      const truth = row.on?.[minor] ?? row.reaches;
      expect(row.anyOrder ? found.sort() : found).toEqual(row.anyOrder ? [...truth].sort() : [...truth]);
    });

  for (const row of LIBRARY_CASES)
    it(`${row.name} reaches ${row.reaches.join(', ')}`, () => {
      const found = events.filter((event) => event.caller.startsWith(row.library)).map(reached);
      expect(found).toEqual(expect.arrayContaining([...row.reaches]));
      for (const absent of row.never) expect(found).not.toContain(absent);
    });

  it('numbers the calls of methods in the order of the log', () => {
    const numbers = events.flatMap((event) => event['correlation_seq'] ?? []).map(Number);
    expect(numbers.length).toBeGreaterThan(100);
    expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));
  });

  it('points at the calls in the source', () => {
    expect(misplaced(events.filter((event) => event.caller.startsWith('main.')))).toEqual([]);
    for (const { file } of events.filter((event) => event.caller.startsWith('main.')))
      expect(readFileSync(file, 'utf8')).toContain('package main');
  });
});
