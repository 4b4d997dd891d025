// What a check of the machine or of the environment found.
import { messageOf, RtoError } from '../errors.ts';

export interface Finding {
  /** What was checked: "node", "store", "GOFLAGS". */
  check: string;
  /** A fault keeps rto from working, or programs from being observed; a warning may. */
  level: 'ok' | 'warning' | 'fault';
  /** One line. */
  text: string;
  /** What to do. */
  try?: string;
}

export const ok = (check: string, text: string, remedy?: string): Finding => make('ok', check, text, remedy);
export const warning = (check: string, text: string, remedy?: string): Finding => make('warning', check, text, remedy);
export const fault = (check: string, text: string, remedy?: string): Finding => make('fault', check, text, remedy);

function make(level: Finding['level'], check: string, text: string, remedy: string | undefined): Finding {
  return { check, level, text, ...(remedy === undefined ? {} : { try: remedy }) };
}

/** An error for people as a fault; any other is a bug and thrown on. */
export function faultOf(check: string, error: unknown): Finding {
  if (!(error instanceof RtoError)) throw error;
  const facts = Object.entries(error.facts).map(([label, text]) => `${label}: ${text.trim().replace(/\s+/g, ' ')}`);
  return fault(check, [messageOf(error), ...facts].join('; '), error.try);
}
