// What of the hub's suite is run: which Go minors, how long a race is looked for.
import { openCatalog } from '../../driver/version/catalog.ts';

/** `npm run test:hub -- --long`: an hour, on all minors. */
export const LONG = process.env['RTO_HUB_LONG'] === '1';

const chosen = process.env['RTO_HUB_MINORS'];

const all: readonly string[] = [...openCatalog().series];

/** RTO_HUB_MINORS="1.23 1.24" chooses some; otherwise all, or the oldest, the newest and one between. */
export const MINORS: readonly string[] =
  chosen !== undefined
    ? chosen.split(/[ ,]+/)
    : LONG
      ? all
      : all.filter((minor) => minor === all.at(0) || minor === '1.24' || minor === all.at(-1));

/** How long a program that waits for a race runs each time, in seconds: RTO_HUB_SECONDS. */
export const SECONDS = Number(process.env['RTO_HUB_SECONDS'] ?? 1);

/** So often in a long run, so often in a short one. */
export const times = (short: number, long: number): number => (LONG ? long : short);

/** Whether a minor is that one or newer. */
export const since = (minor: string, first: string): boolean => all.indexOf(minor) >= all.indexOf(first);
