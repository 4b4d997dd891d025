// Targets and limits of rows, from bench/limits.toml, and what a row says to them.
//
// A target (`reach`) is what the product aims at; it is reported. A limit (`limit`) is what the gate holds; it is wider, because
// machines are noisy. Both are the most that a row may be, or the least where more is better (`times`).
import { RtoError } from '../../driver/errors.ts';
import { isTable, parseToml, type Settings, TomlError } from '../../driver/version/toml.ts';
import { noEffect, noiseFloor, type Row } from './row.ts';
import { convert } from './units.ts';

/** A figure with its unit as written: "+5 %" of a ratio, "1.9 x", "6 ns". */
export interface Bound {
  text: string;
  /** 1.05 for "+5 %". */
  value: number;
  unit: string;
}

interface Limit {
  reach?: Bound;
  limit?: Bound;
  /** The row that shows what nothing could be faster than, printed beside the target. */
  floor?: string;
  why: string;
}

/** By row name, in the order of the file. */
export type Limits = ReadonlyMap<string, Limit>;

/** Throws RTO_BENCH_LIMITS naming the row and what is wrong with it. */
export function parseLimits(text: string, file = 'bench/limits.toml'): Limits {
  try {
    return new Map(Object.entries(parseToml(text)).map(([row, values]) => [row, parseLimit(row, values, file)]));
  } catch (error) {
    throw error instanceof TomlError ? wrong(file, error.message) : error;
  }
}

const KEYS = ['reach', 'limit', 'floor', 'why'];

function parseLimit(row: string, values: Settings, file: string): Limit {
  if (!isTable(values)) throw wrong(file, `${row} is no table`);
  const unknown = Object.keys(values).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw wrong(file, `${row} has ${unknown}, which is none of ${KEYS.join(', ')}`);
  const { reach, limit, floor, why } = values;
  if (typeof why !== 'string' || why === '') throw wrong(file, `${row} does not say why`);
  if (reach === undefined && limit === undefined) throw wrong(file, `${row} has neither reach nor limit`);
  if (floor !== undefined && typeof floor !== 'string') throw wrong(file, `${row}: floor is the name of no row`);
  return {
    ...(reach !== undefined && { reach: parseBound(row, reach, file) }),
    ...(limit !== undefined && { limit: parseBound(row, limit, file) }),
    ...(floor !== undefined && { floor }),
    why,
  };
}

function parseBound(row: string, text: Settings, file: string): Bound {
  const [, sign, digits, unit] = (typeof text === 'string' && /^([+-]?)(\d+(?:\.\d+)?) (\S+)$/.exec(text)) || [];
  if (typeof text !== 'string' || digits === undefined || unit === undefined)
    throw wrong(file, `${row}: ${JSON.stringify(text)} is no figure with a unit, such as "6 ns" or "+5 %"`);
  const number = Number(`${sign}${digits}`);
  return sign && unit === '%' ? { text, value: 1 + number / 100, unit: 'x' } : { text, value: number, unit };
}

const wrong = (where: string, why: string): RtoError => new RtoError('RTO_BENCH_LIMITS', `${where}: ${why}`);

/**
 * `met`, `broken` (the limit was not kept, the target not met): the whole interval lies on that side. `open`: the bound lies inside the interval, or equals
 * differ so much on this machine that the bound tells nothing.
 */
export type Standing = 'met' | 'open' | 'broken';

/** How a row stands to a bound. Throws RTO_BENCH_LIMITS where the two are in different units. */
export function standing(row: Row, bound: Bound): Standing {
  const value = inUnitOf(row, bound);
  const { low, high } = row.estimate;
  // What equals differ by may hide a bound as well as reach it.
  const none = noEffect(row.kind);
  const room = row.kind === 'times' ? none - value : value - none;
  if (room > 0 && noiseFloor(row.kind, row.controls) >= room) return 'open';
  const [best, worst] = row.kind === 'times' ? [-high, -low] : [low, high];
  const most = row.kind === 'times' ? -value : value;
  if (worst <= most) return 'met';
  return best <= most ? 'open' : 'broken';
}

function inUnitOf(row: Row, bound: Bound): number {
  const value = convert(bound.value, bound.unit, row.unit);
  if (value !== undefined) return value;
  throw wrong(row.name, `it is in ${row.unit}, its bound in ${bound.unit}`);
}

/** The rows that break their limit. */
export const brokenLimits = (rows: readonly Row[], limits: Limits): Row[] =>
  rows.filter((row) => {
    const limit = limits.get(row.name)?.limit;
    return limit !== undefined && standing(row, limit) === 'broken';
  });

/** The rows whose cost is seen, could double and still keep the limit: no gate for them, and to be told so. */
export const looseLimits = (rows: readonly Row[], limits: Limits): Row[] =>
  rows.filter((row) => {
    const limit = limits.get(row.name)?.limit;
    if (limit === undefined || row.kind === 'times' || (row.verdict !== 'more' && row.verdict !== 'measured'))
      return false;
    const none = noEffect(row.kind);
    return none + 2 * (row.estimate.high - none) < inUnitOf(row, limit);
  });
