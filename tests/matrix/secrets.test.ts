// Keys, passwords, plaintexts, random bytes and memory: handled by a program in every way, found in no log.
import { chmodSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findLeaks, type Planted } from '../support/leaks.ts';
import { type LoggedEvent, readEvents } from '../support/log.ts';
import { app, buildObserved, buildStock, runProgram } from '../support/program.ts';
import type { Result } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { MINORS } from './minors.ts';
import { CAUGHT, OBSERVED, SEEN } from './secrets/observed.ts';

const SOURCE = app('secrets');
const folder = tempFolder('secrets');

const { texts }: { texts: Record<string, string> } = JSON.parse(readFileSync(join(SOURCE, 'material.json'), 'utf8'));

/** What a run planted; numbers that the program sets by reflection besides. */
function readPlanted(path: string): Planted {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const planted = new Map(lines.map((line) => [line.replace(/ .*/, ''), Buffer.from(line.replace(/.* /, ''), 'hex')]));
  const pin = Buffer.alloc(8);
  pin.writeBigInt64BE(7391846250193847561n);
  return planted.set('pin', pin).set('score', Buffer.from('5839201.7461938'));
}

describe('the search itself', () => {
  const secret = Buffer.from('8f21c47be0995da316f2', 'hex');
  it.each(CAUGHT)('finds %s', (_what, encode) => {
    const log = Buffer.from(`{"operation":"x","v":"${encode(secret)}","line":1}`, 'latin1');
    expect(findLeaks(log, new Map([['it', secret]])).map(({ name }) => name)).toContain('it');
  });

  it('finds nothing in a log without it', () => {
    const log = Buffer.from(
      '{"operation":"crypto/aes.NewCipher","key_bits":"256","caller":"main.f","file":"/a.go","line":22}',
    );
    expect(findLeaks(log, new Map([['it', secret]]))).toEqual([]);
  });
});

describe.each(MINORS)('Go %s', (minor) => {
  const log = join(folder, `${minor}.jsonl`);
  const values = join(folder, `${minor}.values.jsonl`);
  let stock: Result;
  let observed: Result;
  let planted: Planted = new Map();
  let events: LoggedEvent[] = [];

  beforeAll(async () => {
    const programs = { stock: join(folder, `${minor}.stock`), observed: join(folder, `${minor}.observed`) };
    await buildStock(minor, SOURCE, programs.stock);
    await buildObserved(minor, SOURCE, programs.observed, { observe: OBSERVED.join(',') });
    // Names, values and arguments of the process are none of the log's business either.
    const [argument = '', environment = ''] = [texts['argument'], texts['environment']];
    const told = (path: string): string[] => [join(folder, path), argument, `--password=${argument}`];
    const env = { TOKEN_OF_THE_TEST: environment, INSTRUMENTATION_LOG_PATH: log };
    stock = await runProgram(programs.stock, told('stock.planted'));
    observed = await runProgram('sh', ['-c', 'umask 0; exec "$0" "$@"', programs.observed, ...told('planted')], {
      env,
    });
    planted = readPlanted(join(folder, 'planted'));
    events = readEvents(log);
    const withValues = { INSTRUMENTATION_LOG_PATH: values, INSTRUMENTATION_STRINGS: 'values' };
    await runProgram(programs.observed, told('values.planted'), { env: withValues });
    chmodSync(join(folder, 'values.planted'), 0o600);
    rmSync(programs.stock);
    rmSync(programs.observed);
  });

  it('says what stock Go says: no method of the program is called for the log', () => {
    expect(stock.status, stock.stderr).toBe(0);
    expect(observed).toEqual(stock);
  });

  it('was observed where it handled secrets', () => {
    const operations = new Set(events.map((event) => event.operation));
    expect([...operations]).toEqual(expect.arrayContaining([...SEEN]));
    expect(planted.size).toBeGreaterThan(40);
  });

  it('leaves no secret in the log, in no encoding', () => {
    expect(findLeaks(readFileSync(log), planted)).toEqual([]);
  });

  it("creates the log for its owner's eyes only, whatever the umask", () => {
    expect((statSync(log).mode & 0o777).toString(8)).toBe('600');
  });

  it.each([
    ['crypto/aes.NewCipher', 'key_bits', '256'],
    ['crypto/des.NewCipher', 'key_bits', '64'],
    ['crypto/des.NewTripleDESCipher', 'key_bits', '192'],
    ['crypto/rc4.NewCipher', 'key_bits', '128'],
    ['crypto/hmac.New', 'key_bits', '320'],
    ['crypto/rsa.SignPSS', 'hash', 'SHA-256'],
    ['reflect.Value.SetString', 'x', '24'],
    ['reflect.Value.MethodByName', 'name', 'Login'],
  ])('logs of %s that %s is %s', (operation, field, value) => {
    const found = events.filter((event) => event.operation === operation && event.caller.startsWith('main.'));
    expect(found.map((event) => event[field])).toContain(value);
  });

  it('logs the text that SetString sets when it is asked to', () => {
    const set = readEvents(values).filter((event) => event.operation === 'reflect.Value.SetString');
    expect(set.map((event) => event['x'])).toContain(texts['setString']);
  });
});
