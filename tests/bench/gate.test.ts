// The benchmark as people run it, with real toolchains and few rounds: a whole result, a gate that the hub passes, and one
// that a hub fails which was made slower on purpose.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readResult } from '../../bench/core/result.ts';
import { ROOT } from '../support/paths.ts';
import { type Result, run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('bench-test');

const SUBJECT = 'reflect.ValueOf duplicate';

function bench(args: readonly string[], env: Record<string, string> = {}): Promise<Result> {
  return run(process.execPath, [join(ROOT, 'build', 'bench', 'bin.js'), ...args], { env });
}

/** The files of the one result in a folder, by their ending. */
function written(out: string): Record<string, string> {
  return Object.fromEntries(readdirSync(out).map((name) => [name.slice(name.lastIndexOf('.') + 1), join(out, name)]));
}

describe('a run', () => {
  it('passes the gate and leaves a result, a comment and a chart', { timeout: 600_000 }, async () => {
    const out = join(folder, 'passed');
    const args = [
      '--quick',
      '--gate',
      '--only',
      SUBJECT,
      '--only',
      'new event on-stock',
      '--rounds',
      '7',
      '--seed',
      '5',
      '--out',
      out,
    ];
    const { status, stdout, stderr } = await bench(args);
    expect(status, stderr + stdout).toBe(0);
    expect(stdout).toMatch(/A\/A stock2\/stock +\d/);
    expect(stdout).toMatch(/on\/stock +\d+\.\d+ x +\[\d/);
    expect(stdout).toContain('The gate is passed');

    const files = written(out);
    const result = readResult(files['json'] ?? '');
    expect(result.seed).toBe(5);
    expect(result.command).toContain('--seed 5');
    expect(result.measured.map(({ subject }) => subject)).toEqual([SUBJECT, 'new event']);
    const rounds = result.measured[0]?.rounds ?? [];
    expect(rounds).toHaveLength(7);
    const variants = ['call', 'exact', 'none', 'off', 'on', 'on2', 'stock', 'stock2'];
    for (const { order, values } of rounds) {
      expect([...order].sort()).toEqual(variants);
      expect(Object.keys(values).sort()).toEqual(variants);
    }
    expect(new Set(rounds.map(({ order }) => order.join())).size).toBeGreaterThan(1);
    // What is measured is what its name says: a duplicate costs more than none, a new event far more than a duplicate.
    const median = (name: string) => result.rows.find((row) => row.name === name)?.estimate.median ?? Number.NaN;
    expect(median(`${SUBJECT} on/stock`)).toBeGreaterThan(1);
    expect(median('new event on-stock')).toBeGreaterThan(10 * median(`${SUBJECT} on-stock`));
    expect(readFileSync(files['md'] ?? '', 'utf8')).toContain(`| ${SUBJECT} on/call |`);
    expect(readFileSync(files['svg'] ?? '', 'utf8')).toContain(`${SUBJECT} on/stock`);
  });

  it('fails the gate where the hub is slower, and names the row', { timeout: 900_000 }, async () => {
    const out = join(folder, 'failed');
    const args = ['--quick', '--gate', '--only', SUBJECT, '--rounds', '7', '--out', out];
    const { status, stdout, stderr } = await bench(args, { RTO_BENCH_SLOW_HUB: '60' });
    expect(status, stderr + stdout).toBe(3);
    expect(stderr).toMatch(/rows? breaks? (its|their) limit/);
    expect(stderr).toContain(`${SUBJECT} on/call: `);
    const result = readResult(written(out)['json'] ?? '');
    expect(result.versions['slowed']).toContain('on purpose');
    expect(result.measured[0]?.again).toBe(true);
  });
});

describe('the command line', () => {
  it.each([
    [['--rounds', 'many'], 2, '--rounds takes a positive whole number'],
    [['--fast'], 2, "Unknown option '--fast'"],
    [['--compare', join(ROOT, 'package.json'), '--quick'], 1, 'it is not of format 1'],
    [['--compare', '/nowhere.json'], 1, '/nowhere.json cannot be read'],
  ])('%j ends with %d: %s', async (args, want, why) => {
    const { status, stderr } = await bench(args);
    expect(stderr).toContain(why);
    expect(status).toBe(want);
  });

  it('refuses what is not measured', { timeout: 600_000 }, async () => {
    const { status, stderr } = await bench(['--quick', '--only', 'no such row', '--out', folder]);
    expect(stderr).toContain('nothing that is measured is called no such row');
    expect(status).toBe(1);
  });

  it('prints help and the names of all rows', async () => {
    expect((await bench(['--help'])).stdout).toContain('Usage: npm run bench');
    expect((await bench(['--list'])).stdout.split('\n')).toContain(`${SUBJECT} on/call`);
  });
});
