// What one line of an event log says: an event, a record of a process, or why it is neither. Pure.

/** A call of an observed function, seen for the first time from this place with these arguments. */
export interface Event {
  kind: 'event';
  /** Line of the log, from 1. */
  at: number;
  /** The function that ran: "reflect.Value.Call", "crypto/sha256.Sum256". */
  operation: string;
  /** The logged arguments by parameter name. All are text: addresses and counts may be larger than 2^53. */
  args: ReadonlyMap<string, string>;
  /** The method that a reflective call reached. */
  methodName: string | undefined;
  /** The function that a reflective call reached where it was no method. */
  target: string | undefined;
  /** Position among the reflective calls of methods of one process; text, as it may be larger than 2^53. */
  correlationSeq: string | undefined;
  /** Symbol of the calling function as the linker writes it: "gopkg.in/yaml%2ev3.(*decoder).unmarshal". */
  caller: string;
  file: string;
  line: number;
}

/** A line about the process and not about a call: its operation begins with "rto.". */
export interface ProcessRecord {
  kind: 'process';
  at: number;
  operation: string;
  fields: ReadonlyMap<string, string>;
}

export type ProblemCode =
  | 'truncated' // the log ends inside a line
  | 'too-long'
  | 'not-utf8'
  | 'not-json'
  | 'not-object'
  | 'wrong-type' // a field holds something else than it should
  | 'missing-field'
  | 'repeated-field'
  | 'unsafe-key';

/** A line that cannot be taken as it stands. It is never left out: a reader of a log can say how much was unreadable. */
export interface Problem {
  kind: 'problem';
  at: number;
  problem: ProblemCode;
  /** What is wrong, for people. */
  reason: string;
  /** The beginning of the line, not neutralised. */
  excerpt: string;
}

export type LogItem = Event | ProcessRecord | Problem;

const EXCERPT = 120;
/** Fields of text that every event or a reflective call has; all others but operation and line are arguments. */
const OWN = ['caller', 'file', 'method_name', 'target', 'correlation_seq'] as const;
const NONE: ReadonlyMap<string, string> = new Map();

/** @param at number of the line in its log, from 1 */
export function parseLine(text: string, at: number): LogItem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return problemAt(at, 'not-json', text.trim() === '' ? 'the line is blank' : 'not JSON', text);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return problemAt(at, 'not-object', 'not a JSON object', text);
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const item = readFields(fields, at);
  if (Array.isArray(item)) return problemAt(at, ...item, text);
  // JSON.parse keeps the last of two fields of one name; another reader may keep the first and see another event.
  if (countQuotes(text) !== expectedQuotes(fields))
    return problemAt(at, 'repeated-field', 'a field is written twice', text);
  return item;
}

/** A problem with the beginning of the text that has it. */
export function problemAt(at: number, problem: ProblemCode, reason: string, text: string): Problem {
  // Through bytes, as a slice would keep the whole text it was cut from in memory.
  return { kind: 'problem', at, problem, reason, excerpt: Buffer.from(text.slice(0, EXCERPT)).toString() };
}

type Fault = [ProblemCode, string];

function readFields(fields: ReadonlyMap<string, unknown>, at: number): Event | ProcessRecord | Fault {
  if (fields.has('__proto__')) return ['unsafe-key', 'a field is named __proto__'];
  const operation = fields.get('operation');
  if (operation === undefined || operation === '') return ['missing-field', 'no operation'];
  if (typeof operation !== 'string') return ['wrong-type', 'operation is not text'];
  return operation.startsWith('rto.') ? readRecord(operation, fields, at) : readEvent(operation, fields, at);
}

function readEvent(operation: string, fields: ReadonlyMap<string, unknown>, at: number): Event | Fault {
  const line = fields.get('line');
  if (line === undefined) return ['missing-field', 'no line'];
  if (typeof line !== 'number' || !Number.isSafeInteger(line) || line < 0)
    return ['wrong-type', 'line is not a line number'];

  const own: Record<(typeof OWN)[number], string | undefined> = {
    caller: undefined,
    file: undefined,
    method_name: undefined,
    target: undefined,
    correlation_seq: undefined,
  };
  let args: Map<string, string> | undefined;
  for (const [name, value] of fields) {
    if (name === 'operation' || name === 'line') continue;
    if (typeof value !== 'string') return ['wrong-type', `${name} is not text`];
    if (isOwn(name)) own[name] = value;
    else {
      args ??= new Map();
      args.set(name, value);
    }
  }
  const { caller, file, method_name: methodName, target, correlation_seq: correlationSeq } = own;
  if (caller === undefined) return ['missing-field', 'no caller'];
  if (file === undefined) return ['missing-field', 'no file'];
  return { kind: 'event', at, operation, args: args ?? NONE, methodName, target, correlationSeq, caller, file, line };
}

/** Records of a process are flat as well, but their figures may be numbers. */
function readRecord(operation: string, from: ReadonlyMap<string, unknown>, at: number): ProcessRecord | Fault {
  const fields = new Map<string, string>();
  for (const [name, value] of from) {
    if (name === 'operation') continue;
    if (typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value))
      fields.set(name, String(value));
    else return ['wrong-type', `${name} is not text or a whole number`];
  }
  return { kind: 'process', at, operation, fields };
}

function isOwn(name: string): name is (typeof OWN)[number] {
  return (OWN as readonly string[]).includes(name);
}

function expectedQuotes(fields: ReadonlyMap<string, unknown>): number {
  let count = 0;
  for (const value of fields.values()) count += typeof value === 'string' ? 4 : 2;
  return count;
}

/** Quotation marks that begin or end a name or a text of the JSON. */
function countQuotes(json: string): number {
  const text = json.includes('\\') ? json.replace(/\\./g, '') : json;
  let count = 0;
  for (let i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) count++;
  return count;
}
