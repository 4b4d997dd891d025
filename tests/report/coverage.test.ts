// Coverage: hooks of a binary beside the events of logs, what is explained, and the text for people.
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../driver/binary/records.ts';
import { parseItems } from '../../driver/events/log.ts';
import { text } from '../../driver/format/text.ts';
import { parseModules } from '../../driver/names/modules.ts';
import type { OperationGroup } from '../../driver/operations/groups.ts';
import type { CoverageEvidence } from '../../driver/report/coverage/coverage.ts';
import { explain } from '../../driver/report/coverage/explain.ts';
import { coverage } from '../../driver/report/coverage/report.ts';
import { STAMP } from '../binary/support.ts';

const GROUPS: readonly OperationGroup[] = [
  {
    name: 'crypto',
    shows: ['crypto/...'],
    operations: ['New', 'Sum256'].map((name) => ({ package: 'crypto/sha256', name, since: undefined, fields: [] })),
  },
];

const manifest = (path: string, more: Partial<Manifest> = {}): Manifest => ({
  ...{ package: path, hooked: [], sites: new Map(), skipped: [], unobserved: undefined },
  ...more,
});

const PACKAGES = [
  manifest('crypto/sha256', { hooked: ['crypto/sha256.New', 'crypto/sha256.Sum256'] }),
  manifest('os/exec', { hooked: ['os/exec.(*Cmd).Start', 'os/exec.Command'] }),
  manifest('example.com/app/geo', {
    hooked: ['example.com/app/geo.(*Point).Area'],
    sites: new Map([['unsafe.Slice', 3]]),
  }),
  manifest('gopkg.in/yaml.v3', { hooked: ['gopkg.in/yaml.v3.Unmarshal'] }),
];

const MODULES = parseModules(
  'app: go1.24.13\n\tpath\texample.com/app\n\tmod\texample.com/app\t(devel)\t\n\tdep\tgopkg.in/yaml.v3\tv3.0.1\th1:x=\n',
);

const LINKED = new Map([
  ['crypto/sha256', new Set(['crypto/sha256.New', 'crypto/sha256.Sum256'])],
  // Command was inlined nowhere and called by nobody: the linker dropped it.
  ['os/exec', new Set(['os/exec.(*Cmd).Start'])],
  ['example.com/app/geo', new Set(['example.com/app/geo.(*Point).Area'])],
  ['gopkg.in/yaml.v3', new Set(['gopkg.in/yaml.v3.Unmarshal'])],
]);

const line = (operation: string, at: number) =>
  JSON.stringify({ operation, caller: 'main.main', file: '/a/main.go', line: at });

function evidence(lines: readonly string[], more: Partial<CoverageEvidence> = {}): CoverageEvidence {
  return {
    items: parseItems([Buffer.from(lines.map((one) => `${one}\n`).join(''))]),
    program: 'app',
    records: {
      ...{ format: 'ELF', damaged: 0, unknown: 0, packages: PACKAGES },
      stamps: [{ ...STAMP, observe: 'crypto,example.com/app/geo.Point.Area,os/exec.Cmd.Start,os/exec.Command' }],
    },
    ...{ linked: LINKED, modules: MODULES, groups: GROUPS },
    ...more,
  };
}

const LOG = [
  line('crypto/sha256.New', 1),
  line('crypto/sha256.New', 2),
  line('example.com/app/geo.(*Point).Area', 3),
  line('unsafe.Slice', 4),
  line('of.another/program.F', 5),
  'rubbish',
];

it('counts hooked functions that are linked, and those that ran', async () => {
  const value = await coverage.make(evidence(LOG));
  expect(value.functions).toEqual({ hooked: 5, ran: 2 });
  expect([value.events, value.problems]).toEqual([5, 1]);
  expect(value.sites).toEqual({ 'unsafe.Slice': { hooked: 3, events: 1 } });
  expect(value.modules.map(({ module, version, functions }) => [module, version, functions])).toEqual([
    ['example.com/app', '(devel)', { hooked: 1, ran: 1 }],
    ['gopkg.in/yaml.v3', 'v3.0.1', { hooked: 1, ran: 0 }],
    ['std', '', { hooked: 3, ran: 1 }],
  ]);
  expect(value.modules.at(-1)?.packages).toEqual([
    { package: 'crypto/sha256', functions: { 'crypto/sha256.New': 2, 'crypto/sha256.Sum256': 0 } },
    { package: 'os/exec', functions: { 'os/exec.(*Cmd).Start': 0 } },
  ]);
  expect(value.notFound.map(({ asked }) => asked)).toEqual(['os/exec.Command']);
});

it('counts every hook where the linked functions are not known', async () => {
  const value = await coverage.make(evidence([], { linked: undefined, modules: undefined }));
  expect(value.functions).toEqual({ hooked: 6, ran: 0 });
  expect(value.modules.map(({ module }) => module)).toEqual(['', 'std']);
});

describe('what is explained', () => {
  it.each([
    ['crypto/sha256.New', 'ran', 'it is in the log'],
    ['example.com/app/geo.(*Point).Area', 'ran', 'it is in the log'],
    ['example.com/app/geo.Point.Area', 'ran', 'it is in the log'],
    ['unsafe.Slice', 'ran', 'it is in the log'],
    ['crypto/sha256.Sum256', 'did not run', 'it was observed and is linked'],
    ['os/exec.Command', 'not observed', 'this function is not linked into this binary'],
    ['net/http.Get', 'not observed', 'no function of package net/http is linked'],
  ])('%s: %s', async (operation, verdict, why) => {
    const said = await explain(evidence(LOG), operation);
    expect(said).toMatchObject({ verdict, why: expect.stringContaining(why) });
  });

  it.each(['crypto', '-crypto/sha256.New', 'os/exec', ''])('%j is no function', async (operation) => {
    expect(await explain(evidence(LOG), operation)).toBeUndefined();
  });
});

it('is text', async () => {
  const value = await coverage.make(evidence(LOG));
  expect(text({ value, document: () => coverage.document(value, undefined) }, { width: 80 })).toMatchInlineSnapshot(`
    "Coverage of app
      ran         2 of 5 hooked functions
      events      5 distinct events
      unreadable  1 line
      go          go1.24.13
      observed    crypto, example.com/app/geo.Point.Area, os/exec.Cmd.Start,
                  os/exec.Command

    Hooked functions, and how many ran                                   hooked  ran
    example.com/app                                                           1    1
      example.com/app/geo                                                     1    1
    gopkg.in/yaml.v3 v3.0.1                                                   1    -
      gopkg.in/yaml.v3                                                        1    -
    std                                                                       3    1
      crypto/sha256                                                           2    1
      os/exec                                                                 1    -
      call sites of unsafe.Slice (3 call sites, 1 event)
      unsafe: calls of its builtins outside the standard library; conversions to
        unsafe.Pointer, linknames, assembly and cgo are not observed

    Hooked and linked, and did not run
      gopkg.in/yaml.v3 v3.0.1
        gopkg.in/yaml.v3  Unmarshal
      std
        crypto/sha256  Sum256
        os/exec  (*Cmd).Start

    Asked for, and not in this program (1)
      os/exec.Command: this function is not linked into this binary; of package
      os/exec these are: (*Cmd).Start"
  `);
});
