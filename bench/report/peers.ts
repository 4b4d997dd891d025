// The peers of a run as one table: what each loop takes, against stock Go and against rto, and what could not be run.
import type { Result } from '../core/result.ts';
import type { Row } from '../core/row.ts';
import { figure } from './figures.ts';

export type PeerCells = readonly [loop: string, under: string, takes: string, stock: string, rto: string];

export const PEER_HEAD: PeerCells = ['loop', 'under', 'takes', 'against stock', 'against rto'];

/** The name of the subjects' group, as bench/peers gives it. */
const GROUP = 'Peers';
/** What rto's variants are called: a loop with a log, and a build. */
const RTO = ['on', 'rto'];

/** A line for each loop and variant, in the order of the run; none where no peer was measured. */
export function peerCells({ rows, measured }: Pick<Result, 'rows' | 'measured'>): PeerCells[] {
  const named = new Map(rows.map((row) => [row.name, row]));
  return measured
    .filter(({ group }) => group === GROUP)
    .flatMap(({ subject, variants }) =>
      variants.flatMap(({ id, about }): PeerCells[] => {
        const value = named.get(`${subject} ${id}`);
        if (value === undefined) return []; // a second process of the same
        const rto = RTO.map((over) => named.get(`${subject} ${id}/${over}`)).find((row) => row !== undefined);
        return [
          [
            subject,
            about,
            shown(value),
            shown(named.get(`${subject} ${id}/stock`)),
            RTO.includes(id) ? '' : shown(rto),
          ],
        ];
      }),
    );
}

const shown = (row: Row | undefined): string => (row === undefined ? '' : figure(row.estimate.median, row.unit));

/** What was not run and why, and the versions of what was: one line each. */
export function peerNotes({ versions, notRun = {} }: Pick<Result, 'versions' | 'notRun'>): string[] {
  const own = ['rto', 'go', 'toolchain', 'slowed'];
  return [
    ...Object.entries(notRun).map(([subject, why]) => `${subject}: not run: ${why}`),
    ...Object.entries(versions).flatMap(([name, version]) => (own.includes(name) ? [] : [`${name}: ${version}`])),
  ];
}
