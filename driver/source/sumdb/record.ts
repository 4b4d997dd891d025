// The answer to a lookup: a record's number, its lines as in go.sum, and a signed tree head that covers it.
// Format: golang.org/x/mod/sumdb/tlog, ParseRecord.

export interface SumdbRecord {
  /** Place in the log, from 0. */
  id: number;
  /** What the log's leaf is the hash of. */
  data: Buffer;
  /** The signed note, not verified. */
  head: string;
}

/** Throws a plain error for anything malformed. */
export function parseRecord(bytes: Buffer): SumdbRecord {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const first = text.indexOf('\n');
  const blank = text.indexOf('\n\n', first);
  const digits = text.slice(0, Math.max(0, first));
  if (first < 0 || blank < 0 || !/^(0|[1-9]\d{0,14})$/.test(digits))
    throw new Error('the answer is no record of a checksum database');
  const data = text.slice(first + 1, blank + 1);
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(data)) throw new Error('the record contains control characters');
  return { id: Number(digits), data: Buffer.from(data), head: text.slice(blank + 2) };
}
