// Generated requests and project files: Nix and TypeScript answer alike, also to what nobody thought of.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import { resolve } from '../../driver/version/resolve.ts';
import { nixProgram } from '../support/nix.ts';
import { ROOT } from '../support/paths.ts';
import { tempFolder } from '../support/temp.ts';
import { contextOf, type SmallCatalog } from '../version/support.ts';

const ROWS = 1500;
/** The same rows in every run; another seed looks elsewhere. */
const SEED = Number(process.env['RTO_TEST_SEED'] ?? 1);

interface Row {
  catalog: SmallCatalog;
  request?: string;
  goMod?: string;
  goWork?: string;
}

const CATALOGS: SmallCatalog[] = [
  {
    '1.20': ['1.20rc3', '1.20', '1.20.2', '1.20.14'],
    '1.21': ['1.21rc2', '1.21.0', '1.21.9', '1.21.13'],
    '1.23': ['1.23.4', '1.23.12'],
    '1.24': ['1.24rc1', '1.24.13'],
    '1.27': ['1.27.0', '1.27.4'],
    '1.28': ['1.28beta1', '1.28rc1', '1.28rc10'],
  },
  {
    '1.19': ['1.19.13'],
    '1.22': [],
    '1.24': { 'linux-amd64': ['1.24.1'], 'linux-arm64': ['1.24.13'] },
    '1.25': { 'linux-arm64': ['1.25.1'] },
  },
];

/** A generator that gives the same for a seed everywhere (mulberry32). */
function generator(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const one = <T>(...options: readonly T[]): T => options[Math.floor(next() * options.length)] as T;
  const number = () =>
    one('0', '1', '2', '3', '4', '9', '12', '13', '14', '19', '20', '21', '22', '23', '24', '25', '27', '28', '29');
  const version = () =>
    one(
      `1.${number()}`,
      `1.${number()}.${number()}`,
      `1.${number()}${one('rc', 'beta')}${number()}`,
      ...[
        `1.${number()}.x`,
        `1.x`,
        `1.x.x`,
        `1.x.${number()}`,
        `1.${number()}.*`,
        '1',
        '2',
        `0.${number()}`,
        `go1.${number()}`,
      ],
      ...[`1.0${number()}`, `1.${number()}.${number()}rc1`, `1.${number()}.xrc1`],
    );
  const part = () => one('', '', '>', '>=', '<', '<=', '=', '^', '~', '>= ', '< ', '= ') + version();
  const request = () =>
    one(
      ...[
        part(),
        ` ${part()} `,
        `${part()} ${part()}`,
        `${part()}  ${part()}`,
        `${part()} || ${part()}`,
        `${part()}||${part()}`,
      ],
      ...[`${version()} - ${version()}`, `${part()} - ${version()}`, `${part()} ${part()} || ${part()}`],
      ...[
        `${part()} ||`,
        `${version()}${part()}`,
        `${version()} -${version()}`,
        `${part()} ${version()} - ${version()}`,
      ],
    );
  const release = () =>
    one(`1.${number()}`, `1.${number()}`, `1.${number()}.${number()}`, `1.${number()}rc${number()}`);
  const line = () =>
    one(
      ...[
        `go ${release()}`,
        `go\t${release()} // x`,
        `go ${release()}\r`,
        `go ${release()} ${release()}`,
        `go (${release()})`,
      ],
      ...[`toolchain go${release()}`, `toolchain go${release()}-acme`, 'toolchain default', 'toolchain local'],
      ...[
        'tool example.com/x',
        'tool(',
        'godebug default=go1.21',
        'ignore (\n\t./x\n)',
        'require (\n\tgo v1.0.0\n)',
        'require (\n go v1',
      ],
      ...[
        '// go 1.25',
        'replace x => ../go',
        'retract [v1.0.0, v1.9.9]',
        'golang 1.2',
        'use ./a',
        ')',
        'go one',
        'go go1.21',
        '',
      ],
    );
  const file = () => Array.from({ length: one(1, 2, 3) }, line).join('\n');
  return (): Row => {
    const catalog = one(...CATALOGS);
    const kind = next();
    if (kind < 0.6) return { catalog, request: request() };
    return kind < 0.9 ? { catalog, goMod: file() } : { catalog, goWork: file() };
  };
}

const contexts = new Map(CATALOGS.map((catalog) => [catalog, contextOf({ catalog, cwd: tempFolder('nix') })]));

async function answer(row: Row): Promise<string> {
  const context = contexts.get(row.catalog);
  if (context === undefined) throw new Error('a catalog of its own');
  const cwd = row.request === undefined ? tempFolder('nix') : context.cwd;
  if (row.goMod !== undefined) writeFileSync(join(cwd, 'go.mod'), row.goMod);
  if (row.goWork !== undefined) writeFileSync(join(cwd, 'go.work'), row.goWork);
  try {
    return (await resolve(row.request, { ...context, cwd })).version.name;
  } catch (error) {
    if (error instanceof RtoError) return error.code;
    throw error;
  }
}

it(`${ROWS} rows`, async () => {
  const generate = generator(SEED);
  const rows = Array.from({ length: ROWS }, generate);
  const wanted = await Promise.all(rows.map(answer));
  const table = join(tempFolder('nix'), 'rows.json');
  writeFileSync(table, JSON.stringify({ rows }));
  const args = ['--eval', '--strict', '--json', join(ROOT, 'tests/nix/resolution.nix'), '--arg', 'table', table];
  const evaluated = await nixProgram('nix-instantiate', args);
  expect(evaluated.status, evaluated.stderr).toBe(0);
  const answered: string[] = JSON.parse(evaluated.stdout);
  const differ = rows.flatMap(({ catalog: _, ...row }, index) =>
    answered[index] === wanted[index] ? [] : [{ ...row, nix: answered[index], typescript: wanted[index] }],
  );
  expect(differ, `RTO_TEST_SEED=${SEED}`).toEqual([]);
  // The rows are worth something only where both kinds of answer are among them.
  expect(wanted.filter((text) => text.startsWith('1.')).length).toBeGreaterThan(ROWS / 8);
});
