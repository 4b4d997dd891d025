// Text made fit for a terminal: control characters shown and not sent, tables, numbers with units. Pure.

/**
 * The text with every control character (but newline and tab, where told) shown as an escape, so that a log, a URL or
 * a file name cannot move the cursor, change colours or set the title. Bidirectional overrides count as well.
 */
export function neutralise(text: string, keep: '' | '\n\t' = ''): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => {
    if (keep.includes(char)) return char;
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** Rows as lines with aligned columns, two spaces between them; numbers (by `right`) on the right. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const clean = rows.map((row) => row.map((cell) => neutralise(cell)));
  const widths: number[] = [];
  for (const row of clean) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return clean.map((row) =>
    row
      .map((cell, column) =>
        right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** "123 MB", "1.2 MB", "34 kB": units of 1000, as download sizes are written. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  if (count < 999_500) return `${Math.round(count / 1000)} kB`;
  const mega = count / 1e6;
  return `${mega < 9.95 ? mega.toFixed(1) : String(Math.round(mega))} MB`;
}

/** "0.4 s", "12 s", "2 min 5 s". */
export function seconds(milliseconds: number): string {
  const all = milliseconds / 1000;
  if (all < 9.95) return `${all.toFixed(1)} s`;
  const whole = Math.round(all);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
