// What the log of the example program must hold, on every Go minor.
import { join } from 'node:path';
import { expect } from 'vitest';
import { type LoggedEvent, misplaced, readEvents } from './log.ts';
import { EXAMPLE } from './paths.ts';
import { type Result, rto } from './rto.ts';

/** Runs the example with instrumented Go of that request and returns its events. */
export async function runExample(request: string, log: string): Promise<{ result: Result; events: LoggedEvent[] }> {
  const result = await rto(['run', '--log', log, request, 'tests/apps/example']);
  expect(result.status, result.stderr).toBe(0);
  return { result, events: readEvents(log) };
}

/** The acceptance of the main job. */
export function expectMainJob(events: readonly LoggedEvent[]): void {
  const has = (operation: string, caller: RegExp): LoggedEvent[] =>
    events.filter((event) => event.operation === operation && caller.test(event.caller));
  const lookups = has('reflect.Value.MethodByName', /^main\./);
  const names = lookups.map((event) => event['name']);
  expect(names.length).toBeGreaterThan(0);
  const calls = has('reflect.Value.Call', /^main\./).filter((event) => event['method_name'] !== undefined);
  const called = calls.map((event) => event['method_name']);
  expect(names.filter((name) => called.includes(name)).length).toBeGreaterThan(2);
  for (const call of calls) expect(call['correlation_seq']).toMatch(/^[1-9]\d*$/);
  expect(new Set(calls.map((call) => call['correlation_seq'])).size).toBe(calls.length);
  expect(has('reflect.ValueOf', /^gopkg\.in\/yaml(%2e|\.)v3\./)).not.toHaveLength(0);
  expect(has('reflect.ValueOf', /^encoding\/json[./]/)).not.toHaveLength(0);
  for (const operation of ['unsafe.Add', 'crypto/sha256.Sum256', 'crypto/aes.NewCipher', 'crypto/tls.Dial'])
    expect(has(operation, /^main\./), operation).not.toHaveLength(0);
  for (const event of events.filter((event) => /^main\./.test(event.caller)))
    expect(event.file.startsWith(join(EXAMPLE, '/')), event.file).toBe(true);
  expect(misplaced(events)).toEqual([]);
  expect(duplicates(events)).toEqual([]);
}

/** Events that are equal but for their number. */
function duplicates(events: readonly LoggedEvent[]): string[] {
  const seen = new Set<string>();
  return events
    .map(({ correlation_seq: _, ...event }) => JSON.stringify(event))
    .filter((line) => seen.size === seen.add(line).size);
}
