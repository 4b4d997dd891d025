// Numbers as people read them: sizes, durations, and counts with their noun. Pure.

/** "123 MB", "1.2 MB", "34 kB": units of 1000, as download sizes are written. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  if (count < 999_500) return `${Math.round(count / 1000)} kB`;
  const mega = count / 1e6;
  return `${mega < 9.95 ? mega.toFixed(1) : String(Math.round(mega))} MB`;
}

/** "0.4 s", "12 s", "2 min 5 s"; with three digits "0.84 s", "12.3 s". */
export function duration(milliseconds: number, digits: 2 | 3 = 2): string {
  // A figure that would be rounded up to the next form is written in that one.
  const half = 500 / 10 ** (digits - 2);
  if (milliseconds < 10_000 - half / 10) return `${(milliseconds / 1000).toFixed(digits - 1)} s`;
  if (milliseconds < 60_000 - half) return `${(milliseconds / 1000).toFixed(digits - 2)} s`;
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** "1 event", "3 events"; `none` stands for a 0: "no faults". */
export function plural(count: number, noun: string, none = '0'): string {
  return `${count === 0 ? none : count} ${noun}${count === 1 ? '' : 's'}`;
}
