// One line an event: with goroutines, processes, a full table, a sudden death and a log that cannot be written.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoggedEvent, readEvents } from '../support/log.ts';
import { app, buildObserved, runProgram } from '../support/program.ts';
import type { Result } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { MINORS } from './minors.ts';

const SOURCE = app('dedup');
const LOOKUP = 'reflect.Value.MethodByName';
const folder = tempFolder('dedup');

const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}`).sort();

const looked = (events: readonly LoggedEvent[]): string[] =>
  events.flatMap((event) => (event.operation === LOOKUP ? String(event['name']) : [])).sort();

/** Lines that are equal but for their number. */
function repeated(events: readonly LoggedEvent[]): string[] {
  const lines = events.map(({ correlation_seq: _, ...event }) => JSON.stringify(event));
  return lines.filter((line, at) => lines.indexOf(line) !== at);
}

/** Records of the process that a log holds, by operation. */
const records = (log: string, operation: string): Record<string, string | number>[] =>
  readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((record) => record.operation === operation);

let logs = 0;
const newLog = (): string => join(folder, `${++logs}.jsonl`);

describe.each(MINORS)('Go %s', (minor) => {
  const program = join(folder, `dedup-${minor}`);
  beforeAll(async () => await buildObserved(minor, SOURCE, program));
  afterAll(() => rmSync(program));

  async function observe(args: readonly string[], env: Record<string, string> = {}, log = newLog()) {
    const result = await runProgram(program, args, { env: { INSTRUMENTATION_LOG_PATH: log, ...env } });
    return { result, log, events: existsSync(log) ? readEvents(log) : [] };
  }

  it.each(['1', '2', '8'])('writes each event once with GOMAXPROCS=%s', async (processors) => {
    const { result, events } = await observe(['race', '200'], { GOMAXPROCS: processors });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(looked(events)).toEqual(names('race', 200));
    expect(repeated(events)).toEqual([]);
  });

  it('reads no stack that has moved', async () => {
    // With efence a stack that was left is never used again: whoever still reads it faults.
    const { result, events } = await observe(['depths', '600'], { GODEBUG: 'efence=1' });
    expect(result, result.stderr.slice(0, 1000)).toMatchObject({ status: 0, stderr: '' });
    expect(events.filter(({ caller }) => caller === 'main.descend')).toHaveLength(3);
    expect(repeated(events)).toEqual([]);
  });

  it('tears no line when processes share the log', async () => {
    const { result, events } = await observe(['children', '2000', 'a', 'b', 'c']);
    expect(result).toMatchObject({ status: 0, stdout: 'done children 2000\n', stderr: '' });
    const all = ['a', 'b', 'c', 'parent'].flatMap((prefix) => names(prefix, 2000));
    expect(looked(events)).toEqual(all.sort());
  });

  it('appends in a second run', async () => {
    const { log } = await observe(['distinct', '3', 'first']);
    chmodSync(log, 0o640);
    const { events } = await observe(['distinct', '3', 'second'], {}, log);
    expect(looked(events)).toEqual([...names('first', 3), ...names('second', 3)]);
    expect(records(log, 'rto.start')).toHaveLength(2);
    expect((statSync(log).mode & 0o777).toString(8)).toBe('640'); // another's choice stays
  });

  it.each([
    ['kill', { status: null, signal: 'SIGKILL' }, 'killed'],
    ['exit', { status: 3 }, 'os.Exit'],
    ['panic', { status: 2 }, 'a panic'],
  ])('has every event before %s', async (mode, ending, _why) => {
    const { result, events } = await observe([mode, '300']);
    expect(result).toMatchObject(ending);
    expect(looked(events)).toEqual(names(mode, 300));
  });

  it('counts a method call once however often it is made', async () => {
    const { events } = await observe(['numbers', '1000']);
    expect(events.filter((event) => event.operation === 'reflect.Value.Call')).toHaveLength(1);
    expect(repeated(events)).toEqual([]);
  });

  it('tells names apart by their text, wherever that lies and however often it came', async () => {
    const { events } = await observe(['texts', '5']);
    expect(looked(events)).toEqual(['Const', 'Constant', ...names('made', 10)]);
    expect(repeated(events)).toEqual([]);
  });

  it('counts pointers by their type', async () => {
    const { events } = await observe(['pointers', '1000']);
    expect(events.filter((event) => event['i'] === '*main.Named2')).toHaveLength(1);
  });

  it('counts pointers by their address when told to be exact', async () => {
    const { events } = await observe(['pointers', '1000'], { INSTRUMENTATION_DEDUP: 'exact' });
    expect(events.filter((event) => event.caller === 'main.pointers')).toHaveLength(1000);
    expect(repeated(events)).toEqual([]);
  });

  it('loses nothing past the cap without a count', async () => {
    const { events, log } = await observe(['distinct', '10000', 'cap'], { INSTRUMENTATION_MAX_SEEN_ENTRIES: '100' });
    const seen = new Set(looked(events));
    const counts = records(log, 'rto.stats').flatMap(({ dropped = 0, suppressed = 0 }) => [dropped, suppressed]);
    const counted = counts.map(Number).reduce((sum, n) => sum + n, 0);
    expect(seen.size).toBeGreaterThan(100); // new events are still written
    expect(seen.size + counted).toBeGreaterThanOrEqual(10_000);
  });

  it('keeps its memory bounded by the cap', async () => {
    const most = async (count: number, cap: string): Promise<number> => {
      const { result } = await observe(['memory', String(count), 'm'], { INSTRUMENTATION_MAX_SEEN_ENTRIES: cap });
      return Number(/VmHWM:\s+(\d+) kB/.exec(result.stdout)?.[1]);
    };
    expect((await most(20_000, '100')) - (await most(10, '100'))).toBeLessThan(6_000); // kB: the program's own garbage
  });

  it('resolves a relative path before the program goes elsewhere', async () => {
    const cwd = mkdtempSync(join(folder, 'cwd-'));
    const env = { INSTRUMENTATION_LOG_PATH: 'log.jsonl' };
    const result = await runProgram(program, ['chdir', '5', '/'], { cwd, env });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(looked(readEvents(join(cwd, 'log.jsonl')))).toEqual(names('chdir', 5));
  });

  it('leaves the log open in no child', async () => {
    const { result } = await observe(['inherit', '1']);
    expect(result.stdout).toBe('<nil> false\ndone inherit 1\n');
  });

  it('gives each process its file with %p', async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    await observe(['children', '5', 'a', 'b', 'c'], {}, join(own, 'log-%p.jsonl'));
    const files = readdirSync(own);
    expect(files).toHaveLength(4);
    for (const file of files) {
      expect(file).toMatch(/^log-\d+\.jsonl$/);
      const starts = records(join(own, file), 'rto.start');
      expect(starts.map(({ pid }) => `log-${pid}.jsonl`)).toEqual([file]);
    }
  });

  it('takes no number that the program may use', async () => {
    const log = newLog();
    const env = { INSTRUMENTATION_LOG_PATH: log };
    const result = await runProgram('sh', ['-c', 'exec "$0" distinct 3 x >&-', program], { env });
    expect(result).toMatchObject({ status: 0, stdout: '' });
    expect(looked(readEvents(log))).toEqual(names('x', 3)); // and not what the program prints
  });

  it('remembers less where there is no memory for what was asked', async () => {
    const log = newLog();
    const env = { INSTRUMENTATION_LOG_PATH: log, INSTRUMENTATION_MAX_SEEN_ENTRIES: '99999999999' };
    const result = await runProgram('sh', ['-c', 'ulimit -v 1500000; exec "$0" distinct 30 x', program], { env });
    expect(result, result.stderr).toMatchObject({ status: 0, stderr: '' });
    expect(looked(readEvents(log))).toEqual(names('x', 30));
    const [start] = records(log, 'rto.start');
    expect(Number(start?.['max_seen_entries'])).toBeGreaterThan(100_000);
  });

  // The variables are the user's, the rights are not.
  it.runIf(process.getuid?.() === 0)('writes no log with rights that its user does not have', async () => {
    const open = tempFolder('rights');
    chmodSync(open, 0o755);
    const own = join(open, 'program');
    copyFileSync(program, own);
    chmodSync(own, 0o4755);
    const log = join(folder, 'of-root.jsonl');
    const user = ['--reuid', '65534', '--regid', '65534', '--clear-groups', own, 'distinct', '3', 'x'];
    const result = await runProgram('setpriv', user, { cwd: open, env: { INSTRUMENTATION_LOG_PATH: log } });
    expect(result).toMatchObject({ status: 0, stdout: 'done distinct 3\n' });
    expect(result.stderr).toMatch(/^rto: no log[^\n]+\n$/);
    expect(existsSync(log)).toBe(false);
  });

  describe('a disk that is full for a time', () => {
    const COUNT = 400;
    const fill = async (words: string): Promise<string> => {
      const disk = mkdtempSync(join(folder, 'disk-'));
      const kept = newLog();
      const script = `mount -t tmpfs -o size=64k none ${disk}; head -c 30000 /dev/zero > ${disk}/filler
        INSTRUMENTATION_LOG_PATH=${disk}/log ${program} full ${COUNT} ${disk}/filler ${words}; cat ${disk}/log > ${kept}`;
      const result = await runProgram('unshare', ['-rm', 'sh', '-euc', script]);
      expect(result).toMatchObject({ status: 0, stdout: `done full ${COUNT}\n` });
      expect(result.stderr).toMatch(/^rto: [^\n]+\n$/);
      return kept;
    };
    const read = (log: string) => {
      const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
      const whole = lines.filter((line) => line.startsWith('{') && line.endsWith('}'));
      return { torn: lines.length - whole.length, records: whole.map((line) => JSON.parse(line)) };
    };
    const dropped = (records: { dropped?: string }[]) =>
      records.reduce((sum, { dropped = '0' }) => sum + Number(dropped), 0);

    it('costs the events that it had no room for, and counts them', async () => {
      const { torn, records } = read(await fill('after'));
      expect(torn).toBeLessThanOrEqual(1);
      expect(looked(records).filter((name) => name.startsWith('after'))).toEqual(names('after', 5));
      const before = looked(records).filter((name) => name.startsWith('before'));
      expect(before.length).toBeLessThan(COUNT);
      expect(before.length + dropped(records)).toBe(COUNT);
    });

    it('is told at the end of the program, where nothing comes after it; 1.19 has nothing that runs there', async () => {
      const { records } = read(await fill(''));
      const told = looked(records).length + dropped(records);
      if (minor === '1.19') expect(told).toBeLessThan(COUNT);
      else expect(told).toBe(COUNT);
    });
  });

  describe('a log that cannot be written disturbs nobody', () => {
    const unwritable: [string, () => string][] = [
      ['a folder that is not there', () => join(folder, 'nowhere', 'log.jsonl')],
      ['a folder', () => folder],
      ['a path through a file', () => join(ownFile(), 'log.jsonl')],
      ['a full disk', () => '/dev/full'],
      ['a name that is too long', () => join(folder, 'x'.repeat(300))],
    ];
    it.each(unwritable)('%s', async (_what, path) => {
      const env = { INSTRUMENTATION_LOG_PATH: path() };
      const result: Result = await runProgram(program, ['distinct', '50', 'x'], { env });
      expect(result).toMatchObject({ status: 0, stdout: 'done distinct 50\n' });
      expect(result.stderr).toMatch(/^rto: [^\n]+\n$/);
    });

    it('a program that closes all files', async () => {
      const own = join(mkdtempSync(join(folder, 'closed-')), 'own');
      const { result } = await observe(['closed', '5', own]);
      expect(result).toMatchObject({ status: 0, stdout: 'done closed 5\n' });
      expect(result.stderr).toMatch(/^rto: [^\n]+\n$/);
      expect(readFileSync(own, 'utf8')).toBe("the program's own\n");
    });
  });
});

function ownFile(): string {
  const file = join(folder, 'file');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, '');
  return file;
}
