// The main job on every Go minor: install, build the unchanged example, run it, read what it did.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectMainJob, runExample } from '../support/example.ts';
import { goTests } from '../support/gotests.ts';
import type { LoggedEvent } from '../support/log.ts';
import { rto } from '../support/rto.ts';
import { schemaFaults } from '../support/schema.ts';
import { tempFolder } from '../support/temp.ts';
import { MINORS } from './minors.ts';

const folder = tempFolder('matrix');

const fromMain: Record<string, string[]> = {};

describe.each(MINORS)('Go %s', (minor) => {
  it('shows what the example did', async () => {
    const log = join(folder, `${minor}.jsonl`);
    const { result, events } = await runExample(minor, log);
    expect(schemaFaults(log)).toEqual([]);
    expect(result.stderr).toContain('main.Ledger.Post');
    expectMainJob(events);
    fromMain[minor] = ofMain(events);
  });

  it('is the newest patch of its minor', async () => {
    const resolved = JSON.parse((await rto(['resolve', '--json', minor])).stdout);
    const said = await rto(['exec', minor, '--', 'go', 'version']);
    expect(said.stdout).toContain(`go version go${resolved.version} `);
  });

  it('runs the tests of the stand-in and the installer', async () => {
    const result = await goTests(minor);
    expect(result.status, result.stdout + result.stderr).toBe(0);
  });
});

it('reports the same calls of the main package on all minors', () => {
  const [newest = ''] = MINORS.slice(-1);
  for (const minor of MINORS.filter((minor) => minor !== '1.19'))
    expect(fromMain[minor], minor).toEqual(fromMain[newest]);
  // 1.19 has neither unsafe.String nor what else the example keeps behind go1.20.
  expect(fromMain[newest]).toEqual(expect.arrayContaining(fromMain['1.19'] ?? []));
});

/** What the main package called, without what differs between releases: type names of the standard library. */
function ofMain(events: readonly LoggedEvent[]): string[] {
  return events
    .filter((event) => event.caller.startsWith('main.'))
    .map(({ operation, method_name = '', file, line }) => `${file}:${line} ${operation} ${method_name}`)
    .filter((text, index, all) => all.indexOf(text) === index)
    .sort();
}
