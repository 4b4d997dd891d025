// Who called: the events of tests/apps/callers against what its sources say, on every Go minor.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LoggedEvent, readEvents } from '../support/log.ts';
import { app, buildObserved, buildStock, runProgram } from '../support/program.ts';
import type { Result } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { OBSERVED, STANDARD, type Wanted, wantedOf } from './callers/wanted.ts';
import { MINORS } from './minors.ts';

const SOURCE = app('callers');
const WANTED = wantedOf(SOURCE);
const folder = tempFolder('callers');

const key = (event: Pick<LoggedEvent, 'operation' | 'file' | 'line'>): string =>
  `${event.operation} ${event.file}:${event.line}`;

/** On arm64 callers are found another way, which changed in Go 1.21; a program of the oldest and of the newest Go runs in qemu. */
const ROWS = [
  ...MINORS.map((minor) => ({ minor, arch: 'amd64', runner: [] as string[] })),
  ...[MINORS.at(0), MINORS.at(-1)].flatMap((minor) =>
    minor === undefined ? [] : [{ minor, arch: 'arm64', runner: ['qemu-aarch64'] }],
  ),
];

describe.each(ROWS)('Go $minor, $arch', ({ minor, arch, runner }) => {
  let stock: Result;
  let observed: Result;
  let events: LoggedEvent[] = [];

  beforeAll(async () => {
    const name = join(folder, `${minor}-${arch}`);
    const programs = { stock: `${name}.stock`, observed: `${name}.observed` };
    const env = { GOARCH: arch, CGO_ENABLED: '0' };
    await buildStock(minor, SOURCE, programs.stock, { env });
    await buildObserved(minor, SOURCE, programs.observed, { observe: OBSERVED.join(','), env });
    const run = async (program: string, environment: Record<string, string>): Promise<Result> => {
      const [command = '', ...args] = [...runner, program];
      return await runProgram(command, args, { env: environment });
    };
    const log = `${name}.jsonl`;
    stock = await run(programs.stock, {});
    observed = await run(programs.observed, { INSTRUMENTATION_LOG_PATH: log });
    events = readEvents(log);
    rmSync(programs.stock);
    rmSync(programs.observed);
  });

  const callersOf = (row: Wanted): string[] => [
    ...new Set(events.filter((event) => key(event) === key(row)).map((event) => event.caller)),
  ];

  it('says what stock Go says', () => {
    expect(stock.status, stock.stderr).toBe(0);
    expect(observed).toEqual(stock);
  });

  it('has one caller for every call that the sources mark', () => {
    const wrong = WANTED.flatMap((row) => {
      const callers = callersOf(row);
      const marks = WANTED.filter((other) => key(other) === key(row)).length;
      const right = callers.length === marks && callers.some((caller) => row.callers.includes(caller));
      return right
        ? []
        : `${key(row)}: ${callers.join(', ') || 'no event'} where ${row.callers.join(' or ')} is wanted`;
    });
    expect(wrong).toEqual([]);
  });

  it('has no event in the sources that they do not mark', () => {
    const known = new Set(WANTED.map(key));
    const inSource = events.filter((event) => dirname(event.file).startsWith(SOURCE) && event.file.endsWith('.go'));
    const more = inSource.filter((event) => !known.has(key(event)));
    expect(more.map((event) => `${key(event)} ${event.caller}`)).toEqual([]);
  });

  it.each(STANDARD)('%s is called by %s (%s)', (operation, caller, _why) => {
    const callers = events.filter((event) => event.operation === operation).map((event) => event.caller);
    expect(
      callers.some((found) => caller.test(found)),
      callers.join('\n'),
    ).toBe(true);
  });

  it('names files and lines as //line does', () => {
    const told = [...stock.stdout.matchAll(/^here (.+) (\d+) (\S+)$/gm)];
    expect(told).toHaveLength(2);
    for (const [, file, line, caller] of told)
      expect(events).toContainEqual(expect.objectContaining({ file, line: Number(line), caller }));
  });

  it('never names package runtime, a wrapper or nobody', () => {
    const callers = events.map((event) => event.caller);
    expect(callers.filter((caller) => /^(runtime\.|unknown)|-fm$|gowrap|deferwrap|·/.test(caller))).toEqual([]);
  });
});
