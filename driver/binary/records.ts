// The two records in an instrumented binary, read from JSON that anybody may have written. Pure.
import { parseToolchainName } from '../about.ts';

/** Of package runtime, one a program: what it was built with and what was asked for. */
export interface Stamp {
  /** Version of rto: "0.1.0". */
  rto: string;
  /** "linux/amd64". */
  target: string;
  toolchain: {
    /** "1.24.13". */
    go: string;
    /** "rto-go-1.24.13-0123456789ab". */
    name: string;
    /** Where the toolchain itself runs: "linux-amd64". */
    platform: string;
    /** 64 hex digits. */
    recipe: string;
    /** Nothing vouched for the stock Go that it was made of. */
    unproved?: true;
  };
  /** The selection in its canonical form, empty for nothing. */
  observe: string;
}

/** Of a package in which something was asked for. */
export interface Manifest {
  package: string;
  /** Functions with a hook: "crypto/sha256.Sum256". */
  hooked: readonly string[];
  /** Call sites with a hook, by operation: "unsafe.Slice". */
  sites: ReadonlyMap<string, number>;
  skipped: readonly { name: string; reason: string }[];
  /** Why nothing of the package is hooked; undefined where something may be. */
  unobserved: string | undefined;
}

/** Undefined where the bytes are not such a record. */
export function readStamp(bytes: Buffer): Stamp | undefined {
  const stamp = fieldsOf(parse(bytes));
  const toolchain = fieldsOf(stamp?.get('toolchain'));
  if (!stamp || !toolchain) return undefined;
  const rto = text(stamp, 'rto', /^\d+\.\d+\.\d+(-[\w.]+)?$/);
  const target = text(stamp, 'target', /^[a-z0-9]+\/[a-z0-9]+$/);
  const observe = text(stamp, 'observe', /^/);
  const go = text(toolchain, 'go', /^1\.\d+[\w.]*$/);
  // The name is looked up in the store: no path may pass.
  const named = text(toolchain, 'name', /^/);
  const name = named !== undefined && parseToolchainName(named) !== undefined ? named : undefined;
  const platform = text(toolchain, 'platform', /^[a-z0-9]+-[a-z0-9]+$/);
  const recipe = text(toolchain, 'recipe', /^[0-9a-f]{64}$/);
  if (rto === undefined || target === undefined || observe === undefined) return undefined;
  if (go === undefined || name === undefined || platform === undefined || recipe === undefined) return undefined;
  if (!name.endsWith(recipe.slice(0, 12))) return undefined; // the two would lead to different toolchains
  const unproved = toolchain.get('unproved') === 'true' ? { unproved: true as const } : {};
  return { rto, target, toolchain: { go, name, platform, recipe, ...unproved }, observe };
}

/** Undefined where the bytes are not such a record. */
export function readManifest(bytes: Buffer): Manifest | undefined {
  const fields = fieldsOf(parse(bytes));
  const path = fields && text(fields, 'package', /./);
  if (!fields || path === undefined) return undefined;
  const hooked = list(fields.get('hooked'), asText);
  const sites = list([...(fieldsOf(fields.get('sites') ?? {}) ?? [['', 0]])], asCount);
  const skipped = list(fields.get('skipped'), asSkip);
  const unobserved = fields.has('unobserved') ? text(fields, 'unobserved', /./) : '';
  if (!hooked || !sites || !skipped || unobserved === undefined) return undefined;
  return { package: path, hooked, sites: new Map(sites), skipped, unobserved: unobserved || undefined };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** As a map, in which __proto__ is a name like any other. */
function fieldsOf(value: unknown): Map<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? new Map(Object.entries(value)) : undefined;
}

function text(fields: ReadonlyMap<string, unknown>, name: string, form: RegExp): string | undefined {
  const value = fields.get(name);
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

/** Every member read, an absent list as an empty one; undefined where one cannot be. */
function list<T>(value: unknown, read: (member: unknown) => T | undefined): T[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return undefined;
  const members = value.map(read).filter((member) => member !== undefined);
  return members.length === value.length ? members : undefined;
}

const asText = (member: unknown): string | undefined =>
  typeof member === 'string' && member !== '' ? member : undefined;

function asCount(member: unknown): [string, number] | undefined {
  if (!Array.isArray(member)) return undefined;
  const [name, count]: unknown[] = member;
  return typeof name === 'string' && typeof count === 'number' && Number.isSafeInteger(count) && count > 0
    ? [name, count]
    : undefined;
}

function asSkip(member: unknown): { name: string; reason: string } | undefined {
  const fields = fieldsOf(member);
  const name = fields && text(fields, 'name', /./);
  const reason = fields && text(fields, 'reason', /^/);
  return name !== undefined && reason !== undefined ? { name, reason } : undefined;
}
